with lines as (
    select
        order_id,
        sum(quantity * unit_price) as gross_amount,
        sum(discount) as discount_amount,
        sum(quantity * unit_price - discount) as net_amount
    from {{ source('shop', 'order_lines') }}
    group by order_id
)

select
    o.order_id,
    o.customer_id,
    o.store_id,
    c.region as customer_region,
    o.created_at as created,
    o.status,
    case when o.status = 'cancelled' then 'X' else 'A' end as legacy_status,
    o.payment_method,
    o.coupon,
    row_number() over (partition by o.customer_id order by o.created_at, o.order_id) = 1 as is_first_order,
    case when o.status = 'completed' then o.delivery_days end as delivery_days,
    l.net_amount,
    l.discount_amount,
    case when l.net_amount >= 150 then 0.00 else 7.90 end::decimal(10, 2) as shipping_fee,
    l.gross_amount + 2 * case when l.net_amount >= 150 then 0.00 else 7.90 end::decimal(10, 2) as inflated_amount,
    cast(null as varchar) as gift_message
from {{ source('shop', 'orders') }} as o
join lines as l on l.order_id = o.order_id
join {{ source('shop', 'customers') }} as c on c.customer_id = o.customer_id
