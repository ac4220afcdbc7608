"""Answers of evidence. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.evidence.choices import (
    Disclosure,
    ItemState,
    Level,
    Provenance,
    RequestState,
    ReuseHow,
    ScanState,
    Sufficiency,
)
from parley_client.generated.models.general.answers import ActorView, AllowedAction, NextAutomaticAction
from parley_client.generated.models.general.answers_4 import ExternalVideoContent
from parley_client.generated.models.general.choices import ReasonCode, ShipmentDoubt, Side


class RequestAnswerView(TypedDict):
    """Piece of evidence that was given for a request, or satisfies it, and whether it suffices."""

    item: str
    """Id of the piece of evidence."""
    kind: str
    """Which kind of evidence it is."""
    state: ItemState
    """`invalid`: an operator has found it so."""
    sufficiency: Sufficiency
    """Only what is `valid` and `sufficient` satisfies a request."""
    satisfies: bool
    """Whether it is what satisfies the request."""
    doubts: list[ShipmentDoubt]
    """What speaks against a shipment record: look twice."""
    covers: list[str]
    """Codes of the checklist's points that it shows, as its giver says."""
    video_session: str | None
    """Of a live recording: where its findings and words are read."""
    result: str | None
    """Of a live recording: what the checks, or an operator, have found."""


class DownloadLink(TypedDict):
    """Addresses that stand alone until they expire: for a browser, an `<img>`, a `<video>`, an e-mail."""

    url: str
    """Of the file as it was given."""
    preview_url: str | None
    """Of a picture made of it; None where none can be made."""
    expires_at: str
    """When it ends by itself (UTC)."""


class FindingView(TypedDict):
    reason: str
    """Why, as a code."""
    reason_code: ReasonCode | None
    """Stable; null for what was found before there were codes."""
    params: dict[str, int | float | str]
    """What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the decoder's own
    report as it is.
    """
    check: str
    """What was checked."""
    outcome: str
    """`pass`, `fail` or `unknown`."""
    at_seconds: float | None
    """Second of the recording in which it shows; null if in none."""


class ExaminationView(TypedDict):
    """What is known of a live recording: for the party that made it, the platform and its operators."""

    video_session: str
    """Id of the live recording."""
    href: str
    """Where the words that were to be said, the gaps and every finding are read."""
    result: str | None
    """The checks', or an operator's who overruled them; null until checked."""
    overruled: bool
    """Whether an operator has decided otherwise than the checks."""
    findings: list[FindingView]
    """What each check has found."""


class FileView(TypedDict):
    filename: str
    """Name that its giver gave it; for display only."""
    media_type: str
    """What its content is, found out by reading it."""
    size: int
    """Size in bytes."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    scan_state: ScanState
    """What the malware scanner says; nobody sees a file before it is `clean`."""


class InvalidationView(TypedDict):
    by: ActorView
    """Operator who found it invalid."""
    at: str
    """When it happened (UTC)."""
    reason_code: str
    """Why, as one of the codes that the platform or the edition lists."""
    reason: str
    """Why, in words."""


class ItemSummary(TypedDict):
    """Piece of evidence without what it says: reading that is recorded, so it is read one by one."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind of evidence it is."""
    party: Side | None
    """The party it speaks for; null for the platform and its operators."""
    by: ActorView
    """Who gave it."""
    request: str | None
    """Id of the request that it answers; null if none."""
    covers: list[str]
    """Codes of the checklist's points that it shows, as its giver says."""
    provenance: Provenance
    """Handed in; reported in the deal; or mailed to support, who entered it for its party."""
    entered_by: ActorView | None
    """The operator who entered what was mailed."""
    sufficiency: Sufficiency
    """Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be."""
    state: ItemState
    """`invalid`: an operator has found it so, and it counts for nothing."""
    erased: bool
    """What it said is gone for good."""
    received_at: str
    """When its last byte arrived (UTC)."""
    file: FileView | None
    """The file, without its bytes; null for what is no file."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class ShipmentRecordView(TypedDict):
    carrier: str
    """Name of the carrier, as people write it."""
    carrier_name: str | None
    """Of a carrier that is `other` than those known."""
    tracking_number: str
    """The carrier's number of the parcel."""
    shipped_at: str | None
    """When the parcel was handed over (UTC), as it was told; null if it was not."""
    doubts: list[ShipmentDoubt]
    """What speaks against it: it counts until an operator finds it invalid, who looks twice."""


class ItemView(TypedDict):
    """Piece of evidence, and what may be done with it."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind of evidence it is."""
    party: Side | None
    """The party it speaks for; null for the platform and its operators."""
    by: ActorView
    """Who gave it."""
    request: str | None
    """Id of the request that it answers; null if none."""
    covers: list[str]
    """Codes of the checklist's points that it shows, as its giver says."""
    provenance: Provenance
    """Handed in; reported in the deal; or mailed to support, who entered it for its party."""
    entered_by: ActorView | None
    """The operator who entered what was mailed."""
    sufficiency: Sufficiency
    """Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be."""
    state: ItemState
    """`invalid`: an operator has found it so, and it counts for nothing."""
    erased: bool
    """What it said is gone for good."""
    received_at: str
    """When its last byte arrived (UTC)."""
    file: FileView | None
    """The file, without its bytes; null for what is no file."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    shipment_record: ShipmentRecordView | None
    """Carrier and number, of a shipment record; else null."""
    text: str | None
    """What a statement says; null for everything else."""
    external_video: ExternalVideoContent | None
    """What was told of a video call elsewhere; else null."""
    examination: ExaminationView | None
    """What is known of a live recording; else null."""
    invalidation: InvalidationView | None
    """Who found it invalid, and why; null while it is valid."""
    retained_until: str | None
    """When it is erased. Null while its case goes on or a legal hold forbids it."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""


class ItemSummaryPage(TypedDict):
    data: list[ItemSummary]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class RequestPointView(TypedDict):
    """Point that good evidence shows. Name its `code` in `covers` when you give evidence that does."""

    code: str
    """Name it in `covers`."""
    text: str
    """What good evidence shows, in the language of the answer."""
    required: bool
    """Whether evidence without it is incomplete."""
    texts: dict[str, str]
    """What it says in each language; none of a platform's own programme."""


class RequestView(TypedDict):
    """Request for evidence: who owes which kinds until when, and what happens if none comes."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    party: Side
    """Party that was asked for it."""
    kinds: list[str]
    """Kinds of evidence that satisfy it; one of them does."""
    level: Level
    """`required`, one of several (`one_of`), or `optional`."""
    group: str
    """Requests of one group are sealed and revealed, and given grace, together."""
    disclosure: Disclosure
    """`sealed`: the other party sees it once both have given theirs, or the time is over."""
    checklist: list[RequestPointView]
    """What good evidence shows."""
    state: RequestState
    """Whether it is open still."""
    satisfied: bool
    """Whether it has been satisfied."""
    satisfied_by: str | None
    """Id of the evidence that satisfies it; null while none does."""
    needs_all_points: bool
    """All required points of the checklist have to be covered, by the pieces together."""
    since_asked: bool
    """What was given before it was asked for counts only once it is attached to it."""
    answers: list[RequestAnswerView]
    """What was given for it, the first first."""
    resubmissions_left: int | None
    """How often invalid evidence may be replaced; null: always."""
    opened_at: str
    """When it was opened (UTC)."""
    due_at: str
    """The first instant that is too late, unless it `stays_open`."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it."""
    paused_at: str | None
    """Since when its clock stands still."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""
    next_automatic_action: NextAutomaticAction | None
    """What its silence does to it: `grant_grace` or `lapse_request`. Where the case then goes, and what that pays,
    is `on_silence` of the same request in the case, `GET /v1/disputes/{dispute}`. Null if nothing is owed, or its
    clock stands still.
    """


class RequestViewPage(TypedDict):
    data: list[RequestView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class ReuseView(TypedDict):
    item: str
    """Id of the other piece of evidence."""
    dispute: str
    """Id of the case that it was given in."""
    how: ReuseHow
    """`same_file`: byte by byte. `looks_alike`: a similar picture."""


class SignalsView(TypedDict):
    """Signals only: nothing follows from them by itself."""

    reused: list[ReuseView]
    """Other pieces of evidence that are or show the same."""
    taken_at: str | None
    """When the picture says that it was taken (UTC); null if it does not."""
    taken_after_receipt: bool
    """Whether it says that it was taken after it arrived here."""
