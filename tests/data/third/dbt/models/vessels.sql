select vessel_id, name, kind, flag, gross_tonnage
from {{ source('port', 'vessels') }}
