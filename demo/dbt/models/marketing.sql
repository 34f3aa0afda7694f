select
    day,
    campaign_id,
    spend,
    impressions,
    clicks,
    orders,
    revenue
from {{ source('shop', 'marketing_days') }}
