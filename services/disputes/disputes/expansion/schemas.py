"""Case with what one screen shows beside it, asked for by name."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from common.kernel.ids import EscrowId, EvidenceId, MediationId, RequestId
from common.kernel.principal import Role
from common.persistence.paging import CommaList
from common.web.schemas import MoneyView, UtcTime, View
from disputes.approvals.schemas import DecisionView
from disputes.cases.views import DisputeView, MessageView
from disputes.desk.schemas import NoteView
from disputes.engine.known_escrow import EscrowState
from disputes.penalties.schemas import StandingView
from disputes.story.schemas import StoryEntryView

MAX_LINES: Final = 50
"""Of what grows without end the latest are shown; the rest is at the part's own address."""
MAX_FOLDED_LINES: Final = 500
"""So many lines of the story are read for the latest pieces of evidence, or proposals."""


class Part(StrEnum):
    """Part of a screen that can be asked for with the case."""

    ESCROW = "escrow"
    MEDIATION = "mediation"
    EVIDENCE = "evidence"
    MESSAGES = "messages"
    STORY = "story"
    STANDING = "standing"
    NOTES = "notes"
    DECISIONS = "decisions"


STAFF_PARTS: Final = frozenset({Part.NOTES, Part.DECISIONS})


class ExpandQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    expand: CommaList[Part] | None = None
    """Parts to show in `expanded`, separated by commas: `escrow,mediation,evidence,messages,story,standing`, and for
    operators and the platform `notes,decisions`."""


class KnownEscrowView(View):
    """Escrow as this service last heard of it."""

    id: EscrowId
    title: str | None
    state: EscrowState
    held: MoneyView
    frozen: MoneyView
    price: MoneyView | None
    funded_at: UtcTime | None
    delivered_at: UtcTime | None
    version: int


class OfferView(View):
    """Proposal of one party to the other, and what has become of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    mediation: MediationId
    number: int
    by: Role
    round: int
    options: list[dict[str, Any]]
    state: Literal["made", "amended", "consented", "rejected", "accepted", "expired", "executed_on_silence", "gone"]
    """`executed_on_silence`: nobody has answered it in time, and so it was carried out. `gone`: nobody has answered it,
    and it is no longer on the table."""
    made_at: UtcTime
    changed_at: UtcTime


class GivenItemView(View):
    """Piece of evidence that the case has heard of."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: EvidenceId
    kind: str
    party: Role | None
    request: RequestId | None
    """The last one it was given for."""
    media_type: str | None
    size: int | None
    """Null, like the media type, of what was given before the case and only attached to it."""
    covers: list[str]
    valid: bool
    erased: bool
    """Whether its content is gone for good."""
    given_at: UtcTime
    href: str


class OffersPart(View):
    """Latest proposals, the first of them first."""

    data: list[OfferView]
    has_more: bool
    href: str | None
    """The negotiation; null as long as there is none."""


class EvidencePart(View):
    """Latest pieces of evidence that you may see, the first of them first."""

    data: list[GivenItemView]
    has_more: bool
    href: str


class DecisionsPart(View):
    """Latest decisions, the first of them first."""

    data: list[DecisionView]
    has_more: bool
    href: str


class MessagesPart(View):
    """Latest messages, newest first."""

    data: list[MessageView]
    unread: int
    has_more: bool
    href: str


class StoryPart(View):
    """Latest entries of the story, in order."""

    data: list[StoryEntryView]
    unread: int
    has_more: bool
    href: str


class NotesPart(View):
    data: list[NoteView]
    has_more: bool
    href: str


class ExpandedParts(View):
    """Parts that were asked for; the others are null."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    escrow: KnownEscrowView | None = None
    mediation: OffersPart | None = None
    evidence: EvidencePart | None = None
    messages: MessagesPart | None = None
    story: StoryPart | None = None
    standing: list[StandingView] | None = None
    """Of both parties for operators and the platform, of yourself for you."""
    notes: NotesPart | None = None
    decisions: DecisionsPart | None = None


class ExpandedDisputeView(DisputeView):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    expanded: ExpandedParts | None = None
    """What `expand` asked for; not there without it."""
