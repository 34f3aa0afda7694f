select
    l.order_item_id,
    l.order_id,
    l.product_id,
    o.customer_id,
    o.store_id,
    o.customer_region,
    o.created,
    o.status = 'cancelled' as is_cancelled,
    l.quantity,
    l.unit_price,
    l.discount,
    l.quantity * l.unit_price - l.discount as net_amount,
    l.cost,
    l.quantity * l.unit_price - l.discount - l.cost as margin,
    r.return_id is not null as is_returned
from {{ source('shop', 'order_lines') }} as l
join {{ ref('orders') }} as o on o.order_id = l.order_id
left join {{ source('shop', 'returns') }} as r on r.order_item_id = l.order_item_id
