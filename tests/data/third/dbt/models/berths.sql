select berth_id, name, quay, depth
from {{ source('port', 'berths') }}
