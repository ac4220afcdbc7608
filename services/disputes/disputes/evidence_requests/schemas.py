"""Body of asking for evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from common.kernel.principal import Role
from common.persistence.paging import Instant
from common.web.schemas import Body, Prose
from disputes.engine.evidence import EvidenceAsking
from disputes.policy.vocabulary import EVIDENCE_KINDS


def _require_known_kind(value: str) -> str:
    if value not in EVIDENCE_KINDS:
        raise PydanticCustomError("kind_unknown", f"Ask for kinds of evidence: {', '.join(EVIDENCE_KINDS)}.")
    return value


EvidenceKind = Annotated[str, AfterValidator(_require_known_kind), Field(json_schema_extra={"enum": [*EVIDENCE_KINDS]})]


class AskingBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "party": "buyer",
                    "kinds": ["photo", "video"],
                    "until": "2026-12-05T12:00:00Z",
                    "note": "Show what was in the parcel when you sent it back.",
                }
            ]
        }
    )

    party: Literal[Role.BUYER, Role.SELLER]
    kinds: Annotated[tuple[EvidenceKind, ...], Field(min_length=1, max_length=len(EVIDENCE_KINDS))]
    """Any one of them answers it. What the party has given before, and is of one of them, does so at once."""
    until: Instant
    """The first instant that is too late."""
    note: Prose | None = None
    """What is to be shown, for both parties to read."""

    def to_asking(self) -> EvidenceAsking:
        return EvidenceAsking(Role(self.party), tuple(dict.fromkeys(self.kinds)), self.until, self.note)
