#!lua
-- Closes a pod to joins and plans, or opens it again.
-- KEYS: meta op log outbox due who prof m forgotten p open wait
-- ARGV: operation fingerprint at errands pod locked
-- Returns: changed | unchanged | unknown

local roster = load_pod(pod)
if not roster then return answer({ 'unknown' }) end
local wanted = locked == 'yes' and '1' or ''
if roster.locked == wanted then return answer({ 'unchanged' }) end
roster.locked = wanted
effect('lock ' .. pod .. ' ' .. locked)
return settle('lock', { 'changed' })
