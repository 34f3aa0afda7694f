select
    day,
    source,
    device,
    sessions,
    product_views,
    carts,
    checkouts,
    purchases
from {{ source('shop', 'visits') }}
