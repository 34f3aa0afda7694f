select
    store_id,
    name,
    channel,
    city,
    opened_on
from {{ source('shop', 'stores') }}
