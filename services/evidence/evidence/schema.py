from __future__ import annotations

from typing import Final

from common.persistence.database import Plumbing, schema

metadata: Final = schema("evidence")
plumbing: Final = Plumbing(metadata)
