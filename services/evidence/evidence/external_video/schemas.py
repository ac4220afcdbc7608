"""Bodies of requests to tell of conversations elsewhere, and of the answers to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId, EvidenceId, RequestId
from common.persistence.paging import Instant
from common.web.schemas import ActorView, AllowedAction, Body, Line, Prose, UtcTime, View
from evidence.items.schemas import Covers, ExternalVideoContent, OnBehalfOf, ReasonedView
from evidence.live_video.domain.findings import Outcome

from .model import AttestedOutcome

MAX_DURATION: Final = timedelta(days=1)


def _require_plain_https(value: str) -> str:
    try:
        parts = urlsplit(value)
        plain = parts.scheme == "https" and parts.hostname and parts.username is None and parts.password is None
    except ValueError:
        plain = False
    if not plain or not value.isascii() or any(c <= " " or c == "\\" for c in value):
        raise PydanticCustomError("url_forbidden", "Give an address that begins with https:// and names nobody.")
    return value


Link = Annotated[
    str, Field(max_length=2_000, examples=["https://meet.example/abc-defg"]), AfterValidator(_require_plain_https)
]


class SubmitExternalVideo(Body):
    dispute: DisputeId
    request: RequestId | None = Field(None, description="The request it answers; found by its kind if left out.")
    link: Link
    provider: Line = Field(examples=["Example Meet"])
    started_at: Instant
    ended_at: Instant = Field(examples=["2026-11-24T12:20:00Z"])
    recording: EvidenceId | None = Field(None, description="An uploaded video of the same side that is its recording.")
    covers: Covers = ()
    on_behalf_of: OnBehalfOf = None

    @model_validator(mode="after")
    def _require_order(self) -> Self:
        if not timedelta(0) < self.ended_at - self.started_at <= MAX_DURATION:
            raise PydanticCustomError("out_of_order", "It ends after it begins, and within a day.")
        return self


class Attest(Body):
    held: AttestedOutcome
    statement: Prose = Field(examples=["I led the call; both showed their passports and the parcel."])


class FindingView(ReasonedView):
    check: str
    outcome: Outcome


class AttestationView(View):
    by: ActorView
    at: UtcTime
    held: AttestedOutcome
    statement: str


class ExternalVideoView(View):
    """Conversation on another platform. Whatever its recording shows, it is not verified to be live."""

    id: EvidenceId
    dispute: DisputeId
    request: RequestId | None
    by: ActorView
    said: ExternalVideoContent
    live_verified: bool = Field(False, description="Always false: only the integrated recorder can show that.")
    findings: list[FindingView] = Field(description="What the uploaded recording shows by itself; empty until checked.")
    checked_at: UtcTime | None
    attestation: AttestationView | None
    allowed_actions: list[AllowedAction]
    version: int
