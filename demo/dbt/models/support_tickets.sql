select
    t.ticket_id,
    t.customer_id,
    c.region as customer_region,
    t.created_at as opened,
    t.resolved_at as resolved,
    t.topic,
    t.channel,
    t.priority,
    t.resolved_at is null as is_open,
    t.first_response_minutes,
    date_diff('minute', t.created_at, t.resolved_at) / 60.0 as hours_to_resolve,
    t.satisfaction
from {{ source('shop', 'tickets') }} as t
join {{ source('shop', 'customers') }} as c on c.customer_id = t.customer_id
