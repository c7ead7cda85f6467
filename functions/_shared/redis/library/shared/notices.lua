-- Notices to people about their own seat and role. Nobody gets one about their own doing.
-- KEYS: decisions
-- ARGV: by

-- Tells somebody who waited of their seat, in the thread where they asked for one. Returns whether there is such a thread.
-- `SeatNotice` in core/outbox.ts is the same.
local function tell_of_seat(person, pod)
  if person.profile.thread == '' then return false end
  enqueue_also(
    'notice:' .. person.pseudonym .. '/' .. pod.number .. '/' .. revision,
    '{"kind":"notice","person":"' .. person.pseudonym .. '","pod":' .. pod.number .. ',"revision":' .. revision
      .. ',"at":' .. at .. (pod.advocate == person.pseudonym and ',"advocate":true' or '') .. ',"since":' .. at .. '}'
  )
  return true
end

-- Tells somebody of a decision about them, and notes it for their page. `DecisionNotice` in core/outbox.ts is the same.
-- `pod` is the number of a pod, or '' for people who waited.
local function tell_of_decision(pseudonym, what, pod)
  write('HSET', decisions_key, pseudonym, what .. '|' .. pod .. '|' .. at .. '|' .. revision)
  enqueue_also(
    'decision-notice:' .. pseudonym .. '/' .. revision,
    '{"kind":"decision-notice","person":"' .. pseudonym .. '","what":"' .. what .. '","pod":' .. (pod == '' and 'null' or pod)
      .. ',"revision":' .. revision .. ',"at":' .. at .. ',"since":' .. at .. '}'
  )
end

-- Tells somebody of a role that came to them. An import gives hundreds at once, which whoever imports announces.
local function tell_of_role(pseudonym, pod)
  if by == 'self' or by == 'import' then return end
  tell_of_decision(pseudonym, by == 'maintainer' and 'role-given' or 'role-fell', pod.number)
end
