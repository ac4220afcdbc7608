"""Conversations on other platforms: told of by a party, attested by an operator (T5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from fastapi import APIRouter, Response
from pydantic import AfterValidator, AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.card_numbers import holds_card_number
from common.kernel.errors import NotFound, require_version
from common.kernel.ids import DisputeId, EvidenceId, RequestId, format_id, new_id
from common.kernel.principal import Principal, Role
from common.web.schemas import ActorView, Body, Line, Prose, UtcTime, View
from evidence.cases.access import require_reader, require_submitter
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.inspection.model import CardNumberNotAllowed
from evidence.items.model import EXTERNAL_VIDEO, ExternalVideo, Item, StoredFile
from evidence.items.schemas import Covers, ExternalVideoContent
from evidence.items.views import external_video_content
from evidence.live_video.domain.findings import Outcome
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from .edge import ExternalVideoCall
from .errors import RecordingUnknown
from .model import Attestation, AttestedOutcome, ExternalRecord, require_conversation_over
from .transaction import ExternalVideoTransaction

MAX_DURATION: Final = timedelta(days=1)

router = APIRouter(prefix="/v1/evidence/external-videos", tags=["live video"])


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
    started_at: AwareDatetime = Field(examples=["2026-11-24T12:00:00Z"])
    ended_at: AwareDatetime = Field(examples=["2026-11-24T12:20:00Z"])
    recording: EvidenceId | None = Field(None, description="An uploaded video of the same side that is its recording.")
    covers: Covers = ()

    @model_validator(mode="after")
    def _require_order(self) -> Self:
        if not timedelta(0) < self.ended_at - self.started_at <= MAX_DURATION:
            raise PydanticCustomError("out_of_order", "It ends after it begins, and within a day.")
        return self


class Attest(Body):
    held: AttestedOutcome
    statement: Prose = Field(examples=["I led the call; both showed their passports and the parcel."])


class FindingView(View):
    check: str
    outcome: Outcome
    reason: str


class AttestationView(View):
    by: ActorView
    at: UtcTime
    held: AttestedOutcome
    statement: str


class ExternalVideoView(View):
    """A conversation on another platform. Whatever its recording shows, it is not verified to be live."""

    id: EvidenceId
    dispute: DisputeId
    request: RequestId | None
    by: ActorView
    said: ExternalVideoContent
    live_verified: bool = Field(False, description="Always false: only the integrated recorder can show that.")
    findings: list[FindingView] = Field(description="What the uploaded recording shows by itself; empty until checked.")
    checked_at: UtcTime | None
    attestation: AttestationView | None
    version: int

    @classmethod
    def of(cls, item: Item, record: ExternalRecord) -> ExternalVideoView:
        said = external_video_content(item.content)
        if said is None:
            raise NotFound(DISPUTE_OR_EVIDENCE)
        found = record.attestation
        return cls(
            id=item.id,
            dispute=item.dispute,
            request=item.request,
            by=ActorView(role=item.by.role, id=item.by.id),
            said=said,
            findings=[FindingView(**finding._asdict()) for finding in record.findings],
            checked_at=record.checked_at,
            attestation=found
            and AttestationView(
                by=ActorView(role=found.by.role, id=found.by.id),
                at=found.at,
                held=found.outcome,
                statement=found.statement,
            ),
            version=record.version,
        )


def external_video_location(video: ExternalVideoView) -> str:
    return f"{router.prefix}/{format_id('evd', video.id)}"


@router.post(
    "",
    operation_id="tell_external_video",
    summary="Tell of a conversation on another platform",
    status_code=201,
    response_model=ExternalVideoView,
    responses=ACT_RESPONSES,
)
async def tell_external_video(body: SubmitExternalVideo, call: ExternalVideoCall) -> Response:
    """Where a live video is asked for, a conversation on a usual conferencing platform will do (T5): its link, the
    provider, when it began and ended, and the uploaded recording if there is one. It is marked as not verified live."""
    who, id = require_submitter(call), new_id()
    if holds_card_number(body.provider):
        raise CardNumberNotAllowed
    content = ExternalVideo(body.link, body.provider, body.started_at, body.ended_at, body.recording)
    wanted = Submission(body.dispute, EXTERNAL_VIDEO, body.request, covers=body.covers)

    async def act(tx: ExternalVideoTransaction) -> ExternalVideoView:
        require_conversation_over(content, (await tx.timing()).now)
        item = await commands.submit_evidence(tx, wanted, content, id=id, viewer=who, limits=call.deps.limits)
        await _require_recording(tx, item, content, who)
        record = ExternalRecord(item=item.id, recording=body.recording)
        await tx.external_videos.add(record)
        return ExternalVideoView.of(item, record)

    return await call.run_idempotent(act, status=201, location=external_video_location)


@router.get(
    "/{item}",
    operation_id="get_external_video",
    summary="Read of a conversation on another platform",
    response_model=ExternalVideoView,
    responses=READ_RESPONSES,
)
async def get_external_video(item: EvidenceId, call: ExternalVideoCall) -> Response:
    """With what the recording shows by itself and what an operator attests. Whoever reads what the other side has given
    is entered in its custody."""
    who = require_reader(call)
    await _enter(call, item, who)

    async def act(tx: ExternalVideoTransaction) -> ExternalVideoView:
        return ExternalVideoView.of(
            await commands.get_visible(tx, item, viewer=who), await tx.external_videos.get(item)
        )

    return await call.read(act)


@router.post(
    "/{item}/attest",
    operation_id="attest_external_video",
    summary="Attest a conversation on another platform",
    response_model=ExternalVideoView,
    responses=ACT_RESPONSES,
)
async def attest_external_video(item: EvidenceId, body: Attest, call: ExternalVideoCall) -> Response:
    """By an operator who took part, or has asked the provider. Once; it is not changed. Needs the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    who = call.principal

    async def act(tx: ExternalVideoTransaction) -> ExternalVideoView:
        found = await commands.get_visible(tx, item, viewer=who)
        record = await tx.external_videos.get_for_update(item)
        require_version(call.expected_version, record.version)
        attestation = Attestation(who.actor, (await tx.timing()).now, body.held, body.statement)
        attested = record.attest(attestation)
        await tx.external_videos.save(attested)
        return ExternalVideoView.of(found, attested)

    return await call.run_idempotent(act)


async def _require_recording(tx: ExternalVideoTransaction, item: Item, content: ExternalVideo, who: Principal) -> None:
    """Raises RecordingUnknown."""
    if content.recording is None:
        return
    try:
        found = await commands.get_visible(tx, content.recording, viewer=who)
    except NotFound:
        raise RecordingUnknown from None
    film = isinstance(found.content, StoredFile) and found.content.media_type.startswith("video/")
    if not film or (found.dispute, found.side) != (item.dispute, item.side):
        raise RecordingUnknown


async def _enter(call: ExternalVideoCall, item: EvidenceId, who: Principal) -> None:
    async with call.deps.begin.read(call.tenant) as tx:
        unseen = await commands.is_new_to_viewer(tx, item, viewer=who)
    if unseen:
        async with call.deps.begin(call.tenant) as writing:
            writing.actor, writing.cause = call.actor, "request"
            await commands.record_viewing(writing, item, viewer=who)
