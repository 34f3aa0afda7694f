select
    campaign_id,
    name,
    channel,
    kind
from {{ source('shop', 'campaigns') }}
