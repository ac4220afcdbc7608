"""Bodies and answers of the API. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict


class AdvanceBody(TypedDict):
    """
    Instant or length of time, one of the two.
    """

    to: NotRequired[str | None]
    """
    Where time is to stand. An instant that has passed means now: what is due by now is done.
    """
    by: NotRequired[str | None]
    hold: NotRequired[bool]
    """
    Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or released. Else it runs on from there.
    """


class AgreementBody(TypedDict):
    """
    Terms agreed upon, as they will be shown if there is a dispute.
    """

    title: str
    terms: NotRequired[str | None]
    photo_hashes: NotRequired[list[str]]


class AgreementView(TypedDict):
    title: str
    terms: str
    photo_hashes: list[str]


class DisputeWindowView(TypedDict):
    """
    Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.

    Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it takes.
    """

    opens_at: str
    closes_at: str | None
    eligibility: str


class IntegrityView(TypedDict):
    """
    `ok`: every transaction adds up to nothing, every hold is the sum of its entries.
    """

    ok: bool
    transactions: int
    unbalanced_transactions: int
    escrows: int
    differing_holds: int


class MoneyBody(TypedDict):
    """
    An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen.
    """

    amount: int
    currency: str


class MoneyEffect(TypedDict):
    """
    Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform takes.

    The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew, they
    add up to nothing, and less than nothing is owed.
    """

    buyer: int
    seller: int
    fee: NotRequired[int]
    currency: str


class MoneyView(TypedDict):
    amount: int
    currency: str


class NewPlatformBody(TypedDict):
    name: str
    default_policy: NotRequired[str]


class NewSecretView(TypedDict):
    id: str
    client_id: str
    client_secret: str | None


class PaymentBody(TypedDict):
    amount: MoneyBody
    provider_reference: str


class PoliciesBody(TypedDict):
    """
    Dispute policies that new escrows get: names of policies or of editions, yours or Parley's.
    """

    default_policy: str
    by_category: NotRequired[dict[str, str]]


class RevokedView(TypedDict):
    id: str
    revoked: bool


class ShipmentBody(TypedDict):
    carrier: str
    tracking_number: str


class ShipmentView(TypedDict):
    carrier: str
    tracking_number: str
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]


class ClockStepView(TypedDict):
    at: str
    service: str


class AccessTokenView(TypedDict):
    access_token: str
    token_type: NotRequired[Literal["Bearer"]]
    expires_in: int


class WindowsBody(TypedDict):
    funding_expiry: NotRequired[str]
    ship_within: NotRequired[str]
    inspection: NotRequired[str]
    delivery: NotRequired[str]
    undelivered: NotRequired[Literal["inspect", "refund"]]
    """
    Outcome of a shipment that nobody reports as delivered (ADR 0015).
    """


class WindowsView(TypedDict):
    funding_expiry: str
    ship_within: str
    inspection: str
    delivery: str
    undelivered: Literal["inspect", "refund"]
    """
    Outcome of a shipment that nobody reports as delivered (ADR 0015).
    """


class Error(TypedDict):
    """
    What is wrong with one member.
    """

    pointer: NotRequired[str]
    """
    Where it stands (RFC 6901).
    """
    code: NotRequired[str]
    """
    What is wrong with it, for programs.
    """
    message: NotRequired[str]
    """
    What is wrong with it, in English.
    """


class Problem(TypedDict):
    """
    RFC 9457 problem details; `code` is stable. More members say what the code needs.
    """

    type: str
    """
    Page about this code, relative to this server.
    """
    title: str
    """
    Name of the HTTP status.
    """
    status: int
    """
    HTTP status of the answer.
    """
    code: str
    """
    What is wrong, for programs: stable, one of the catalogue at `/problems`.
    """
    detail: str
    """
    What is wrong, in an English sentence for people.
    """
    request_id: str
    """
    Id of the request, as in `X-Request-Id`.
    """
    errors: NotRequired[list[Error]]
    """
    Of 422: each member of the body or query that is wrong, twenty at most.
    """


class ActorView(TypedDict):
    role: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    id: str | None


class AddressBody(TypedDict):
    recipient: str
    street: str
    postal_code: str
    city: str
    country: str


class AmountLimitsView(TypedDict):
    min: int
    max: int
    currency: str


class AppealTermsView(TypedDict):
    stage: str
    window: str
    explanation_characters: int


class AppealView(TypedDict):
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    explanation: str
    filed_at: str


Assignment: TypeAlias = Literal["assigned", "unassigned"]


class AssignmentBody(TypedDict):
    operator: NotRequired[str | None]


class AssignmentsBody(TypedDict):
    operator: str | None
    disputes: list[str]


class AwaitingCount(TypedDict):
    awaiting: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    count: int


class CalendarBody(TypedDict):
    zone: str
    weekdays: list[int]
    opens: NotRequired[str]
    closes: NotRequired[str | None]
    country: NotRequired[str | None]
    subdivision: NotRequired[str | None]
    holidays: NotRequired[list[str]]


class CalendarTermsView(TypedDict):
    zone: str
    weekdays: list[int]
    opens: str
    closes: str | None
    named: str | None


class CalendarView(TypedDict):
    name: str
    zone: str
    weekdays: list[int]
    opens: str
    closes: str | None
    country: str | None
    subdivision: str | None
    holidays: list[str]
    version: int


class CalendarsView(TypedDict):
    data: list[CalendarView]


class CauseView(TypedDict):
    """
    Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it.
    """

    deadline: str
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    due_at: str
    executed: str


class CompletenessView(TypedDict):
    evidence: int
    explanation: int
    comments: int
    full_explanation_characters: int
    full_comments: int


class CredibilityView(TypedDict):
    """
    Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17).
    """

    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    score: int
    covered: list[str]
    missing: list[str]
    explanation_characters: int
    comments: int


class DeadlineView(TypedDict):
    """
    Clock that runs in this case, under the name by which an operator can extend it.
    """

    deadline: str
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    due_at: str
    request: str | None


class DeskCounts(TypedDict):
    """
    Open cases by how operators stand with them.
    """

    unassigned: int
    mine: int
    target_missed: int
    breached: int


class DifferenceView(TypedDict):
    pointer: str
    before: Any
    after: Any


class EditionBody(TypedDict):
    """
    Edition, in TOML or as JSON: one of the two.
    """

    toml: NotRequired[str | None]
    policy: NotRequired[dict[str, Any] | None]


class EffectView(TypedDict):
    """
    Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words.
    """

    effect: str
    stage: str | None
    text: str
    moves_money: bool


class ExtensionBody(TypedDict):
    """
    More time for one clock of the case: see its `deadlines`.
    """

    deadline: str
    request: NotRequired[str | None]
    due_at: str
    reason_code: str


class FilingView(TypedDict):
    """
    Window for reporting: it runs from the latest of `since` that has happened.
    """

    since: list[str]
    opens_after: str | None
    closes_after: str
    zone: str


class FineBoundsView(TypedDict):
    """
    Fine that is due, and the amounts between which you may choose.
    """

    least: MoneyView
    usual: MoneyView
    most: MoneyView


class FineTermsView(TypedDict):
    """
    Fine for an act, in basis points of the disputed amount, and between which the operator may choose.
    """

    basis_points: int
    least_basis_points: int
    most_basis_points: int
    from_warning: int


class FlagCounts(TypedDict):
    """
    Open cases by what a list can be filtered for.
    """

    required_action: int
    """
    It is your turn.
    """
    overdue: int
    due_within_day: int
    """
    Due within 24 hours from now, and not overdue.
    """
    offer: int
    contested: int
    paused: int


class FollowUpView(TypedDict):
    """
    What follows when something happens in a stage.
    """

    when: str
    then: EffectView


class GivenItemView(TypedDict):
    """
    Piece of evidence that the case has heard of.
    """

    id: str
    kind: str
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    request: str | None
    """
    The last one it was given for.
    """
    media_type: str | None
    size: int | None
    """
    Null, like the media type, of what was given before the case and only attached to it.
    """
    covers: list[str]
    valid: bool
    erased: bool
    """
    Whether its content is gone for good.
    """
    given_at: str
    href: str


class ImposedView(TypedDict):
    """
    Penalty, and the ruling that is its cause.
    """

    id: str
    dispute: str
    instance: int
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    act: str
    points: int
    warning: int
    fine: MoneyView | None
    fine_instruction: str | None
    suspended_until: str | None
    closed: bool
    imposed_at: str
    reversed_at: str | None
    reversal_reason: str | None


class KnownEscrowView(TypedDict):
    """
    Escrow as this service last heard of it.
    """

    id: str
    title: str | None
    state: Literal[
        "awaiting_funds",
        "partially_funded",
        "funded",
        "shipped",
        "delivered",
        "released",
        "refunded",
        "split_settled",
        "cancelled",
        "expired",
    ]
    held: MoneyView
    frozen: MoneyView
    price: MoneyView | None
    funded_at: str | None
    delivered_at: str | None
    version: int


class NegotiationTermsView(TypedDict):
    first_to_answer: str
    term: str
    on_silence: EffectView
    counter_term: str
    on_silence_to_counter: EffectView
    rejection: str
    max_rounds: int
    amendable: bool
    tree: str | None
    walk_term: str | None
    reminders: list[str]


class NoteBody(TypedDict):
    text: str


class NoteView(TypedDict):
    id: str
    dispute: str
    author: str
    text: str
    at: str


class NotesPart(TypedDict):
    data: list[NoteView]
    has_more: bool
    href: str


class OfficeBody(TypedDict):
    """
    Office of yours that works on cases. Parties see its name and since when it has their case.
    """

    code: str
    name: str
    operators: NotRequired[list[str]]
    """
    Cases that one of them has are this office's. Parties never see who they are.
    """
    policies: NotRequired[list[str]]
    """
    Names of policies whose cases come here while no operator has them; without any, those of all the others.
    """


class OfficeCount(TypedDict):
    office: str
    count: int


class OfficeSettingView(TypedDict):
    code: str
    name: str
    operators: list[str]
    policies: list[str]


class OfficeView(TypedDict):
    """
    Office that has the case. Who belongs to it, parties do not see.
    """

    code: str
    name: str
    since: str


class OptionTermsView(TypedDict):
    """
    Solution that can be asked for. `stage`: it begins with goods there, and the money follows.
    """

    code: str
    label: str
    help: str | None
    names_amount: bool
    stage: str | None


class SolutionView(TypedDict):
    """
    Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    fee: MoneyView | None
    reduction: MoneyView | None


class OutcomeView(TypedDict):
    policy: str
    reason: str
    outcome: Literal[
        "agreement",
        "decision",
        "timeout",
        "claim_accepted",
        "withdrawn",
        "void",
        "not_verified",
        "inconclusive",
        "escrow_ended",
    ]
    cases: int
    disputed: MoneyView
    to_buyer: MoneyView
    to_seller: MoneyView
    fees: MoneyView


class OwedView(TypedDict):
    """
    What would be owed in goods before money moves, and when.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    leads_to: str
    due_at: str | None


class NoteViewPage(TypedDict):
    data: list[NoteView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class ParcelBody(TypedDict):
    carrier: str
    tracking_number: str


class ParcelView(TypedDict):
    carrier: str
    tracking_number: str
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]


Part: TypeAlias = Literal["escrow", "mediation", "evidence", "messages", "story", "standing", "notes", "decisions"]
"""
Part of a screen that can be asked for with the case.
"""


class PauseBody(TypedDict):
    reason_code: str


class PenalisedActView(TypedDict):
    act: str
    points: int
    """
    Ranking points that it costs those named in `points_for`.
    """
    fine: FineTermsView | None
    closed_at_warning: int
    """
    The account is closed for good at this warning for the act; 1: at once.
    """


class PenaltyTermsView(TypedDict):
    """
    Acts that can be penalised in a ruling, and what each further one brings.
    """

    points_for: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    suspended_at_warning: int
    """
    From this warning for the same act on; warnings are counted for each act by itself.
    """
    suspension: str
    acts: list[PenalisedActView]


class PenaltyView(TypedDict):
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    act: str
    points: int
    warning: int
    fine: MoneyView | None
    suspended_until: str | None
    closed: bool


class PointTextView(TypedDict):
    code: str
    text: str
    required: bool


class WantedPointView(TypedDict):
    """
    Point that good evidence shows; items of evidence say by `code` which they cover.
    """

    code: str
    text: str
    required: bool


class PolicyView(TypedDict):
    name: str
    edition: str
    hash: NotRequired[str | None]


class ReadBody(TypedDict):
    """
    Name the last message, or the last entry of the story, that was read; neither means all there is.
    """

    message: NotRequired[str | None]
    entry: NotRequired[str | None]


class ReadMarkView(TypedDict):
    """
    How far you have read the case, if not further already.
    """

    dispute: str
    entry: str
    at: str


class ReasonTextBody(TypedDict):
    reason_code: str
    title: str
    text: str


class ReasonTextView(TypedDict):
    id: str
    reason_code: str
    title: str
    text: str
    version: int


class RefusalView(TypedDict):
    code: str
    detail: str
    members: dict[str, Any]


class RejectionBody(TypedDict):
    why: str


class ReversalBody(TypedDict):
    reason: str


class SettingsBody(TypedDict):
    approval_limits: NotRequired[dict[str, int]]
    baseline_touches_per_100_cases: NotRequired[int]
    minutes_per_touch: NotRequired[int]
    calendar: NotRequired[str | None]
    calendars: NotRequired[dict[str, str]]
    offices: NotRequired[list[OfficeBody]]


class SettingsView(TypedDict):
    approval_limits: dict[str, int]
    baseline_touches_per_100_cases: int
    minutes_per_touch: int
    calendar: str | None
    calendars: dict[str, str]
    offices: list[OfficeSettingView]
    version: int


class SettlementView(TypedDict):
    """
    Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount.
    """

    instruction: str
    to_buyer: MoneyView
    to_seller: MoneyView
    fee: MoneyView
    ordered_at: str


class SideView(TypedDict):
    """
    Sums of all cases together, as they went or as they would have gone.
    """

    cases: int
    resolved_without_operator: int
    undecided: int
    operator_touches: int
    operator_minutes: int
    to_buyers: list[MoneyView]
    to_sellers: list[MoneyView]


Sort: TypeAlias = Literal["newest", "due"]


class StageCount(TypedDict):
    policy: str
    stage: str | None
    count: int


class StatusCount(TypedDict):
    status: Literal[
        "opening",
        "waiting_for_buyer",
        "waiting_for_seller",
        "waiting_for_both",
        "under_review",
        "awaiting_approval",
        "decided",
        "settling",
        "reversing",
        "closed",
    ]
    """
    Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested.
    """
    count: int


class StoryEntryView(TypedDict):
    id: str
    at: str
    """
    When it took effect; of what happened by itself, the instant at which it was due.
    """
    kind: str
    """
    What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` …
    """
    who: ActorView
    params: dict[str, Any]
    """
    What a sentence about it needs: codes, amounts with their currency, instants. `on_behalf_of`: the party for whom
    an operator did it, and by which means it had asked for it.
    """
    text: str | None
    """
    What somebody wrote, where the entry is a message, or for operators a note.
    """
    href: str | None
    """
    Where it can be looked at by itself, if you may.
    """


class StoryPart(TypedDict):
    """
    Latest entries of the story, in order.
    """

    data: list[StoryEntryView]
    unread: int
    has_more: bool
    href: str


class TermView(TypedDict):
    """
    Word of an edition: the code that the API speaks, and what people call it.
    """

    code: str
    label: str
    help: str | None


class TransactionBody(TypedDict):
    item: str
    agreed_price: MoneyBody
    terms: NotRequired[str | None]


class TransactionView(TypedDict):
    item: str
    agreed_price: MoneyView
    terms: str | None


class UnreadView(TypedDict):
    """
    What others have done since you last marked the case as read, of what you may see.
    """

    messages: int
    entries: int
    """
    Entries of the story, messages among them.
    """


class VideoFindingView(TypedDict):
    """
    Finding about a live recording, for operators and the party that made it. What satisfies nothing says so.
    """

    item: str
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    video_session: str
    href: str
    """
    Where the words to be said, every finding and the act to overrule them are read.
    """
    result: str
    overruled: bool


class WarningView(TypedDict):
    act: str
    count: int


class WhyNotView(TypedDict):
    code: str
    text: str


class BundleRequest(TypedDict):
    dispute: str


class BundleView(TypedDict):
    """
    Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time.
    """

    id: str
    dispute: str
    state: Literal["pending", "ready", "failed", "expired"]
    requested_at: str
    size: int | None
    sha256: str | None
    expires_at: str | None
    download: str | None


class ChallengeView(TypedDict):
    code: str
    words: dict[str, list[str]]
    """
    What the person is asked to say, in each language.
    """


class ChecklistEntry(TypedDict):
    code: str
    text: str | None
    """
    As the policy says it; null for a reminder, which no item covers.
    """
    required: bool


class ChunkView(TypedDict):
    n: int
    sha256: str
    hash: str
    """
    Of the receipt: vouches for every receipt before it.
    """
    received_at: str
    chunks: int


class DownloadLink(TypedDict):
    url: str
    expires_at: str


class ErasureView(TypedDict):
    erased_items: int
    erased_at: str


class ExternalVideoContent(TypedDict):
    """
    Conversation on another platform: not verified to be live.
    """

    link: str
    provider: str
    started_at: str
    ended_at: str
    recording: str | None


class FinishVideoBody(TypedDict):
    chunks: int
    """
    How many pieces there are.
    """
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """


class HoldBody(TypedDict):
    dispute: str
    reason: str


class Invalidate(TypedDict):
    reason_code: str
    reason: str


class InvalidationView(TypedDict):
    by: ActorView
    at: str
    reason_code: str
    reason: str


class MarkView(TypedDict):
    """
    Place of the mark: a band below the picture, cells from its margin on.
    """

    columns: NotRequired[int]
    rows: NotRequired[int]
    cell: NotRequired[int]
    margin: NotRequired[int]
    band: NotRequired[int]


class OpenVideoBody(TypedDict):
    dispute: str
    request: NotRequired[str | None]
    """
    The request it answers; found by its kind if left out.
    """


class RequestPointView(TypedDict):
    """
    Point that good evidence shows. Name its `code` in `covers` when you give evidence that does.
    """

    code: str
    text: str
    required: bool
    texts: dict[str, str]
    """
    What it says in each language; none of a platform's own programme.
    """


class ReleaseBody(TypedDict):
    dispute: str


class RetentionBody(TypedDict):
    days: int


class RetentionView(TypedDict):
    """
    Days after the end of a case until its evidence is erased.
    """

    days: int
    usual: bool
    """
    The platform has said nothing; it is as long as usual.
    """


class SealView(TypedDict):
    """
    Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte.
    """

    instance: int
    sealed_at: str
    manifest: str
    sha256: str
    signature: str
    """
    Ed25519, in Base64.
    """
    key_id: str
    timestamp: str | None
    """
    A token of RFC 3161 over the manifest, in Base64.
    """


class SealsView(TypedDict):
    data: list[SealView]


class SegmentView(TypedDict):
    segment: int
    next_chunk: int


class ShipmentRecordView(TypedDict):
    carrier: str
    carrier_name: str | None
    """
    Of a carrier that is `other` than those known.
    """
    tracking_number: str
    shipped_at: str | None
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]
    """
    What speaks against it: it counts until an operator finds it invalid, who looks twice.
    """


class StartSegmentBody(TypedDict):
    code: str
    """
    The case code the recorder shows.
    """
    media_type: str


class StatementBody(TypedDict):
    kind: Literal["statement"]
    dispute: str
    request: NotRequired[str | None]
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    For operators: the party that has mailed it to support. It is entered as that, for that party.
    """
    text: str


class SubmitExternalVideo(TypedDict):
    dispute: str
    request: NotRequired[str | None]
    """
    The request it answers; found by its kind if left out.
    """
    link: str
    provider: str
    started_at: str
    ended_at: str
    recording: NotRequired[str | None]
    """
    An uploaded video of the same side that is its recording.
    """
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    For operators: the party that has mailed it to support. It is entered as that, for that party.
    """


class ChallengeMarkView(TypedDict):
    """
    Current mark, for the next moments only.
    """

    slot: int
    cells: str
    """
    Row by row, a bit a cell, 1 is white; hexadecimal.
    """
    server_time: str
    next_ms: int
    """
    Until there is a new one.
    """


class UploadView(TypedDict):
    """
    State of a resumable upload.
    """

    id: str
    dispute: str
    state: Literal["receiving", "finishing", "done", "rejected", "cancelled"]
    offset: int
    length: int
    expires_at: str
    item: str | None
    why: str | None


class ExternalVideoFindingView(TypedDict):
    check: str
    outcome: Literal["pass", "fail", "unknown"]
    reason: str


class FindingView(TypedDict):
    check: str
    outcome: str
    reason: str
    at_seconds: float | None


class WalkAnswerView(TypedDict):
    question: str
    text: str
    value: str | bool | int | MoneyView
    says: str
    answered_at: str
    withdrawn: bool


class ChoiceView(TypedDict):
    code: str
    text: str


class EdgeBody(TypedDict):
    to: str
    """
    A question, or `suggestions` to end.
    """
    when: NotRequired[str | None]
    """
    In CEL. The first that holds is taken; the last has none.
    """


class OptionBody(TypedDict):
    """
    Solution to offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where `constraints.with_reduction` of the action lists it: that much goes back to the buyer at
    once, and the replacement is about the rest. The other kinds name neither.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    amount: NotRequired[MoneyBody | None]
    basis_points: NotRequired[int | None]


class OptionView(TypedDict):
    """
    Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    """
    What the seller gets: a fee that the seller pays is taken off.
    """
    fee: MoneyView | None
    reduction: MoneyView | None
    """
    What goes back to the buyer at once, beside goods.
    """


class OvertakenView(TypedDict):
    """
    What came before an agreement, and how the case stood then.
    """

    why: str
    """
    `case_ended`, `money_ordered`, `deadline_passed` (`due_at` says when), or `stage_left`: the case is where no agreement counts.
    """
    case_state: str
    """
    Stage of the case, or `settling`, `reversing`, `closed`.
    """
    outcome: str | None
    """
    Outcome of the case, where it had one.
    """
    due_at: str | None


class PendingAgreementView(TypedDict):
    """
    Acceptance received, and neither agreed nor refused yet: `href` tells the outcome.
    """

    state: Literal["pending"]
    mediation: str
    dispute: str
    proposal: int
    option: int
    received_at: str
    href: str
    version: int


class QuestionBody(TypedDict):
    text: str
    kind: Literal["choice", "yes_no", "number", "amount"]
    choices: NotRequired[dict[str, str]]
    least: NotRequired[int]
    most: NotRequired[int]
    next: list[EdgeBody]


class QuestionView(TypedDict):
    """
    Question with all it takes to answer it, so that one click does.
    """

    code: str
    text: str
    kind: Literal["choice", "yes_no", "number", "amount"]
    choices: list[ChoiceView]
    least: int | None
    most: int | None
    currency: str | None
    """
    Of an amount.
    """


class SubmittedView(TypedDict):
    """
    Agreement that disputes still has to decide on; read again in a second.
    """

    what: Literal["agreement"]
    of: Literal["disputes"]
    proposal: int
    option: int
    basis: Literal["acceptance", "silence"]
    """
    Basis of an agreement: somebody accepted, or silence counts as accepting.
    """
    received_at: str
    """
    What it is judged by: receipt of the acceptance, or the deadline.
    """


class SuggestedView(TypedDict):
    """
    Option that fits, and between which amounts a partial refund may be proposed.
    """

    option: OptionView
    text: str
    least: MoneyView | None
    most: MoneyView | None


class SuggestionBody(TypedDict):
    """
    Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    text: str
    when: NotRequired[str | None]
    basis_points: NotRequired[int | None]
    fixed: NotRequired[MoneyBody | None]
    """
    Suggested only in disputes of this currency.
    """
    amount: NotRequired[str | None]
    """
    In CEL: minor units of the disputed currency.
    """
    at_least: NotRequired[int | None]
    """
    Of the disputed amount: how far down one may go.
    """
    at_most: NotRequired[int | None]
    """
    Of the disputed amount: how far up one may go.
    """


class SuggestionsView(TypedDict):
    data: list[SuggestedView]
    """
    Ranked: the first fits best.
    """


class TreeBody(TypedDict):
    name: str
    edition: str
    """
    The name, a hyphen, and what makes this edition another one.
    """
    title: str
    first: list[EdgeBody]
    questions: dict[str, QuestionBody]
    suggestions: list[SuggestionBody]
    """
    Ranked, the best first.
    """


class TreeRef(TypedDict):
    edition: str
    title: str
    hash: str


class WalkView(TypedDict):
    """
    Claimant's way through the tree. The other side sees it once it has come to a proposal.
    """

    tree: TreeRef
    answer_by: str | None
    question: QuestionView | None
    trace: list[WalkAnswerView]
    suggestions: list[SuggestedView] | None


class EndpointChangeBody(TypedDict):
    """
    Changes of an endpoint; what is left out stays as it is.
    """

    url: NotRequired[str | None]
    event_types: NotRequired[list[str] | None]
    description: NotRequired[str | None]
    enabled: NotRequired[bool | None]


class EndpointView(TypedDict):
    id: str
    url: str
    event_types: list[str]
    description: str | None
    state: Literal["enabled", "disabled", "deleted"]
    disabled_why: Literal["owner", "gone", "failing"] | None
    failing_since: str | None
    created_at: str
    version: int


class EventView(TypedDict):
    """
    Event, word for word what webhooks carry.
    """

    type: str
    timestamp: str
    id: str
    sequence: int
    """
    Counts the subject's events from 1; the gaps are internal ones.
    """
    version: int
    """
    Version of the subject after it.
    """
    number: int | None
    """
    Counts the subject's public events from 1, without a gap and in order; null in a test event.
    """
    subject: str
    actor: ActorView
    cause: str
    data: dict[str, Any]


class NewEndpointBody(TypedDict):
    """
    `event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will.
    """

    url: str
    event_types: list[str]
    description: NotRequired[str | None]
    secret: NotRequired[str | None]
    """
    Your own `whsec_…` of 24 to 64 bytes; left out, one is made.
    """


class NewEndpointView(TypedDict):
    id: str
    url: str
    event_types: list[str]
    description: str | None
    state: Literal["enabled", "disabled", "deleted"]
    disabled_why: Literal["owner", "gone", "failing"] | None
    failing_since: str | None
    created_at: str
    version: int
    secret: str
    """
    Shown this once. Verify signatures with it.
    """


class ReplayBody(TypedDict):
    """
    Range of the events' own timestamps, half open.
    """

    since: str
    until: str


class ReplayView(TypedDict):
    endpoint: str
    events: int


class SecretBody(TypedDict):
    secret: NotRequired[str | None]
    """
    Your own; left out, one is made.
    """


class AccountView(TypedDict):
    """
    `credit`: money owed to somebody. `debit`: money that has come in, seen from outside.
    """

    kind: Literal[
        "hold",
        "fee_hold",
        "external",
        "seller_payable",
        "buyer_payable",
        "platform_fee",
        "suspense",
        "receivable",
        "platform_fines",
    ]
    """
    Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
    platform; each in one currency.
    """
    balance: MoneyView
    side: Literal["credit", "debit"]
    participant: NotRequired[str | None]


class AccountsView(TypedDict):
    data: list[AccountView]


class AmountBody(TypedDict):
    """
    Amount to move; everything that is held, if none is named. Null names none and is refused.
    """

    amount: NotRequired[MoneyBody]


class TestClockView(TypedDict):
    now: str
    held: NotRequired[bool]
    """
    Time stands still until the clock is advanced or released.
    """
    steps: NotRequired[list[ClockStepView]]


class DebtView(TypedDict):
    """
    `incurred`: it is owed from now on. `lifted`: it is not any more.
    """

    id: str
    instruction: str
    kind: Literal[
        "fund",
        "release",
        "refund",
        "fee",
        "park",
        "buyer_fee",
        "buyer_fee_earned",
        "buyer_fee_returned",
        "reversal",
        "buyer_fee_reversal",
        "fine",
        "fine_reversal",
    ]
    direction: Literal["incurred", "lifted"]
    amount: MoneyView
    escrow: str | None
    dispute: str | None
    created_at: str


class FeeBody(TypedDict):
    """
    Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed.
    """

    basis_points: NotRequired[int]
    fixed: NotRequired[MoneyBody | None]
    paid_by: NotRequired[Literal["seller", "buyer"]]


class FeeView(TypedDict):
    basis_points: int
    fixed: MoneyView
    paid_by: Literal["seller", "buyer"]


class FollowingStep(TypedDict):
    """
    Step that then happens by itself if nobody does anything: in which service, when, and what it pays.
    """

    of: Literal["escrow", "disputes"]
    at: str
    action: str
    money_effect: NotRequired[MoneyEffect | None]


class FundsView(TypedDict):
    """
    Places of the price. `missing` is what the buyer still has to pay, a fee on top included.
    """

    held: MoneyView
    frozen: MoneyView
    releasable: MoneyView
    missing: MoneyView
    released: MoneyView
    refunded: MoneyView
    fee: MoneyView
    fee_held: MoneyView


class MovementView(TypedDict):
    kind: Literal[
        "fund",
        "release",
        "refund",
        "fee",
        "park",
        "buyer_fee",
        "buyer_fee_earned",
        "buyer_fee_returned",
        "reversal",
        "buyer_fee_reversal",
        "fine",
        "fine_reversal",
    ]
    party: Literal["buyer", "seller", "platform"]
    from_account: Literal[
        "hold",
        "fee_hold",
        "external",
        "seller_payable",
        "buyer_payable",
        "platform_fee",
        "suspense",
        "receivable",
        "platform_fines",
    ]
    """
    Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
    platform; each in one currency.
    """
    to_account: Literal[
        "hold",
        "fee_hold",
        "external",
        "seller_payable",
        "buyer_payable",
        "platform_fee",
        "suspense",
        "receivable",
        "platform_fines",
    ]
    """
    Kind of account. HOLD and FEE_HOLD exist once per escrow, a RECEIVABLE once per participant, the others once per
    platform; each in one currency.
    """
    amount: MoneyView


class NewEscrowBody(TypedDict):
    buyer: str
    seller: str
    amount: MoneyBody
    fee: NotRequired[FeeBody]
    agreement: AgreementBody
    windows: NotRequired[WindowsBody]
    policy: NotRequired[str | None]
    category: NotRequired[str | None]
    partner_reference: NotRequired[str | None]
    metadata: NotRequired[dict[str, str]]


class NextAutomaticAction(TypedDict):
    """
    Action that happens by itself: when, what it does, and what would prevent it.
    """

    at: str
    clock: NotRequired[Literal["natural", "business"]]
    action: str
    money_effect: NotRequired[MoneyEffect | None]
    prevented_by: NotRequired[list[str]]
    then: NotRequired[FollowingStep | None]


class OAuthErrorView(TypedDict):
    error: Literal["invalid_request", "invalid_client", "unsupported_grant_type"]
    error_description: str


class DebtViewPage(TypedDict):
    data: list[DebtView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class ParticipantTokenBody(TypedDict):
    """
    Participant for whom the token is, and what it is limited to.
    """

    role: Literal["buyer", "seller", "representative", "operator"]
    participant: str
    scopes: NotRequired[list[Literal["read", "decide", "lead"]]]
    escrow: NotRequired[str | None]
    dispute: NotRequired[str | None]
    ttl: NotRequired[int]


class PlatformOpenedView(TypedDict):
    id: str
    name: str
    default_policy: str
    policies_by_category: dict[str, str]
    status: Literal["active", "suspended"]
    version: int
    client_id: str
    client_secret: str | None
    secret_id: str


class PlatformView(TypedDict):
    id: str
    name: str
    default_policy: str
    policies_by_category: dict[str, str]
    status: Literal["active", "suspended"]
    version: int
    client_id: str


class PostingView(TypedDict):
    """
    Ledger transaction. What leaves one account arrives in another, to the last minor unit.
    """

    id: str
    instruction: str
    cause: str
    provider_reference: str | None
    created_at: str
    recorded_at: str
    movements: list[MovementView]


class StatementView(TypedDict):
    data: list[PostingView]


class ActView(TypedDict):
    code: str
    label: str
    help: str | None
    by: str
    only_when_asked: bool
    checklist: list[PointTextView]


class AnalyticsView(TypedDict):
    """
    Figures of the cases closed in the period. Where there are none, shares and times are null.
    """

    since: str
    until: str
    cases: int
    resolved_without_operator: int
    resolved_without_operator_basis_points: int | None
    unresolved: int
    support_touches: int
    support_touches_per_100_cases: int | None
    baseline_touches_per_100_cases: int
    fewer_touches_factor_percent: int | None
    interactions: int
    interactions_per_100_cases: int | None
    median_seconds_to_resolution: int | None
    p90_seconds_to_resolution: int | None
    sla_targets_missed: int
    sla_limits_breached: int
    outcomes: list[OutcomeView]


class AppealBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    explanation: str


class ApprovalNeededView(TypedDict):
    """
    Second operator who would have to approve, if one would.
    """

    needed: bool
    weighs: list[Literal["amount_above_limit", "permanent_closure"]]
    """
    Why.
    """
    limit: MoneyView | None
    """
    The platform's, above which a decision needs two.
    """
    scope: Literal["lead"] | None
    """
    Of the token that approves.
    """
    not_by: list[str]
    """
    Who could not: you, whoever opened the case, and its parties.
    """


class AskingBody(TypedDict):
    party: Literal["buyer", "seller"]
    kinds: list[
        Literal[
            "photo",
            "video",
            "live_video",
            "external_video",
            "document",
            "screenshot",
            "audio",
            "agreement",
            "receipt",
            "shipment_record",
            "statement",
        ]
    ]
    until: str
    note: NotRequired[str | None]


class AssignmentView(TypedDict):
    dispute: str
    result: Literal["assigned", "refused"]
    assignee: str | None
    version: int | None
    refusal: RefusalView | None


class AssignmentsView(TypedDict):
    assigned: int
    refused: int
    data: list[AssignmentView]


class BehalfView(TypedDict):
    """
    Party for whom an operator has acted, and by which means it had asked for it.
    """

    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    means: Literal["phone", "email", "letter", "chat", "in_person", "other"]
    """
    Means by which a party has told support what it wants.
    """


class CaseResultView(TypedDict):
    outcome: (
        Literal[
            "agreement",
            "decision",
            "timeout",
            "claim_accepted",
            "withdrawn",
            "void",
            "not_verified",
            "inconclusive",
            "escrow_ended",
        ]
        | None
    )
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    places: list[str]
    touches: int
    ended_at: str | None


class CheckBody(TypedDict):
    """
    Finding on one point of the policy's list.
    """

    code: str
    finding: Literal["yes", "no", "unclear"]
    note: NotRequired[str | None]


class TransactionCheckView(TypedDict):
    """
    Finding of the operator on one point of the policy's list.
    """

    code: str
    finding: Literal["yes", "no", "unclear"]
    note: str | None


class StageClockView(TypedDict):
    """
    Clock: what is owed by whom for how long, and what follows if it does not come.
    """

    code: str
    label: str
    help: str | None
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    term: str
    starts_with: str
    reminders: list[str]
    on_silence: EffectView


class DecisionView(TypedDict):
    id: str
    dispute: str
    instance: int
    state: Literal["effective", "awaiting_approval", "approved", "rejected", "lapsed"]
    weighs: list[Literal["amount_above_limit", "permanent_closure"]]
    outcome: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    """
    Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name.
    """
    responsible: Literal["buyer", "seller", "both", "none"] | None
    reason_code: str | None
    policy_reference: str | None
    explanation: str | None
    act: (
        Literal[
            "escalate",
            "withdraw",
            "accept_claim",
            "give_return_address",
            "correct_return_address",
            "ship_return",
            "correct_parcel",
            "acknowledge_return",
            "fulfil",
            "confirm",
            "appeal",
            "message",
            "assign",
            "verify",
            "refuse_verification",
            "request_video",
            "decide",
            "ask_for_evidence",
            "extend",
            "pause",
            "resume",
        ]
        | None
    )
    on_behalf_of: BehalfView | None
    penalties: list[PenaltyView]
    amount: MoneyView
    limit: MoneyView | None
    decided_by: str
    decided_at: str
    judged_by: str | None
    judged_at: str | None
    why: str | None


class DecisionsPart(TypedDict):
    """
    Latest decisions, the first of them first.
    """

    data: list[DecisionView]
    has_more: bool
    href: str


class DecisionsView(TypedDict):
    data: list[DecisionView]


class DiffView(TypedDict):
    before: str
    after: str
    data: list[DifferenceView]


class DisputeCounts(TypedDict):
    """
    Open cases that you can see, counted. Each number is that of the list with the filter of its name.
    """

    as_of: str
    open: int
    by_status: list[StatusCount]
    by_stage: list[StageCount]
    by_awaiting: list[AwaitingCount]
    by_office: list[OfficeCount]
    flags: FlagCounts
    desk: DeskCounts | None
    """
    For operators and the platform.
    """


class DisputeSummary(TypedDict):
    """
    Case as a row of a list shows it.
    """

    id: str
    escrow: str
    title: str | None
    """
    What the deal is about, in the platform's words; null for the moment before this service has heard of it.
    """
    status: Literal[
        "opening",
        "waiting_for_buyer",
        "waiting_for_seller",
        "waiting_for_both",
        "under_review",
        "awaiting_approval",
        "decided",
        "settling",
        "reversing",
        "closed",
    ]
    """
    Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    """
    Whether it is your turn.
    """
    stage: str | None
    reason: str
    buyer: str
    seller: str
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    other_party: str | None
    """
    The one you are in dispute with; null for operators and the platform.
    """
    disputed: MoneyView
    policy: PolicyView
    awaiting: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Whose turn it is.
    """
    office: OfficeView | None
    """
    Office of the platform that has the case, and since when.
    """
    offer_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    Who has made the offer that stands, if one does.
    """
    contested: bool
    """
    A ruling was contested.
    """
    assignee: str | None
    """
    For operators and the platform only, like `sla`.
    """
    sla: Literal["on_track", "target_missed", "breached"] | None
    next_due_at: str | None
    """
    When the next act is due; of an overdue case, when it was. Null in a pause and after the end.
    """
    overdue: bool
    """
    The time for the next act has passed. To operators and the platform also their own lateness is shown.
    """
    last_activity_at: str
    """
    When something happened last that you may see in the story of the case.
    """
    unread: UnreadView
    paused_at: str | None
    outcome: (
        Literal[
            "agreement",
            "decision",
            "timeout",
            "claim_accepted",
            "withdrawn",
            "void",
            "not_verified",
            "inconclusive",
            "escrow_ended",
        ]
        | None
    )
    opened_at: str
    version: int


class EditionDetail(TypedDict):
    name: str
    edition: str
    hash: str
    current: bool
    origin: Literal["parley", "platform"]
    body: str
    penalties: PenaltyTermsView | None


class EditionView(TypedDict):
    name: str
    edition: str
    hash: str
    current: bool
    origin: Literal["parley", "platform"]


class EvidencePart(TypedDict):
    """
    Latest pieces of evidence that you may see, the first of them first.
    """

    data: list[GivenItemView]
    has_more: bool
    href: str


class EvidenceTermsView(TypedDict):
    """
    Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings.
    """

    stage: str
    party: str
    kinds: list[TermView]
    level: str
    term: str
    sealed_until_all_are_in: bool
    resubmissions: int | None
    checklist: list[PointTextView]
    reminders: list[str]
    on_silence: EffectView | None


class FlipView(TypedDict):
    """
    Case that would have ended otherwise. `after` is null where the edition does not take such a case.
    """

    dispute: str | None
    reference: str | None
    before: CaseResultView | None
    after: CaseResultView | None


class FulfilmentBody(TypedDict):
    """
    Parcel by which the promised goods are on their way.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    carrier: str
    tracking_number: str


class DisputedFundsView(TypedDict):
    state: Literal["freeze_requested", "frozen", "settled", "unfrozen"]
    disputed: int
    reduced: int
    currency: str


class MessageBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    text: str
    attachments: NotRequired[list[str]]
    kind: NotRequired[Literal["comment", "explanation"]]
    """
    Meaning of a message.
    """


class MessageView(TypedDict):
    id: str
    author: ActorView
    kind: Literal["comment", "explanation"]
    """
    Meaning of a message.
    """
    text: str
    attachments: list[str]
    on_behalf_of: BehalfView | None
    at: str


class MessagesPart(TypedDict):
    """
    Latest messages, newest first.
    """

    data: list[MessageView]
    unread: int
    has_more: bool
    href: str


class CaseMovementView(TypedDict):
    """
    Step of the case: from where to where, why, and by whom.
    """

    seq: int
    from_state: str
    to_state: str
    cause: str
    actor: ActorView
    on_behalf_of: BehalfView | None
    at: str


class NegotiationView(TypedDict):
    """
    Negotiation as mediation last reported it. `mediation` is null for the moment before it first does.
    """

    mediation: str | None
    state: str
    proposal: int | None
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    options: list[SolutionView]
    awaiting: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    due_at: str | None


class ObligationView(TypedDict):
    """
    Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    fee: MoneyView | None
    reduction: MoneyView | None
    return_address: dict[str, str] | None
    parcel: ParcelView | None
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"] | None
    note: str | None


class OfferView(TypedDict):
    """
    Proposal of one party to the other, and what has become of it.
    """

    mediation: str
    number: int
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    round: int
    options: list[dict[str, Any]]
    state: Literal["made", "amended", "consented", "rejected", "accepted", "expired", "gone"]
    """
    `gone`: nobody has answered it, and it is no longer on the table.
    """
    made_at: str
    changed_at: str


class OffersPart(TypedDict):
    """
    Latest proposals, the first of them first.
    """

    data: list[OfferView]
    has_more: bool
    href: str | None


class SolutionBody(TypedDict):
    """
    Solution on offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at once.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Kind of a solution.
    """
    amount: NotRequired[MoneyBody | None]
    basis_points: NotRequired[int | None]


class DisputeSummaryPage(TypedDict):
    data: list[DisputeSummary]
    has_more: bool
    next_cursor: NotRequired[str | None]


class MessageViewPage(TypedDict):
    data: list[MessageView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class ReasonTextViewPage(TypedDict):
    data: list[ReasonTextView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class StoryEntryViewPage(TypedDict):
    data: list[StoryEntryView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class PenaltiesView(TypedDict):
    terms: PenaltyTermsView
    acts: list[TermView]


class PenaltyBody(TypedDict):
    """
    Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16).
    """

    party: Literal["buyer", "seller"]
    act: str
    """
    One of the policy's: see its `penalties`.
    """
    fine: NotRequired[MoneyBody | None]
    """
    Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own.
    """


class PendingView(TypedDict):
    """
    Confirmation that another service still owes.
    """

    what: Literal["freeze", "settlement", "reversal", "agreement"]
    of: NotRequired[Literal["escrow", "disputes"]]


class PlainActBody(TypedDict):
    """
    Nothing, from a party; from an operator for whom it is done.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]


class PreviewedPenaltyView(TypedDict):
    """
    Penalty as the ruling would state it, and what it makes of the person's standing once it counts.
    """

    penalty: PenaltyView
    participant: str
    fine_bounds: FineBoundsView | None
    points_before: int
    points_after: int
    status_before: Literal["active", "suspended", "closed"]
    status_after: Literal["active", "suspended", "closed"]


class ReasonEligibilityView(TypedDict):
    """
    Reason, whether it can be given now, and what it leads to.
    """

    code: str
    label: str
    help: str | None
    allowed: bool
    why_not: WhyNotView | None
    openers: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    tree: str | None
    evidence: list[EvidenceTermsView]
    on_silence: list[StageClockView]


class ReasonView(TypedDict):
    code: str
    label: str
    help: str | None
    openers: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    escalates_to: str
    rulings: list[TermView]
    tree: str | None


class ReceiptBody(TypedDict):
    """
    Condition in which goods arrived. Anything but `received` contests it.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]
    """
    Condition of goods on arrival, in the receiver's words (D13).
    """
    note: NotRequired[str | None]


class ReturnAddressBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    address: AddressBody


class ReturnBody(TypedDict):
    """
    Return address, from the seller (D10), or then the parcel, from the buyer (D11).
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    address: NotRequired[AddressBody | None]
    parcel: NotRequired[ParcelBody | None]


class RulingView(TypedDict):
    """
    `heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14).
    """

    instance: int
    outcome: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"]
    """
    Rulings an operator can give: a solution, or that none can be found (the freeze is lifted).
    """
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    fee: MoneyView | None
    responsible: Literal["buyer", "seller", "both", "none"]
    reason_code: str
    policy_reference: str
    explanation: str
    decided_at: str
    heard: Literal["all", "default_judgment", "nobody"]
    absent: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    checks: list[TransactionCheckView]
    penalties: list[PenaltyView]
    contest_until: str | None


class RulingsView(TypedDict):
    allowed: list[TermView]
    reason_codes: list[TermView]
    execution: str
    presumed_without_answer: TermView | None


class SimulationView(TypedDict):
    edition: str
    cases: int
    not_admitted: int
    flips: int
    flipped: list[FlipView]
    before: SideView | None
    after: SideView


class StageView(TypedDict):
    code: str
    label: str
    help: str | None
    phase: TermView
    status: TermView
    negotiates: bool
    acts: list[ActView]
    evidence: list[EvidenceTermsView]
    clocks: list[StageClockView]
    follow_ups: list[FollowUpView]


class StandingView(TypedDict):
    participant: str
    status: Literal["active", "suspended", "closed"]
    points: int
    suspended_until: str | None
    warnings: list[WarningView]
    fines: list[MoneyView]
    penalties: list[ImposedView]
    version: int


class ForecastStepView(TypedDict):
    at: str
    clock: Literal["natural", "business"]
    action: str
    of: NotRequired[Literal["disputes", "escrow"]]
    leads_to: str
    money_effect: MoneyEffect | None
    outcome: (
        Literal[
            "agreement",
            "decision",
            "timeout",
            "claim_accepted",
            "withdrawn",
            "void",
            "not_verified",
            "inconclusive",
            "escrow_ended",
        ]
        | None
    )
    prevented_by: list[str]
    then: NotRequired[FollowingStep | None]


class SuppliedAct(TypedDict):
    """
    Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome.
    """

    at: str
    by: Literal["buyer", "seller", "operator"]
    did: Literal["agree", "refuse", "give_evidence", "escalate", "withdraw", "accept_claim", "request_video", "rule"]
    option: NotRequired[SolutionBody | None]
    outcome: NotRequired[
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    ]
    amount: NotRequired[MoneyBody | None]


class SuppliedCase(TypedDict):
    reference: NotRequired[str | None]
    reason: str
    claimant: NotRequired[Literal["buyer", "seller"]]
    claimed: MoneyBody
    options: NotRequired[list[SolutionBody]]
    opened_at: str
    acts: NotRequired[list[SuppliedAct]]


class TimelineView(TypedDict):
    dispute: str
    data: list[CaseMovementView]


class VerificationBody(TypedDict):
    """
    Result of verifying the transaction (T2). What does not match closes the case.
    """

    result: Literal["verified", "not_verified"]
    checks: NotRequired[list[CheckBody]]
    reason_code: NotRequired[str | None]


class TransactionVerificationView(TypedDict):
    """
    Verification of the transaction by an operator (T2).
    """

    result: Literal["verified", "not_verified"]
    checks: list[TransactionCheckView]
    reason_code: str | None
    at: str


class RequestAnswerView(TypedDict):
    """
    Piece of evidence that was given for a request, or satisfies it, and whether it suffices.
    """

    item: str
    kind: str
    state: Literal["valid", "invalid"]
    sufficiency: Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
    """
    Only what is `valid` and `sufficient` satisfies a request.
    """
    satisfies: bool
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]
    """
    What speaks against a shipment record: look twice.
    """
    covers: list[str]
    video_session: str | None
    """
    Of a live recording: where its findings and words are read.
    """
    result: str | None
    """
    Of a live recording: what the checks, or an operator, have found.
    """


class Attach(TypedDict):
    item: str
    """
    What its party gave in this case before.
    """
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    For operators: the party that has mailed it to support. It is entered as that, for that party.
    """


class Attest(TypedDict):
    held: Literal["as_stated", "otherwise", "not_at_all"]
    statement: str


class AttestationView(TypedDict):
    by: ActorView
    at: str
    held: Literal["as_stated", "otherwise", "not_at_all"]
    statement: str


class VideoCheckView(TypedDict):
    check: Literal[
        "file_decodes",
        "chain_unbroken",
        "tokens_genuine",
        "tokens_in_order",
        "received_in_time",
        "duration_matches_clock",
        "challenge_shown",
        "picture_moves",
        "words_spoken",
    ]
    outcome: Literal["pass", "fail", "unknown"]
    reason: str
    frame: int | None
    at_seconds: float | None


class EraseBody(TypedDict):
    role: Literal["buyer", "seller", "representative"]
    participant: str


class ExaminationView(TypedDict):
    """
    What is known of a live recording: for the party that made it, the platform and its operators.
    """

    video_session: str
    href: str
    """
    Where the words that were to be said, the gaps and every finding are read.
    """
    result: str | None
    """
    The checks', or an operator's who overruled them; null until checked.
    """
    overruled: bool
    findings: list[FindingView]


class ExternalVideoView(TypedDict):
    """
    Conversation on another platform. Whatever its recording shows, it is not verified to be live.
    """

    id: str
    dispute: str
    request: str | None
    by: ActorView
    said: ExternalVideoContent
    live_verified: NotRequired[bool]
    """
    Always false: only the integrated recorder can show that.
    """
    findings: list[ExternalVideoFindingView]
    """
    What the uploaded recording shows by itself; empty until checked.
    """
    checked_at: str | None
    attestation: AttestationView | None
    version: int


class FileView(TypedDict):
    filename: str
    media_type: str
    size: int
    sha256: str
    scan_state: Literal["not_scanned", "clean", "quarantined", "infected"]


class FinishedView(TypedDict):
    id: str
    item: str
    state: Literal["open", "recording", "finished", "verified", "abandoned"]


class GapView(TypedDict):
    before_chunk: int
    seconds: float
    kind: Literal["paused", "restarted", "missing"]


class HoldView(TypedDict):
    dispute: str
    state: Literal["held", "released"]
    at: str


class ItemSummary(TypedDict):
    """
    Piece of evidence without what it says: reading that is recorded, so it is read one by one.
    """

    id: str
    dispute: str
    kind: str
    party: Literal["buyer", "seller"] | None
    """
    The party it speaks for; null for the platform and its operators.
    """
    by: ActorView
    request: str | None
    covers: list[str]
    provenance: Literal["given", "deal", "mailed"]
    """
    Handed in; reported in the deal; or mailed to support, who entered it for its party.
    """
    entered_by: ActorView | None
    """
    The operator who entered what was mailed.
    """
    sufficiency: Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
    """
    Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be.
    """
    state: Literal["valid", "invalid"]
    erased: bool
    """
    What it said is gone for good.
    """
    received_at: str
    file: FileView | None
    version: int


class OverruleBody(TypedDict):
    result: Literal["live", "partly_live", "not_shown_live"]
    reason: str


class OverrulingView(TypedDict):
    by: ActorView
    at: str
    result: Literal["live", "partly_live", "not_shown_live"]
    reason: str


class ItemSummaryPage(TypedDict):
    data: list[ItemSummary]
    has_more: bool
    next_cursor: NotRequired[str | None]


class RecorderView(TypedDict):
    """
    State of a session as the recorder page needs it.
    """

    id: str
    marketplace: str | None
    """
    Name of the marketplace for which the video is recorded.
    """
    deal: str | None
    """
    What the deal is about, in the marketplace's words.
    """
    dispute: str
    party: Literal["buyer", "seller"]
    """
    Party of a case.
    """
    state: Literal["open", "recording", "finished", "verified", "abandoned"]
    challenge: ChallengeView
    checklist: list[ChecklistEntry]
    mark: MarkView
    expires_at: str
    server_time: str
    chunks: int
    next_chunk: int
    segments: int
    max_chunk_bytes: int
    max_seconds: int
    result: Literal["live", "partly_live", "not_shown_live"] | None


class ReuseView(TypedDict):
    item: str
    dispute: str
    how: Literal["same_file", "looks_alike"]


class ShipmentRecordBody(TypedDict):
    """
    Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that is
    none of those known is `other`, with its name in `carrier_name`.
    """

    kind: Literal["shipment_record"]
    dispute: str
    request: NotRequired[str | None]
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    For operators: the party that has mailed it to support. It is entered as that, for that party.
    """
    carrier: str
    """
    One of 4PX, Amazon Logistics, An Post, Aramex, Australia Post, Blue Dart, CTT, Cainiao, Canada Post, China Post, Correios, Correos, DHL, DPD, Delhivery, Deutsche Post, EMS, FedEx, GLS, Hermes, InPost, India Post, J&T Express, Japan Post, Kerry Express, La Poste, Mondial Relay, Ninja Van, PostNL, PostNord, Poste Italiane, Posti, Purolator, Royal Mail, SF Express, Sagawa, Seur, Swiss Post, TNT, UPS, USPS, Yamato, Yanwen, YunExpress, bpost, Österreichische Post; or `other`.
    """
    carrier_name: NotRequired[str | None]
    """
    Of a carrier that is `other`.
    """
    tracking_number: str
    shipped_at: NotRequired[str | None]


class SignalsView(TypedDict):
    """
    Signals only: nothing follows from them by itself.
    """

    reused: list[ReuseView]
    taken_at: str | None
    taken_after_receipt: bool


class VideoVerificationView(TypedDict):
    """
    Result of the checks. `words_spoken` is always for the operator to hear.
    """

    result: Literal["live", "partly_live", "not_shown_live"]
    seconds: float
    frames: int
    checks: list[VideoCheckView]
    verified_at: str


class AcceptBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    version: int
    """
    The proposal's version you have read.
    """
    option: int
    """
    Index of the chosen option.
    """


class AnswerBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    question: str
    """
    What is asked, or an earlier question to go back to.
    """
    value: bool | int | str | MoneyBody
    """
    A choice's code, true or false, a number, or an amount.
    """


class FollowsView(TypedDict):
    """
    Consequence of an agreement elsewhere, and where to watch it.
    """

    action: Literal["settlement", "obligation"]
    dispute: str
    href: str


class MediationSummary(TypedDict):
    id: str
    dispute: str
    escrow: str
    state: Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
    """
    State of a negotiation.
    """
    awaiting: Literal["buyer", "seller"] | None
    due_at: str | None
    created_at: str
    version: int


class MediationSummaryPage(TypedDict):
    data: list[MediationSummary]
    has_more: bool
    next_cursor: NotRequired[str | None]


class ProposalView(TypedDict):
    id: str
    number: int
    version: int
    by: Literal["buyer", "seller"] | Literal["operator"]
    """
    `operator`: a mediator has put it to both sides.
    """
    consents: list[Literal["buyer", "seller"]]
    """
    Sides that have accepted a mediator's proposal so far.
    """
    round: int
    """
    0 is the opening proposal, each counter-offer one more.
    """
    state: Literal[
        "standing", "superseded", "accepted", "rejected", "expired", "executed_on_silence", "withdrawn", "overtaken"
    ]
    """
    State of a proposal.
    """
    options: list[OptionView]
    created_at: str
    expires_at: str | None
    chosen: int | None
    """
    Index of the option that is carried out.
    """
    accepted_at: str | None
    reason: str | None
    """
    Why it was rejected.
    """
    note: str | None
    """
    What its author wrote with it.
    """
    overtaken: OvertakenView | None
    """
    What came before an agreement on it.
    """
    worded_on_behalf_of: BehalfView | None
    """
    Its author, where an operator has worded it for them.
    """
    answered_on_behalf_of: BehalfView | None
    """
    Who answered it, where an operator did so for them.
    """


class ProposeBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    options: list[OptionBody]
    """
    Ranked: the first is what you prefer.
    """
    note: NotRequired[str | None]
    """
    In your own words; shown to the other party and the operator.
    """


class RejectBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    version: NotRequired[int | None]
    reason: NotRequired[str | None]
    """
    In your own words; shown to the other party and the operator.
    """


class RewordBody(TypedDict):
    """
    New options, bound to the version of the proposal that they answer or replace.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    options: list[OptionBody]
    """
    Ranked: the first is what you prefer.
    """
    note: NotRequired[str | None]
    """
    In your own words; shown to the other party and the operator.
    """
    version: int
    """
    The proposal's version you have read.
    """


class TreeSummary(TypedDict):
    name: str
    edition: str
    title: str
    hash: str
    owner: Literal["parley", "platform"]
    published_at: str | None
    """
    None for those that come with Parley.
    """


class TreeView(TypedDict):
    name: str
    edition: str
    title: str
    hash: str
    owner: Literal["parley", "platform"]
    published_at: str | None
    """
    None for those that come with Parley.
    """
    tree: TreeBody


class AttemptView(TypedDict):
    number: int
    at: str
    status_code: int | None
    error: (
        Literal[
            "http_status",
            "redirect_refused",
            "unreachable",
            "tls_failed",
            "timeout",
            "protocol_error",
            "internal_error",
        ]
        | None
    )
    duration_ms: int


class DeliveryView(TypedDict):
    id: str
    webhook_id: str
    endpoint: str
    event: str
    event_type: str
    state: Literal["pending", "delivered", "failed", "stopped"]
    created_at: str
    next_attempt_at: str | None
    attempts: list[AttemptView]


class EndpointListView(TypedDict):
    data: list[EndpointView]


class EventPage(TypedDict):
    """
    Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since.
    """

    data: list[EventView]
    has_more: bool
    next_cursor: str | None


class DeliveryViewPage(TypedDict):
    data: list[DeliveryView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class ActionChoice(TypedDict):
    """
    One of the ways in which an action can be given, and what it does.
    """

    given: dict[str, Any]
    leads_to: NotRequired[str | None]
    money_effect: NotRequired[MoneyEffect | None]
    least: NotRequired[MoneyEffect | None]
    most: NotRequired[MoneyEffect | None]
    then: NotRequired[FollowingStep | None]


class AllowedAction(TypedDict):
    """
    Action that is possible now: by whom, where, until when and within which limits.
    """

    rel: str
    method: NotRequired[Literal["POST", "PUT", "PATCH", "DELETE"]]
    href: str
    actor: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    available_until: NotRequired[str | None]
    constraints: NotRequired[dict[str, Any]]
    money_effect: NotRequired[MoneyEffect | None]
    leads_to: NotRequired[str | None]
    then: NotRequired[FollowingStep | None]
    choices: NotRequired[list[ActionChoice]]


class EscrowView(TypedDict):
    id: str
    status: Literal[
        "awaiting_funds",
        "partially_funded",
        "funded",
        "shipped",
        "delivered",
        "released",
        "refunded",
        "split_settled",
        "cancelled",
        "expired",
    ]
    version: int
    buyer: str
    seller: str
    amount: MoneyView
    fee: FeeView
    agreement: AgreementView
    windows: WindowsView
    policy: str
    policy_hash: str | None
    category: str | None
    partner_reference: str | None
    metadata: dict[str, str]
    funds: FundsView
    dispute: str | None
    shipment: ShipmentView | None
    created_at: str
    fund_by: str
    funded_at: str | None
    ship_by: str | None
    shipped_at: str | None
    deliver_by: str | None
    delivered_at: str | None
    delivery_presumed: bool
    inspection_ends_at: str | None
    closed_at: str | None
    dispute_window: DisputeWindowView | None
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    when_unfrozen: NextAutomaticAction | None


class EscrowViewPage(TypedDict):
    data: list[EscrowView]
    has_more: bool
    next_cursor: NotRequired[str | None]


class DecisionBody(TypedDict):
    outcome: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"]
    """
    Rulings an operator can give: a solution, or that none can be found (the freeze is lifted).
    """
    amount: NotRequired[MoneyBody | None]
    responsible: Literal["buyer", "seller", "both", "none"]
    reason_code: str
    policy_reference: str
    explanation: str
    checks: NotRequired[list[CheckBody]]
    penalties: NotRequired[list[PenaltyBody]]


class EditionList(TypedDict):
    data: list[EditionView]


class EligibilityView(TypedDict):
    """
    Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does.
    """

    escrow: str
    policy: PolicyView
    language: Literal["en", "fr", "pt", "zh"]
    title: str
    roles: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    allowed: bool
    why_not: WhyNotView | None
    dispute: str | None
    opens_at: str | None
    closes_at: str | None
    closed_at: str | None
    amount: AmountLimitsView
    reasons: list[ReasonEligibilityView]
    must_say: list[TermView]
    options: list[OptionTermsView]
    max_options: int
    method: NotRequired[Literal["POST"]]
    href: NotRequired[Literal["/v1/disputes"]]


class ExpandedParts(TypedDict):
    """
    Parts that were asked for; the others are null.
    """

    escrow: NotRequired[KnownEscrowView | None]
    mediation: NotRequired[OffersPart | None]
    evidence: NotRequired[EvidencePart | None]
    messages: NotRequired[MessagesPart | None]
    story: NotRequired[StoryPart | None]
    standing: NotRequired[list[StandingView] | None]
    """
    Of both parties for operators and the platform, of yourself for you.
    """
    notes: NotRequired[NotesPart | None]
    decisions: NotRequired[DecisionsPart | None]


class ForecastView(TypedDict):
    """
    Forecast of what happens if nobody acts: computed by the very rules that will run.
    """

    dispute: str
    version: int
    computed_at: str
    steps: list[ForecastStepView]


class OpeningBody(TypedDict):
    escrow: str
    reason: str
    claimed: MoneyBody
    options: NotRequired[list[SolutionBody]]
    explanation: str
    transaction: NotRequired[TransactionBody | None]
    need: NotRequired[str | None]
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]


class PolicyDocument(TypedDict):
    """
    Edition in full, each of its words with what people call it in the language of the answer.
    """

    name: str
    edition: str
    hash: str
    current: bool
    origin: Literal["parley", "platform"]
    language: Literal["en", "fr", "pt", "zh"]
    title: str
    summary: str | None
    calendar: CalendarTermsView
    first_stage: str
    must_say: list[TermView]
    reasons: list[ReasonView]
    filing: FilingView | None
    options: list[OptionTermsView]
    max_options: int
    negotiation: NegotiationTermsView | None
    stages: list[StageView]
    case_clocks: list[StageClockView]
    rulings: RulingsView
    appeal: AppealTermsView | None
    completeness: CompletenessView | None
    penalties: PenaltiesView | None
    represented: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    evidence_kinds: list[TermView]
    acts: list[TermView]
    outcomes: list[TermView]
    statuses: list[TermView]
    roles: list[TermView]


class WantedEvidenceView(TypedDict):
    id: str
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    kinds: list[str]
    level: str
    requested_by: Literal["policy", "operator"]
    note: str | None
    """
    What an operator who asked wants to be shown.
    """
    due_at: str
    stays_open: bool
    """
    Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it.
    """
    since_asked: bool
    """
    What was given before counts only once it is attached to the request.
    """
    state: Literal["open", "satisfied", "lapsed"]
    satisfied: bool
    satisfied_by: str | None
    checklist: list[WantedPointView]
    on_silence: ForecastStepView | None
    """
    What follows at `due_at` if nothing comes; null once it is over.
    """


class RulingPreviewView(TypedDict):
    """
    Ruling as it would be, given now on this version of the case.
    """

    dispute: str
    version: int
    ruling: RulingView
    leads_to: str
    """
    Where the case would stand.
    """
    money_effect: MoneyEffect | None
    """
    What is paid in the end, net of fees, whoever pays them; null where no money moves, or goods decide first.
    """
    executed_at: str | None
    """
    When it is paid if nobody contests the ruling; null where nothing is, or goods decide first.
    """
    then: FollowingStep | None
    """
    What follows by itself if nobody acts after the ruling.
    """
    obligation: OwedView | None
    penalties: list[PreviewedPenaltyView]
    penalties_from: str
    """
    From when they count if nobody contests the ruling.
    """
    penalty_terms: PenaltyTermsView | None
    """
    Acts that can be penalised in this case.
    """
    approval: ApprovalNeededView


SimulationBody = TypedDict(
    "SimulationBody",
    {
        "from": NotRequired[str | None],
        "to": NotRequired[str | None],
        "cases": NotRequired[list[SuppliedCase]],
    },
    closed=True,
)


class ItemView(TypedDict):
    """
    Piece of evidence, and what may be done with it.
    """

    id: str
    dispute: str
    kind: str
    party: Literal["buyer", "seller"] | None
    """
    The party it speaks for; null for the platform and its operators.
    """
    by: ActorView
    request: str | None
    covers: list[str]
    provenance: Literal["given", "deal", "mailed"]
    """
    Handed in; reported in the deal; or mailed to support, who entered it for its party.
    """
    entered_by: ActorView | None
    """
    The operator who entered what was mailed.
    """
    sufficiency: Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
    """
    Whether it can satisfy a request: what is not `sufficient` satisfies none, valid as it may be.
    """
    state: Literal["valid", "invalid"]
    erased: bool
    """
    What it said is gone for good.
    """
    received_at: str
    file: FileView | None
    version: int
    shipment_record: ShipmentRecordView | None
    text: str | None
    external_video: ExternalVideoContent | None
    examination: ExaminationView | None
    invalidation: InvalidationView | None
    retained_until: str | None
    """
    When it is erased. Null while its case goes on or a legal hold forbids it.
    """
    allowed_actions: list[AllowedAction]


class RequestView(TypedDict):
    """
    Request for evidence: who owes which kinds until when, and what happens if none comes.
    """

    id: str
    dispute: str
    party: Literal["buyer", "seller"]
    """
    Party of a case.
    """
    kinds: list[str]
    level: Literal["required", "one_of", "optional"]
    group: str
    """
    Requests of one group are sealed and revealed, and given grace, together.
    """
    disclosure: Literal["open", "sealed", "revealed"]
    """
    Disclosure of what is given: whether the other side may know of it.
    """
    checklist: list[RequestPointView]
    state: Literal["open", "satisfied", "lapsed", "closed"]
    satisfied: bool
    satisfied_by: str | None
    needs_all_points: bool
    """
    All required points of the checklist have to be covered, by the pieces together.
    """
    since_asked: bool
    """
    What was given before it was asked for counts only once it is attached to it.
    """
    answers: list[RequestAnswerView]
    """
    What was given for it, the first first.
    """
    resubmissions_left: int | None
    """
    How often invalid evidence may be replaced; null: always.
    """
    opened_at: str
    due_at: str
    """
    The first instant that is too late, unless it `stays_open`.
    """
    stays_open: bool
    """
    Evidence is taken beyond `due_at`, too, as long as the case is in the stages that decide about it.
    """
    paused_at: str | None
    """
    Since when its clock stands still.
    """
    version: int
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None


class VideoView(TypedDict):
    """
    Live recording: who is to show what until when, what has arrived, and what the checks found.
    """

    id: str
    dispute: str
    request: str | None
    party: Literal["buyer", "seller"]
    """
    Party of a case.
    """
    by: ActorView
    state: Literal["open", "recording", "finished", "verified", "abandoned"]
    challenge: ChallengeView
    recorder_url: str | None
    """
    Opens the recorder; shown to the party while it may record.
    """
    opened_at: str
    expires_at: str
    started_at: str | None
    last_chunk_at: str | None
    finished_at: str | None
    chunks: int
    total_bytes: int
    gaps: list[GapView]
    item: str | None
    result: Literal["live", "partly_live", "not_shown_live"] | None
    """
    The checks', or an operator's who overruled them.
    """
    verification: VideoVerificationView | None
    overruling: OverrulingView | None
    version: int
    allowed_actions: list[AllowedAction]


class MediationView(TypedDict):
    """
    Negotiation as the caller may see it, with what they may do and what happens if nobody does.
    """

    id: str
    dispute: str
    escrow: str
    state: Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
    """
    State of a negotiation.
    """
    viewer_state: Literal["required_action", "optional_action", "waiting", "over"]
    version: int
    amount: MoneyView
    buyer: str
    seller: str
    claimant: Literal["buyer", "seller"]
    """
    Party of a case.
    """
    round: int
    max_rounds: int
    proposals: list[ProposalView]
    awaiting: Literal["buyer", "seller"] | None
    asked: list[Literal["buyer", "seller"]]
    """
    Who is to answer what stands; both, of a mediator's proposal.
    """
    due_at: str | None
    paused_at: str | None
    """
    Since when the case stands still; `due_at` moves on with it.
    """
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    follows: FollowsView | None
    pending: SubmittedView | None
    """
    Agreement that is not decided on yet; no act is possible.
    """
    walk: WalkView | None
    """
    How the claimant was guided to the first proposal.
    """
    created_at: str


class TreeList(TypedDict):
    data: list[TreeSummary]


class DisputeView(TypedDict):
    id: str
    escrow: str
    status: Literal[
        "opening",
        "waiting_for_buyer",
        "waiting_for_seller",
        "waiting_for_both",
        "under_review",
        "awaiting_approval",
        "decided",
        "settling",
        "reversing",
        "closed",
    ]
    """
    Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    version: int
    stage: str | None
    phase: Literal["agreement", "escalated", "execution"] | None
    reason: str
    buyer: str
    seller: str
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    policy: PolicyView
    funds: DisputedFundsView
    explanation: str
    reopens: str | None
    transaction: TransactionView | None
    need: str | None
    options: list[SolutionView]
    awaiting: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    forecast: list[ForecastStepView]
    pending: PendingView | None
    negotiation: NegotiationView | None
    evidence_requests: list[WantedEvidenceView]
    videos: list[VideoFindingView]
    credibility: list[CredibilityView]
    presumption: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    deadlines: list[DeadlineView]
    paused_at: str | None
    assignee: str | None
    office: OfficeView | None
    overdue_since: str | None
    verification: TransactionVerificationView | None
    ruling: RulingView | None
    earlier_rulings: list[RulingView]
    appeal: AppealView | None
    obligation: ObligationView | None
    settlement: SettlementView | None
    outcome: (
        Literal[
            "agreement",
            "decision",
            "timeout",
            "claim_accepted",
            "withdrawn",
            "void",
            "not_verified",
            "inconclusive",
            "escrow_ended",
        ]
        | None
    )
    why: str | None
    cause: CauseView | None
    opened_at: str
    frozen_at: str | None
    closed_at: str | None


class ExpandedDisputeView(TypedDict):
    id: str
    escrow: str
    status: Literal[
        "opening",
        "waiting_for_buyer",
        "waiting_for_seller",
        "waiting_for_both",
        "under_review",
        "awaiting_approval",
        "decided",
        "settling",
        "reversing",
        "closed",
    ]
    """
    Status in lists. `opening`, `settling` and `reversing` wait for escrow; a `decided` case can be contested.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    version: int
    stage: str | None
    phase: Literal["agreement", "escalated", "execution"] | None
    reason: str
    buyer: str
    seller: str
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which somebody acts. The token says it, the domain decides what it means.
    """
    policy: PolicyView
    funds: DisputedFundsView
    explanation: str
    reopens: str | None
    transaction: TransactionView | None
    need: str | None
    options: list[SolutionView]
    awaiting: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    forecast: list[ForecastStepView]
    pending: PendingView | None
    negotiation: NegotiationView | None
    evidence_requests: list[WantedEvidenceView]
    videos: list[VideoFindingView]
    credibility: list[CredibilityView]
    presumption: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    deadlines: list[DeadlineView]
    paused_at: str | None
    assignee: str | None
    office: OfficeView | None
    overdue_since: str | None
    verification: TransactionVerificationView | None
    ruling: RulingView | None
    earlier_rulings: list[RulingView]
    appeal: AppealView | None
    obligation: ObligationView | None
    settlement: SettlementView | None
    outcome: (
        Literal[
            "agreement",
            "decision",
            "timeout",
            "claim_accepted",
            "withdrawn",
            "void",
            "not_verified",
            "inconclusive",
            "escrow_ended",
        ]
        | None
    )
    why: str | None
    cause: CauseView | None
    opened_at: str
    frozen_at: str | None
    closed_at: str | None
    expanded: NotRequired[ExpandedParts | None]
    """
    What `expand` asked for; not there without it.
    """


class RequestViewPage(TypedDict):
    data: list[RequestView]
    has_more: bool
    next_cursor: NotRequired[str | None]
