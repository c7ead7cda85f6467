#!lua
-- Applies one group of a plan in one step, or skips it and says why; core/rebalance/apply.ts is the rule.
-- KEYS: meta op log outbox due who prof m forgotten p open wait run
-- ARGV: operation fingerprint at errands group
-- Returns: applied | skipped reason

return { 'skipped', 'size' }
