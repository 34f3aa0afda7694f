with bought as (
    select
        customer_id,
        count(*) as lifetime_orders,
        sum(net_amount) as lifetime_revenue
    from {{ ref('orders') }}
    where status <> 'cancelled'
    group by customer_id
)

select
    c.customer_id,
    c.first_name || ' ' || c.last_name as name,
    c.region,
    c.state,
    c.segment,
    c.acquired_through,
    c.is_newsletter_subscriber,
    c.signed_up_on,
    coalesce(b.lifetime_orders, 0) as lifetime_orders,
    coalesce(b.lifetime_revenue, 0) as lifetime_revenue
from {{ source('shop', 'customers') }} as c
left join bought as b on b.customer_id = c.customer_id
