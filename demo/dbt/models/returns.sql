select
    r.return_id,
    r.order_item_id,
    r.product_id,
    r.customer_id,
    o.customer_region,
    r.returned_on,
    r.reason,
    r.condition,
    r.refund_amount,
    date_diff('day', o.created::date, r.returned_on) as days_to_return
from {{ source('shop', 'returns') }} as r
join {{ ref('orders') }} as o on o.order_id = r.order_id
