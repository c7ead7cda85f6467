-- Notices to people about their own seat.

-- Tells somebody who waited of their seat, in the thread where they asked for one. `SeatNotice` in core/outbox.ts is the
-- same.
local function tell_of_seat(person, pod)
  if person.profile.thread == '' then return end
  enqueue_also(
    'notice:' .. person.pseudonym .. '/' .. pod.number .. '/' .. revision,
    '{"kind":"notice","person":"' .. person.pseudonym .. '","pod":' .. pod.number .. ',"revision":' .. revision
      .. ',"at":' .. at .. (pod.advocate == person.pseudonym and ',"advocate":true' or '') .. ',"since":' .. at .. '}'
  )
end
