---@meta
-- What Redis offers to our Lua, for editors. Names that a file takes from another one are in the same scope at run time;
-- test/tools/lua.test.ts checks them.

---@class redis
redis = {}

--- Runs a command. An error of the command ends the verb.
---@param command string
---@param ... string | number
---@return any
function redis.call(command, ...) end

---@param text string
---@return string hash forty hexadecimal digits
function redis.sha1hex(text) end

---@param verb { function_name: string, callback: fun(keys: string[], args: string[]), flags?: string[] }
function redis.register_function(verb) end

cjson = {}

---@param value any
---@return string
function cjson.encode(value) end

---@param text string
---@return any
function cjson.decode(text) end
