select
    product_id,
    name,
    product_line,
    category,
    brand,
    list_price,
    launched_on,
    recalled_on is not null as is_recalled
from {{ source('shop', 'products') }}
