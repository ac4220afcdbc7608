from __future__ import annotations

from typing import Final

from common.persistence.database import InfrastructureTables, schema_metadata

metadata: Final = schema_metadata("evidence")
infrastructure: Final = InfrastructureTables(metadata)
