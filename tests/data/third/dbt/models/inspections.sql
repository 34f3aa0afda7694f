select inspection_id, vessel_id, inspected_on, outcome, deficiencies
from {{ source('port', 'inspections') }}
