select
    call_id,
    vessel_id,
    berth_id,
    arrived,
    arrived + to_minutes((60 * hours_alongside)::int) as departed,
    purpose,
    had_pilot,
    hours_alongside,
    hours_waiting,
    tonnes,
    tonnes * 2 as tonnes_twice,
    dues,
    cast(null as varchar) as agent
from {{ source('port', 'calls') }}
