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
    """
    Length of time, as in `3 days` or `72 hours`. Instead of `to`.
    """
    hold: NotRequired[bool]
    """
    Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or released. Else it runs on from there.
    """


class AgreementBody(TypedDict):
    """
    Terms agreed upon, as they will be shown if there is a dispute.
    """

    title: str
    """
    What is sold, in up to 200 characters; shown in a dispute.
    """
    terms: NotRequired[str | None]
    """
    What was agreed beyond the title, in up to 10,000 characters; shown in a dispute.
    """
    photo_hashes: NotRequired[list[str]]
    """
    SHA-256 of the photos in the offer, in hexadecimal.
    """


class AgreementView(TypedDict):
    title: str
    """
    What is sold.
    """
    terms: str
    """
    What was agreed beyond the title; empty if nothing was.
    """
    photo_hashes: list[str]
    """
    SHA-256 of the photos in the offer, in hexadecimal.
    """


class AuthorizationServerView(TypedDict):
    issuer: str
    """
    Address of this server, as clients know it.
    """
    token_endpoint: str
    """
    Where tokens are got: `POST /oauth/token`.
    """
    jwks_uri: str
    """
    Where the keys are that verify access tokens.
    """
    grant_types_supported: list[str]
    """
    Client credentials for your backend, and links for the people of a case.
    """
    response_types_supported: list[str]
    """
    None: nobody is sent through a browser to get a token.
    """
    token_endpoint_auth_methods_supported: list[str]
    """
    HTTP Basic, or `client_id` and `client_secret` in the form.
    """
    service_documentation: str
    """
    Guide to authentication.
    """


class CancelBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["cancel"]
    """
    Call the deal off before the price is complete.
    """


class DeliverBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["deliver"]
    """
    Report the delivery.
    """


class DisputeWindowView(TypedDict):
    """
    Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.

    Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it takes.
    """

    opens_at: str
    """
    From when on a problem can be reported (UTC).
    """
    closes_at: str | None
    """
    None: as long as money is held.
    """
    eligibility: str
    """
    Address that says everything it takes to report one.
    """


class HandOverView(TypedDict):
    """
    Address at which the same person goes on with another device.
    """

    url: str
    """
    What stands behind its `#` is the secret: it never reaches a server's log.
    """
    ends_at: str
    """
    Until when it can be opened.
    """


class IntegrityView(TypedDict):
    """
    `ok`: every transaction adds up to nothing, every hold is the sum of its entries.
    """

    ok: bool
    """
    Whether everything adds up.
    """
    transactions: int
    """
    Ledger transactions that were added up.
    """
    unbalanced_transactions: int
    """
    Of those, how many do not add up to nothing: 0, or there is a fault.
    """
    escrows: int
    """
    Escrows that were compared.
    """
    differing_holds: int
    """
    Of those, how many hold something else than their entries say: 0, or there is a fault.
    """


class LinkView(TypedDict):
    link_token: str
    """
    Put it behind the `#` of the link. Your page trades it for access tokens: `POST /oauth/token` with `grant_type`
    `urn:ietf:params:oauth:grant-type:jwt-bearer` and this as `assertion`.
    """
    expires_in: int
    """
    For how many seconds it gets tokens.
    """


class MoneyBody(TypedDict):
    """
    An amount in minor units of its ISO 4217 currency: 12500 EUR is 125.00 euros, 1050 JPY is 1,050 yen.
    """

    amount: int
    """
    Minor units of the currency, 1 to 1,000,000,000,000,000: cents of EUR, yen of JPY.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class MoneyEffect(TypedDict):
    """
    Money that is paid, in minor units and net: what the buyer gets, what the seller gets, what the platform takes.

    The three add up to what leaves the escrow, whoever pays the fee. Where money that was paid is divided anew, they
    add up to nothing, and less than nothing is owed.
    """

    buyer: int
    """
    What the buyer gets, in minor units.
    """
    seller: int
    """
    What the seller gets, in minor units, after fees.
    """
    fee: NotRequired[int]
    """
    What the platform gets, in minor units.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class MoneyView(TypedDict):
    amount: int
    """
    Minor units of the currency: cents of EUR, yen of JPY.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class NameBody(TypedDict):
    name: str
    """
    What the platform's people know it by from now on.
    """


class NewPlatformBody(TypedDict):
    name: str
    """
    What the platform's people know it by; pages that they are sent to say it.
    """
    default_policy: NotRequired[str]
    """
    Policy, or edition of one, that new escrows get.
    """


class NewSecretView(TypedDict):
    id: str
    """
    Id of the secret, to revoke it by.
    """
    client_id: str
    """
    Client id for `/oauth/token`.
    """
    client_secret: str | None
    """
    Shown in the first answer only: a repeated request is answered without it.
    """


class OriginsBody(TypedDict):
    """
    Allowed origins: scheme, host and port of pages, as browsers send them.
    """

    origins: list[str]
    """
    Https, or this machine. No path, no wildcard: name each host.
    """


class OriginsView(TypedDict):
    platform: str
    """
    Platform whose pages they are.
    """
    origins: list[str]
    """
    Pages of these origins may call with the tokens of this platform and its people.
    """
    loopback: bool
    """
    Whether pages of this very machine may, on any port, without being named: in a sandbox.
    """
    version: int
    """
    Version of the platform, to be named in If-Match.
    """


class PageSessionBody(TypedDict):
    """
    Link that opens the session.
    """

    link: str
    """
    Its secret: what stands behind the `#` of its address.
    """


class PaymentBody(TypedDict):
    amount: MoneyBody
    """
    What the buyer has paid, in the escrow's currency. It may be a part, or too much.
    """
    provider_reference: str
    """
    The payment provider's id of this payment. It is counted once.
    """


class PoliciesBody(TypedDict):
    """
    Dispute policies that new escrows get: names of policies or of editions, yours or Parley's.
    """

    default_policy: str
    """
    What new escrows get whose category has no policy of its own.
    """
    by_category: NotRequired[dict[str, str]]
    """
    What new escrows of a category get, by its code.
    """


class RevokedView(TypedDict):
    id: str
    """
    Id of the secret.
    """
    revoked: bool
    """
    True: it gets no token any more.
    """


class RotatedSecretView(TypedDict):
    id: str
    """
    Id of the secret, to revoke it by.
    """
    client_id: str
    """
    Client id for `/oauth/token`.
    """
    client_secret: str | None
    """
    Shown in the first answer only: a repeated request is answered without it.
    """
    replaced: list[str]
    """
    Secrets that worked until now.
    """
    replaced_expire_at: str | None
    """
    Until when they still get a token, by the real clock.
    """


class RotationBody(TypedDict):
    overlap_seconds: NotRequired[int]
    """
    For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30 days
    at most.
    """


class SessionPlatformView(TypedDict):
    """
    Marketplace in whose name the pages speak.
    """

    id: str
    """
    Id of the platform.
    """
    name: str
    """
    Its name, as people know it.
    """


class SessionRenewalBody(TypedDict):
    """
    Session that is to go on.
    """

    session: str
    """
    Its secret, as the last answer gave it.
    """


class ShipmentBody(TypedDict):
    """
    Parcel by which the goods are on their way.
    """

    carrier: str
    """
    Who carries it.
    """
    tracking_number: str
    """
    As the carrier prints it: letters, digits, blanks, points, dashes and slashes.
    """


class ShipmentView(TypedDict):
    carrier: str
    """
    Name of the carrier, as people write it.
    """
    tracking_number: str
    """
    The carrier's number of the parcel.
    """
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]
    """
    What speaks against it as proof of a shipment, should the deal be disputed.
    """


class ClockStepView(TypedDict):
    at: str
    """
    Time of the platform's clock at which something fell due (UTC).
    """
    service: str
    """
    Service in which it did.
    """


class AccessTokenView(TypedDict):
    access_token: str
    """
    Send it as `Authorization: Bearer …`.
    """
    token_type: NotRequired[Literal["Bearer"]]
    """
    Always `Bearer`.
    """
    expires_in: int
    """
    Seconds that it lasts.
    """


class WindowsBody(TypedDict):
    funding_expiry: NotRequired[str]
    """
    For the payment, as in `7 days`, from the creation on; then the escrow expires.
    """
    ship_within: NotRequired[str]
    """
    For the shipment, from the payment on; then the buyer is refunded.
    """
    inspection: NotRequired[str]
    """
    For the buyer to inspect the goods, from the delivery on; then the money is released.
    """
    delivery: NotRequired[str]
    """
    From the shipment on; what follows when nobody reports the delivery says `undelivered`.
    """
    undelivered: NotRequired[Literal["inspect", "refund"]]
    """
    `inspect`: it counts as delivered and the buyer's inspection begins. `refund`: everything goes back.
    """


class WindowsView(TypedDict):
    funding_expiry: str
    """
    For the payment, from the creation on; then the escrow expires.
    """
    ship_within: str
    """
    For the shipment, from the payment on; then the buyer is refunded.
    """
    inspection: str
    """
    For the buyer to inspect the goods, from the delivery on; then the money is released.
    """
    delivery: str
    """
    For the delivery to be reported, from the shipment on; then what `undelivered` says.
    """
    undelivered: Literal["inspect", "refund"]
    """
    `inspect`: it counts as delivered. `refund`: everything goes back to the buyer.
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
    Role of whoever did it; `system` for what happened by itself.
    """
    id: str | None
    """
    None where the reader is not to know who it was: an operator, for the parties.
    """


class AddressBody(TypedDict):
    recipient: str
    """
    Who receives it there.
    """
    street: str
    """
    Street and number, or what stands for them there.
    """
    postal_code: NotRequired[str | None]
    """
    Where the country has one.
    """
    city: NotRequired[str | None]
    """
    Town or city; left out only where addresses have none, as in Singapore.
    """
    state: NotRequired[str | None]
    """
    State, province, prefecture or emirate: needed where the country's addresses name it, as in the US or Brazil.
    """
    country: str
    """
    ISO 3166-1, two capital letters.
    """


class AmountLimitsView(TypedDict):
    min: int
    """
    Least that can be disputed, in minor units.
    """
    max: int
    """
    Most that can be disputed, in minor units: what the escrow still holds.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class AppealTermsView(TypedDict):
    stage: str
    """
    Stage in which it is heard.
    """
    window: str
    """
    How long a ruling can be appealed, as in `7 days`.
    """
    explanation_characters: int
    """
    How long a full explanation is at least.
    """


class AppealView(TypedDict):
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Party that appealed.
    """
    explanation: str
    """
    Why it disagrees, in its own words.
    """
    filed_at: str
    """
    When (UTC).
    """


Assignment: TypeAlias = Literal["assigned", "unassigned"]


class AssignmentBody(TypedDict):
    operator: NotRequired[str | None]
    """
    Who gets the case; without it, you.
    """


class AssignmentsBody(TypedDict):
    operator: str | None
    """
    Who gets the cases. Null puts them back into the queue.
    """
    disputes: list[str]
    """
    Ids of the cases, 1 to 100, each once.
    """


class AwaitingCount(TypedDict):
    awaiting: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Whose turn it is.
    """
    count: int
    """
    Open cases of that kind.
    """


class CalendarBody(TypedDict):
    zone: str
    """
    Time zone, as in `Europe/Berlin`.
    """
    weekdays: list[int]
    """
    0 is Monday.
    """
    opens: NotRequired[str]
    """
    When the business day begins, as in `09:00`.
    """
    closes: NotRequired[str | None]
    """
    Null: open until midnight.
    """
    country: NotRequired[str | None]
    """
    Its public holidays are closed.
    """
    subdivision: NotRequired[str | None]
    """
    Part of the country whose holidays count, as in `BE`.
    """
    holidays: NotRequired[list[str]]
    """
    Closed beside them.
    """


class CalendarTermsView(TypedDict):
    zone: str
    """
    Time zone, as in `Europe/Berlin`.
    """
    weekdays: list[int]
    """
    Business days: 1 is Monday, 7 Sunday.
    """
    opens: str
    """
    When the business day begins, as in `09:00`.
    """
    closes: str | None
    """
    When it ends; null for the end of the day.
    """
    named: str | None
    """
    Calendar of the platform's own that counts instead, where it has one of this name.
    """


class CalendarView(TypedDict):
    name: str
    """
    Its name.
    """
    zone: str
    """
    Time zone, as in `Europe/Berlin`.
    """
    weekdays: list[int]
    """
    Business days: 1 is Monday, 7 Sunday.
    """
    opens: str
    """
    When the business day begins, as in `09:00`.
    """
    closes: str | None
    """
    When it ends; null for the end of the day.
    """
    country: str | None
    """
    Country whose holidays count (ISO 3166-1); null for none.
    """
    subdivision: str | None
    """
    Part of the country whose holidays count; null for none.
    """
    holidays: list[str]
    """
    Days of your own on which nothing is due.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class CalendarsView(TypedDict):
    data: list[CalendarView]
    """
    What was asked for, in the order that the operation describes.
    """


class CauseView(TypedDict):
    """
    Silence that has brought the outcome about: which clock ran out on whom, and what was carried out for it.
    """

    deadline: str
    """
    Name of the clock that ran out.
    """
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who was waited for.
    """
    due_at: str
    """
    When it ran out (UTC).
    """
    executed: str
    """
    As it was foretold, e.g. `execute_buyer_solution`.
    """


class CompletenessView(TypedDict):
    evidence: int
    """
    Share of the evidence, in points of 100.
    """
    explanation: int
    """
    Share of the explanation, in points of 100.
    """
    comments: int
    """
    Share of the comments, in points of 100.
    """
    full_explanation_characters: int
    """
    How long an explanation is that counts in full.
    """
    full_comments: int
    """
    How many comments count in full.
    """


class CredibilityView(TypedDict):
    """
    Completeness of a party's case, 0 to 100, over evidence, explanation and comments (K17).
    """

    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    The party it is about: `buyer` or `seller`.
    """
    score: int
    """
    0 to 100: how complete the party's case is.
    """
    covered: list[str]
    """
    Codes of the points that its evidence covers.
    """
    missing: list[str]
    """
    Codes of the points that nothing covers.
    """
    explanation_characters: int
    """
    How long its explanation is.
    """
    comments: int
    """
    How many comments it has written.
    """


class DeadlineView(TypedDict):
    """
    Clock that runs in this case, under the name by which an operator can extend it.
    """

    deadline: str
    """
    Name of the clock: name it to extend it.
    """
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who is waited for.
    """
    due_at: str
    """
    When it runs out, excluded (UTC).
    """
    request: str | None
    """
    Id of the evidence request that it is about; null if none.
    """


class DeskCounts(TypedDict):
    """
    Open cases by how operators stand with them.
    """

    unassigned: int
    """
    Cases that no operator has.
    """
    mine: int
    """
    Cases that you have.
    """
    target_missed: int
    """
    Cases in which the policy's target was missed.
    """
    breached: int
    """
    Cases in which the policy's limit was broken.
    """


class DifferenceView(TypedDict):
    pointer: str
    """
    Where they differ (RFC 6901).
    """
    before: Any
    """
    What stands there in the one; null if nothing.
    """
    after: Any
    """
    What stands there in the other; null if nothing.
    """


class DurationView(TypedDict):
    """
    Number of cases that took at least `from_seconds`, and less than `up_to_seconds`.
    """

    from_seconds: int
    """
    Seconds from opening to end, at least.
    """
    up_to_seconds: int | None
    """
    Null for the last: no limit.
    """
    cases: int
    """
    Cases that took so long.
    """


class EditionBody(TypedDict):
    """
    Edition, in TOML or as JSON: one of the two.
    """

    toml: NotRequired[str | None]
    """
    The edition as a TOML text. Instead of `policy`.
    """
    policy: NotRequired[dict[str, Any] | None]
    """
    The edition as an object. Instead of `toml`.
    """


class EffectView(TypedDict):
    """
    Consequence: what an act or a silence brings. `moves_money` is what the policy says in so many words.
    """

    effect: str
    """
    Code of what follows, as in `execute_buyer_solution`.
    """
    stage: str | None
    """
    Stage that the case then enters; null if none.
    """
    text: str
    """
    The same, for people.
    """
    moves_money: bool
    """
    Whether it pays anybody.
    """


class ExtensionBody(TypedDict):
    """
    More time for one clock of the case: see its `deadlines`.
    """

    deadline: str
    """
    Name of the clock, as `deadlines` of the case lists it.
    """
    request: NotRequired[str | None]
    """
    Id of the evidence request, where the clock is about one.
    """
    due_at: str
    """
    New end, excluded (RFC 3339); later than the present one.
    """
    reason_code: str
    """
    Why, as one of your own codes.
    """


class FilingView(TypedDict):
    """
    Window for reporting: it runs from the latest of `since` that has happened.
    """

    since: list[str]
    """
    What the window is counted from.
    """
    opens_after: str | None
    """
    How long after that it opens; null at once.
    """
    closes_after: str
    """
    How long after that it closes.
    """
    zone: str
    """
    Time zone in which its days are counted.
    """


class FineBoundsView(TypedDict):
    """
    Fine that is due, and the amounts between which you may choose.
    """

    least: MoneyView
    """
    Least.
    """
    usual: MoneyView
    """
    What it is if you choose nothing.
    """
    most: MoneyView
    """
    Most.
    """


class FineTermsView(TypedDict):
    """
    Fine for an act, in basis points of the disputed amount, and between which the operator may choose.
    """

    basis_points: int
    """
    Usual fine, in basis points of the disputed amount.
    """
    least_basis_points: int
    """
    Least that the operator may choose.
    """
    most_basis_points: int
    """
    Most that the operator may choose.
    """
    from_warning: int
    """
    From which warning on it is due.
    """


class FlagCounts(TypedDict):
    """
    Open cases by what a list can be filtered for.
    """

    required_action: int
    """
    It is your turn.
    """
    overdue: int
    """
    The time for the next act has passed.
    """
    due_within_day: int
    """
    Due within 24 hours from now, and not overdue.
    """
    offer: int
    """
    An offer stands.
    """
    contested: int
    """
    A ruling was contested.
    """
    paused: int
    """
    The clocks are stopped.
    """


class FollowUpView(TypedDict):
    """
    What follows when something happens in a stage.
    """

    when: str
    """
    What happens.
    """
    then: EffectView
    """
    What follows.
    """


class GivenItemView(TypedDict):
    """
    Piece of evidence that the case has heard of.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    kind: str
    """
    Which kind of evidence it is.
    """
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    Who gave it; null if an operator did.
    """
    request: str | None
    """
    The last one it was given for.
    """
    media_type: str | None
    """
    What its content is; null for what is no file.
    """
    size: int | None
    """
    Null, like the media type, of what was given before the case and only attached to it.
    """
    covers: list[str]
    """
    Codes of the checklist's points that it shows, as its giver says.
    """
    valid: bool
    """
    `false`: an operator has found it invalid.
    """
    erased: bool
    """
    Whether its content is gone for good.
    """
    given_at: str
    """
    When it was given (UTC).
    """
    href: str
    """
    Address to read it at.
    """


class ImposedView(TypedDict):
    """
    Penalty, and the ruling that is its cause.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    instance: int
    """
    In which ruling of the case it was stated: 1 for the first.
    """
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    The party it is about: `buyer` or `seller`.
    """
    act: str
    """
    Code of the act that was penalised.
    """
    points: int
    """
    Points that it brought.
    """
    warning: int
    """
    Which warning for this act it is: 1 for the first.
    """
    fine: MoneyView | None
    """
    The fine; null without one.
    """
    fine_instruction: str | None
    """
    Id of the order that charged the fine; null without one.
    """
    suspended_until: str | None
    """
    Until when the participant is suspended (UTC); null if not.
    """
    closed: bool
    """
    Whether it closed the participant's account.
    """
    imposed_at: str
    """
    From when on it counts (UTC).
    """
    reversed_at: str | None
    """
    When it was reversed (UTC); null if it stands.
    """
    reversal_reason: str | None
    """
    Why it was reversed, in words; null if it stands.
    """


Interval: TypeAlias = Literal["day", "week", "month"]


class KnownEscrowView(TypedDict):
    """
    Escrow as this service last heard of it.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    title: str | None
    """
    Title of the deal; null before this service has heard of it.
    """
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
    """
    Where the deal is.
    """
    held: MoneyView
    """
    What the escrow holds.
    """
    frozen: MoneyView
    """
    What of it is frozen.
    """
    price: MoneyView | None
    """
    The agreed price; null before this service has heard of it.
    """
    funded_at: str | None
    """
    When the price was complete (UTC); null before.
    """
    delivered_at: str | None
    """
    When it was delivered (UTC); null before.
    """
    version: int
    """
    Version of the escrow that is known here.
    """


class NegotiationTermsView(TypedDict):
    first_to_answer: str
    """
    Whose turn is first.
    """
    term: str
    """
    For how long, as in `5 days`.
    """
    on_silence: EffectView
    """
    What follows if no answer comes.
    """
    counter_term: str
    """
    How long a counter-offer can be answered.
    """
    on_silence_to_counter: EffectView
    """
    What follows if no answer to it comes.
    """
    rejection: str
    """
    Whether and how an offer can be rejected without a counter-offer.
    """
    max_rounds: int
    """
    Rounds that are allowed.
    """
    amendable: bool
    """
    Whether an offer can be reworded until it is first acted on.
    """
    tree: str | None
    """
    Name of the questions that lead to solutions; null without any.
    """
    walk_term: str | None
    """
    How long those can be answered; null without any.
    """
    reminders: list[str]
    """
    How long before its end it reminds.
    """


class NoteBody(TypedDict):
    text: str
    """
    What you write; operators and the platform read it, parties never.
    """


class NoteView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    author: str
    """
    User id of the operator.
    """
    text: str
    """
    What was written.
    """
    at: str
    """
    When it happened (UTC).
    """


class NotesPart(TypedDict):
    data: list[NoteView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there are older ones.
    """
    href: str
    """
    Address of all of them.
    """


class OfficeBody(TypedDict):
    """
    Office of yours that works on cases. Parties see its name and since when it has their case.
    """

    code: str
    """
    Your code of the office.
    """
    name: str
    """
    Its name, for people; parties see it.
    """
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
    """
    Code of the office.
    """
    count: int
    """
    Open cases that it has.
    """


class OfficeSettingView(TypedDict):
    code: str
    """
    Your code of the office.
    """
    name: str
    """
    Its name, for people.
    """
    operators: list[str]
    """
    User ids of the operators who belong to it.
    """
    policies: list[str]
    """
    Policies whose cases come to it; empty: those of all the others.
    """


class OfficeView(TypedDict):
    """
    Office that has the case. Who belongs to it, parties do not see.
    """

    code: str
    """
    The platform's code of the office.
    """
    name: str
    """
    Its name, for people.
    """
    since: str
    """
    Since when it has the case (UTC).
    """


class OptionTermsView(TypedDict):
    """
    Solution that can be asked for. `stage`: it begins with goods there, and the money follows.
    """

    code: str
    """
    Stable code, for programs.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    names_amount: bool
    """
    Whether an amount has to be named with it.
    """
    stage: str | None
    """
    Stage in which the goods are waited for; null if money moves at once.
    """


class SolutionView(TypedDict):
    """
    Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Which kind of solution it is.
    """
    to_buyer: MoneyView | None
    """
    What the buyer gets; null where goods decide first.
    """
    to_seller: MoneyView | None
    """
    What the seller gets: the fee that the seller pays is taken off.
    """
    fee: MoneyView | None
    """
    What the platform takes; null where goods decide first.
    """
    reduction: MoneyView | None
    """
    What goes back to the buyer at once, beside goods.
    """


class OutcomeView(TypedDict):
    policy: str
    """
    Name of the policy.
    """
    reason: str
    """
    Code of the reason.
    """
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
    """
    How the cases ended.
    """
    cases: int
    """
    How many.
    """
    disputed: MoneyView
    """
    What was disputed in them.
    """
    to_buyer: MoneyView
    """
    With what went back beside goods.
    """
    to_seller: MoneyView
    """
    Net, as everywhere: `fees` are beside it.
    """
    fees: MoneyView
    """
    What the platform took.
    """


class OwedView(TypedDict):
    """
    What would be owed in goods before money moves, and when.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    What would be owed.
    """
    leads_to: str
    """
    Stage in which it is waited for.
    """
    due_at: str | None
    """
    Until when, excluded (UTC); null if no clock runs.
    """


class NoteViewPage(TypedDict):
    data: list[NoteView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class ParcelBody(TypedDict):
    carrier: str
    """
    Who carries it.
    """
    tracking_number: str
    """
    As the carrier prints it: letters, digits, blanks, points, dashes and slashes.
    """


class ParcelView(TypedDict):
    carrier: str
    """
    Name of the carrier, as people write it.
    """
    tracking_number: str
    """
    The carrier's number of the parcel.
    """
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]
    """
    What speaks against it, for operators to look twice.
    """


Part: TypeAlias = Literal["escrow", "mediation", "evidence", "messages", "story", "standing", "notes", "decisions"]
"""
Part of a screen that can be asked for with the case.
"""


class PauseBody(TypedDict):
    reason_code: str
    """
    Why, as one of your own codes.
    """


class PenalisedActView(TypedDict):
    act: str
    """
    Code of the act.
    """
    points: int
    """
    Ranking points that it costs those named in `points_for`.
    """
    fine: FineTermsView | None
    """
    The fine for it; null if none is due.
    """
    closed_at_warning: int
    """
    The account is closed for good at this warning for the act; 1: at once.
    """


class PenaltyTermsView(TypedDict):
    """
    Acts that can be penalised in a ruling, and what each further one brings.
    """

    points_for: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Whose acts bring points.
    """
    suspended_at_warning: int
    """
    From this warning for the same act on; warnings are counted for each act by itself.
    """
    suspension: str
    """
    How long a suspension lasts.
    """
    acts: list[PenalisedActView]
    """
    Acts, and what each brings.
    """


class PenaltyView(TypedDict):
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    The party it is about: `buyer` or `seller`.
    """
    act: str
    """
    Code of the act.
    """
    points: int
    """
    Points that it brings.
    """
    warning: int
    """
    Which warning for this act it is: 1 for the first.
    """
    fine: MoneyView | None
    """
    The fine; null without one.
    """
    suspended_until: str | None
    """
    Until when the participant is suspended (UTC); null if not.
    """
    closed: bool
    """
    Whether it closes the participant's account.
    """


class PointTextView(TypedDict):
    code: str
    """
    Code of the point.
    """
    text: str
    """
    What good evidence shows.
    """
    required: bool
    """
    Whether evidence without it is incomplete.
    """


class WantedPointView(TypedDict):
    """
    Point that good evidence shows; items of evidence say by `code` which they cover.
    """

    code: str
    """
    Code of the point, to be named in `covers`.
    """
    text: str
    """
    What good evidence shows.
    """
    required: bool
    """
    Whether evidence without it is incomplete.
    """


class PolicyView(TypedDict):
    name: str
    """
    Name of the policy.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    hash: NotRequired[str | None]
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """


class PresenceBody(TypedDict):
    doing: NotRequired[Literal["reading", "deciding"]]
    """
    What you do there: `reading`, or `deciding` while a form is open.
    """


class PresentOperatorView(TypedDict):
    operator: str
    """
    Who is there.
    """
    doing: Literal["reading", "deciding"]
    """
    What they do there.
    """
    since: str
    """
    Since when, without a gap.
    """
    seen_at: str
    """
    When they last said so.
    """


class ReadBody(TypedDict):
    """
    Name the last message, or the last entry of the story, that was read; neither means all there is.
    """

    message: NotRequired[str | None]
    """
    Id of the last message that was read.
    """
    entry: NotRequired[str | None]
    """
    Id of the last entry of the story that was read.
    """


class ReadMarkView(TypedDict):
    """
    How far you have read the case, if not further already.
    """

    dispute: str
    """
    Id of the dispute.
    """
    entry: str
    """
    Id of the last entry of the story that you have read.
    """
    at: str
    """
    When that happened (UTC).
    """


class ReasonTextBody(TypedDict):
    reason_code: str
    """
    Reason code that it is kept ready for.
    """
    title: str
    """
    Title in the list.
    """
    text: str
    """
    What is written into the ruling's explanation.
    """


class ReasonTextView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    reason_code: str
    """
    Reason code that it is kept ready for.
    """
    title: str
    """
    Title in the list.
    """
    text: str
    """
    What is written into the ruling's explanation.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class RefusalView(TypedDict):
    code: str
    """
    Code of the problem.
    """
    detail: str
    """
    The same in an English sentence.
    """
    members: dict[str, Any]
    """
    What else the problem document of this refusal says, were the case assigned alone.
    """


class RejectionBody(TypedDict):
    why: str
    """
    For the operator who decided. Parties never see it.
    """


class ReversalBody(TypedDict):
    reason: str
    """
    Why, in words; the participant's standing keeps it.
    """


class SettingsBody(TypedDict):
    approval_limits: NotRequired[dict[str, int]]
    """
    By currency, in minor units: a decision on more than this waits for a second operator with the scope `lead`.
    """
    baseline_touches_per_100_cases: NotRequired[int]
    """
    How often the support team acted in a hundred cases before Parley. Analytics compare with it (O8).
    """
    minutes_per_touch: NotRequired[int]
    """
    How long an operator needs for one act. Simulations count hours with it.
    """
    calendar: NotRequired[str | None]
    """
    Your own calendar, for every policy.
    """
    calendars: NotRequired[dict[str, str]]
    """
    A policy's name → your own calendar for it.
    """
    offices: NotRequired[list[OfficeBody]]
    """
    Your offices. Cases keep the office they have until they move on or change hands.
    """


class SettingsView(TypedDict):
    approval_limits: dict[str, int]
    """
    By currency, in minor units: a decision on more waits for a second operator.
    """
    baseline_touches_per_100_cases: int
    """
    How often support acted in a hundred cases before Parley.
    """
    minutes_per_touch: int
    """
    How long an operator needs for one act.
    """
    calendar: str | None
    """
    Your own calendar for every policy; null for each policy's own.
    """
    calendars: dict[str, str]
    """
    Your own calendars, by policy.
    """
    offices: list[OfficeSettingView]
    """
    Your offices.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class SettlementView(TypedDict):
    """
    Settlement ordered of escrow: `to_buyer + to_seller + fee` is the disputed amount.
    """

    instruction: str
    """
    Id of the order: escrow carries it out once.
    """
    to_buyer: MoneyView
    """
    What the buyer gets.
    """
    to_seller: MoneyView
    """
    What the seller gets: the fee that the seller pays is taken off.
    """
    fee: MoneyView
    """
    As escrow has taken it, or will.
    """
    ordered_at: str
    """
    When it was ordered (UTC).
    """


class SideView(TypedDict):
    """
    Sums of all cases together, as they went or as they would have gone.
    """

    cases: int
    """
    How many.
    """
    resolved_without_operator: int
    """
    Of those, resolved without an operator.
    """
    undecided: int
    """
    Where an operator would have had to act, and nothing in the record says how.
    """
    operator_touches: int
    """
    Acts of operators.
    """
    operator_minutes: int
    """
    Minutes that those take, by your setting.
    """
    to_buyers: list[MoneyView]
    """
    What buyers get, by currency.
    """
    to_sellers: list[MoneyView]
    """
    Net: `fees` are beside it.
    """
    fees: list[MoneyView]
    """
    What the platform keeps, by currency.
    """


Sort: TypeAlias = Literal["newest", "due"]


class StageCount(TypedDict):
    policy: str
    """
    Name of the policy.
    """
    stage: str | None
    """
    Null while the money is not frozen yet.
    """
    count: int
    """
    Open cases in it.
    """


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
    Status of the cases.
    """
    count: int
    """
    Open cases that have it.
    """


class StoryEntryView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    at: str
    """
    When it took effect; of what happened by itself, the instant at which it was due.
    """
    kind: str
    """
    What has happened: `proposal_made`, `evidence_received`, `money_paid`, `deadline_passed` …
    """
    who: ActorView
    """
    Who did it.
    """
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
    """
    What was asked for, in the order that the operation describes.
    """
    unread: int
    """
    Entries that you have not read.
    """
    has_more: bool
    """
    Whether there are older ones.
    """
    href: str
    """
    Address of all of them.
    """


class StretchView(TypedDict):
    """
    Figures of one stretch of the period.
    """

    since: str
    """
    Beginning of the stretch (UTC), included.
    """
    until: str
    """
    End of the stretch (UTC), excluded.
    """
    opened: int
    """
    Cases that were opened in it.
    """
    closed: int
    """
    Cases that were closed in it.
    """
    resolved_without_operator: int
    """
    Of these, cases that were resolved and in which no operator acted.
    """
    median_seconds_to_resolution: int | None
    """
    Seconds from opening to end that half of these took at most; null without any.
    """


class TermView(TypedDict):
    """
    Word of an edition: the code that the API speaks, and what people call it.
    """

    code: str
    """
    Stable code, for programs.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """


class TransactionBody(TypedDict):
    item: str
    """
    The item or the service.
    """
    agreed_price: MoneyBody
    """
    The agreed price.
    """
    terms: NotRequired[str | None]
    """
    Additional terms of the deal.
    """


class TransactionView(TypedDict):
    item: str
    """
    The item or the service.
    """
    agreed_price: MoneyView
    """
    The agreed price.
    """
    terms: str | None
    """
    Further terms, in the parties' words; null if there are none.
    """


class UnreadView(TypedDict):
    """
    What others have done since you last marked the case as read, of what you may see.
    """

    messages: int
    """
    Messages.
    """
    entries: int
    """
    Entries of the story, messages among them.
    """


class VideoFindingView(TypedDict):
    """
    Finding about a live recording, for operators and the party that made it. What satisfies nothing says so.
    """

    item: str
    """
    Id of the piece of evidence.
    """
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Whose recording it is.
    """
    video_session: str
    """
    Id of the live recording.
    """
    href: str
    """
    Where the words to be said, every finding and the act to overrule them are read.
    """
    result: str
    """
    What was found.
    """
    overruled: bool
    """
    Whether an operator has decided otherwise than the checks.
    """


class WarningView(TypedDict):
    act: str
    """
    Code of the act.
    """
    count: int
    """
    Warnings for it so far.
    """


class WhyNotView(TypedDict):
    code: str
    """
    Why not, as the code that the act would be refused with.
    """
    text: str
    """
    The same, for people.
    """


class BundleRequest(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """


class BundleView(TypedDict):
    """
    Archive of everything about a case. `download` is there once it is ready, for ten minutes at a time.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    state: Literal["pending", "ready", "failed", "expired"]
    """
    How far it is: `pending` until it is made.
    """
    requested_at: str
    """
    When it was asked for (UTC).
    """
    size: int | None
    """
    Size in bytes; null until it is ready.
    """
    sha256: str | None
    """
    SHA-256 of the bytes, in hexadecimal.
    """
    expires_at: str | None
    """
    Until when it can be downloaded (UTC); null until it is ready.
    """
    download: str | None
    """
    Address of the archive, good for ten minutes; null until it is ready.
    """


class ChallengeView(TypedDict):
    code: str
    """
    Code of the case, to be shown in the video.
    """
    words: dict[str, list[str]]
    """
    What the person is asked to say, in each language.
    """


class ChecklistEntry(TypedDict):
    code: str
    """
    Code of the point, to be named in `covers`.
    """
    text: str | None
    """
    As the policy says it; null for a reminder, which no item covers.
    """
    required: bool
    """
    Whether the recording must show it.
    """


class ChunkView(TypedDict):
    n: int
    """
    Number of the piece, from 0.
    """
    sha256: str
    """
    SHA-256 of the bytes, in hexadecimal.
    """
    hash: str
    """
    Of the receipt: vouches for every receipt before it.
    """
    received_at: str
    """
    When its last byte arrived (UTC).
    """
    chunks: int
    """
    Pieces that have arrived so far.
    """


class DownloadLink(TypedDict):
    """
    Addresses that stand alone until they expire: for a browser, an `<img>`, a `<video>`, an e-mail.
    """

    url: str
    """
    Of the file as it was given.
    """
    preview_url: str | None
    """
    Of a picture made of it; None where none can be made.
    """
    expires_at: str
    """
    When it ends by itself (UTC).
    """


class ErasureView(TypedDict):
    erased_items: int
    """
    Pieces of evidence that were erased.
    """
    erased_at: str
    """
    When (UTC).
    """


class ExternalVideoContent(TypedDict):
    """
    Conversation on another platform: not verified to be live.
    """

    link: str
    """
    Address of the call or of its recording, elsewhere.
    """
    provider: str
    """
    Name of the platform on which it took place.
    """
    started_at: str
    """
    When it began (UTC), as it was told.
    """
    ended_at: str
    """
    When it ended (UTC), as it was told.
    """
    recording: str | None
    """
    Id of the evidence that has its recording; null if none was given.
    """


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
    """
    Id of the dispute.
    """
    reason: str
    """
    Why nothing of the case may be erased, in words.
    """


class Invalidate(TypedDict):
    reason_code: str
    """
    Why, as one of your own codes.
    """
    reason: str
    """
    Why, in words; both parties see it.
    """


class InvalidationView(TypedDict):
    by: ActorView
    """
    Operator who found it invalid.
    """
    at: str
    """
    When it happened (UTC).
    """
    reason_code: str
    """
    Why, as one of the codes that the platform or the edition lists.
    """
    reason: str
    """
    Why, in words.
    """


class MarkView(TypedDict):
    """
    Place of the mark: a band below the picture, cells from its margin on.
    """

    columns: NotRequired[int]
    """
    Cells in a row.
    """
    rows: NotRequired[int]
    """
    Rows of cells.
    """
    cell: NotRequired[int]
    """
    Size of a cell, in pixels.
    """
    margin: NotRequired[int]
    """
    White around them, in pixels.
    """
    band: NotRequired[int]
    """
    Height of the band below the picture, in pixels.
    """


class OpenVideoBody(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """
    request: NotRequired[str | None]
    """
    The request it answers; found by its kind if left out.
    """


class RequestPointView(TypedDict):
    """
    Point that good evidence shows. Name its `code` in `covers` when you give evidence that does.
    """

    code: str
    """
    Name it in `covers`.
    """
    text: str
    """
    What good evidence shows, in the language of the answer.
    """
    required: bool
    """
    Whether evidence without it is incomplete.
    """
    texts: dict[str, str]
    """
    What it says in each language; none of a platform's own programme.
    """


class LegalHoldReleaseBody(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """


class RetentionBody(TypedDict):
    days: int
    """
    Days after the end of a case until its evidence is erased.
    """


class RetentionView(TypedDict):
    """
    Days after the end of a case until its evidence is erased.
    """

    days: int
    """
    Days after the end of a case until its evidence is erased.
    """
    usual: bool
    """
    The platform has said nothing; it is as long as usual.
    """


class SealView(TypedDict):
    """
    Seal of what was there at a ruling. `manifest` is signed as it is, byte by byte.
    """

    instance: int
    """
    Which ruling it is about: 1 for the first.
    """
    sealed_at: str
    """
    When it was sealed (UTC).
    """
    manifest: str
    """
    What was there, as JSON in a text: exactly these bytes are signed.
    """
    sha256: str
    """
    SHA-256 of the bytes, in hexadecimal.
    """
    signature: str
    """
    Ed25519, in Base64.
    """
    key_id: str
    """
    Id of the key that signed it.
    """
    timestamp: str | None
    """
    A token of RFC 3161 over the manifest, in Base64.
    """


class SealsView(TypedDict):
    data: list[SealView]
    """
    What was asked for, in the order that the operation describes.
    """


class SegmentView(TypedDict):
    segment: int
    """
    Number of this start, from 0.
    """
    next_chunk: int
    """
    Number of the next piece.
    """


class ShipmentRecordView(TypedDict):
    carrier: str
    """
    Name of the carrier, as people write it.
    """
    carrier_name: str | None
    """
    Of a carrier that is `other` than those known.
    """
    tracking_number: str
    """
    The carrier's number of the parcel.
    """
    shipped_at: str | None
    """
    When the parcel was handed over (UTC), as it was told; null if it was not.
    """
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
    """
    What the recorder makes, as in `video/webm;codecs=vp8,opus`.
    """


class StatementBody(TypedDict):
    kind: Literal["statement"]
    """
    Always `statement`.
    """
    dispute: str
    """
    Id of the dispute.
    """
    request: NotRequired[str | None]
    """
    Id of the request that it answers; found by its kind if left out.
    """
    covers: NotRequired[list[str]]
    """
    Codes of the request's checklist that it shows.
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    For operators: the party that has mailed it to support. It is entered as that, for that party.
    """
    text: str
    """
    What you state, in up to 10,000 characters.
    """


class SubmitExternalVideo(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """
    request: NotRequired[str | None]
    """
    The request it answers; found by its kind if left out.
    """
    link: str
    """
    Address of the call or of its recording, elsewhere.
    """
    provider: str
    """
    Name of the platform on which it took place.
    """
    started_at: str
    """
    When it began (RFC 3339).
    """
    ended_at: str
    """
    When it ended (RFC 3339).
    """
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
    """
    Number of the mark in the recording.
    """
    cells: str
    """
    Row by row, a bit a cell, 1 is white; hexadecimal.
    """
    server_time: str
    """
    Time of the server (UTC).
    """
    next_ms: int
    """
    Until there is a new one.
    """


class UploadView(TypedDict):
    """
    State of a resumable upload.
    """

    id: str
    """
    Id of the upload, and of the evidence it becomes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    state: Literal["receiving", "finishing", "done", "rejected", "cancelled"]
    """
    How far it is.
    """
    offset: int
    """
    Bytes that have arrived.
    """
    length: int
    """
    Size of the whole file, in bytes.
    """
    expires_at: str
    """
    Until when it can be continued (UTC).
    """
    item: str | None
    """
    Id of the evidence it has become; null before.
    """
    why: str | None
    """
    Why it was rejected, as a code; null if it was not.
    """


class ExternalVideoFindingView(TypedDict):
    check: str
    """
    What was checked.
    """
    outcome: Literal["pass", "fail", "unknown"]
    """
    `unknown`: it could not be found out, and an operator looks.
    """
    reason: str
    """
    Why, as a code.
    """


class FindingView(TypedDict):
    check: str
    """
    What was checked.
    """
    outcome: str
    """
    `pass`, `fail` or `unknown`.
    """
    reason: str
    """
    Why, as a code.
    """
    at_seconds: float | None
    """
    Second of the recording in which it shows; null if in none.
    """


class WalkAnswerView(TypedDict):
    question: str
    """
    Code of the question.
    """
    text: str
    """
    As it was asked.
    """
    value: str | bool | int | MoneyView
    """
    What was answered: a choice's code, `true` or `false`, a number, or an amount.
    """
    says: str
    """
    The answer in words.
    """
    answered_at: str
    """
    When (UTC).
    """
    withdrawn: bool
    """
    Taken back by going back to this question or an earlier one.
    """


class ChoiceView(TypedDict):
    code: str
    """
    What to send as the answer.
    """
    text: str
    """
    What people read.
    """


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
    Which kind of solution it is.
    """
    amount: NotRequired[MoneyBody | None]
    """
    What the buyer gets back. Of a partial refund, instead of a share.
    """
    basis_points: NotRequired[int | None]
    """
    What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter.
    """


class OptionView(TypedDict):
    """
    Solution, in money as it would be paid: `to_buyer + to_seller + fee` is the disputed amount.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Which kind of solution it is.
    """
    to_buyer: MoneyView | None
    """
    What the buyer gets; null where goods decide first.
    """
    to_seller: MoneyView | None
    """
    What the seller gets: a fee that the seller pays is taken off.
    """
    fee: MoneyView | None
    """
    What the platform takes; null where goods decide first.
    """
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
    """
    When the turn that it came into would have ended (UTC); null if none.
    """


class PendingAgreementView(TypedDict):
    """
    Acceptance received, and neither agreed nor refused yet: `href` tells the outcome.
    """

    state: Literal["pending"]
    """
    Always `pending`.
    """
    mediation: str
    """
    Id of the negotiation.
    """
    dispute: str
    """
    Id of the dispute.
    """
    proposal: int
    """
    Number of the proposal.
    """
    option: int
    """
    Number of the accepted option, from 0.
    """
    received_at: str
    """
    When the acceptance was received (UTC): it counts as of then.
    """
    href: str
    """
    Address that tells the outcome.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class QuestionBody(TypedDict):
    text: str
    """
    The question, for people.
    """
    kind: Literal["choice", "yes_no", "number", "amount"]
    """
    How it is answered.
    """
    choices: NotRequired[dict[str, str]]
    """
    Of `choice`: what there is to choose, by its code.
    """
    least: NotRequired[int]
    """
    Of `number` and `amount`: the least that is taken.
    """
    most: NotRequired[int]
    """
    Of `number` and `amount`: the most that is taken.
    """
    next: list[EdgeBody]
    """
    Where each answer leads; the first whose condition holds.
    """


class QuestionView(TypedDict):
    """
    Question with all it takes to answer it, so that one click does.
    """

    code: str
    """
    Name it in the answer.
    """
    text: str
    """
    The question, for people.
    """
    kind: Literal["choice", "yes_no", "number", "amount"]
    """
    How it is answered.
    """
    choices: list[ChoiceView]
    """
    Of `choice`: what there is to choose; else empty.
    """
    least: int | None
    """
    Of `number` and `amount`: the least that is taken; else null.
    """
    most: int | None
    """
    Of `number` and `amount`: the most that is taken; else null.
    """
    currency: str | None
    """
    Of an amount.
    """


class SubmittedView(TypedDict):
    """
    Agreement that disputes still has to decide on; read again in a second.
    """

    what: Literal["agreement"]
    """
    Always `agreement`.
    """
    of: Literal["disputes"]
    """
    Always `disputes`: it decides what ends a case.
    """
    proposal: int
    """
    Number of the proposal.
    """
    option: int
    """
    Number of the option, from 0.
    """
    basis: Literal["acceptance", "silence"]
    """
    `acceptance`, or `silence` that counts as one.
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
    """
    The solution, in money.
    """
    text: str
    """
    What people read about it.
    """
    least: MoneyView | None
    """
    Least that may be proposed as a partial refund; null for other solutions.
    """
    most: MoneyView | None
    """
    Most that may be proposed as a partial refund; null for other solutions.
    """


class SuggestionBody(TypedDict):
    """
    Solution to suggest. A partial refund says how much as a share, as a fixed amount, or as an expression.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Which kind of solution it is.
    """
    text: str
    """
    What people read about it.
    """
    when: NotRequired[str | None]
    """
    Condition in CEL; without it, always suggested.
    """
    basis_points: NotRequired[int | None]
    """
    Of a partial refund: its share of the disputed amount, in basis points.
    """
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
    """
    Name of the tree; its editions are named after it.
    """
    edition: str
    """
    The name, a hyphen, and what makes this edition another one.
    """
    title: str
    """
    Title for people.
    """
    first: list[EdgeBody]
    """
    Where the walk begins: the first whose condition holds.
    """
    questions: dict[str, QuestionBody]
    """
    The questions, by their codes.
    """
    suggestions: list[SuggestionBody]
    """
    Ranked, the best first.
    """


class TreeRef(TypedDict):
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    title: str
    """
    Title for people.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """


class WalkView(TypedDict):
    """
    Claimant's way through the tree. The other side sees it once it has come to a proposal.
    """

    tree: TreeRef
    """
    The edition of the tree that is walked.
    """
    answer_by: str | None
    """
    Until when it has to end; None once it has ended.
    """
    question: QuestionView | None
    """
    What is asked now; null at the end.
    """
    trace: list[WalkAnswerView]
    """
    What was asked and answered so far, in order.
    """
    suggestions: list[SuggestedView] | None
    """
    What the answers lead to; for the claimant and the operators.
    """


class EndpointChangeBody(TypedDict):
    """
    Changes of an endpoint; what is left out stays as it is.
    """

    url: NotRequired[str | None]
    """
    Where to deliver: HTTPS, a public address.
    """
    event_types: NotRequired[list[str] | None]
    """
    Which events to deliver: names, families such as `dispute.*`, or `*`.
    """
    description: NotRequired[str | None]
    """
    Your own words about it; never interpreted.
    """
    enabled: NotRequired[bool | None]
    """
    `true` delivers again; `false` stops.
    """


class EndpointView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    url: str
    """
    Where events are delivered.
    """
    event_types: list[str]
    """
    Which events are delivered.
    """
    description: str | None
    """
    Your own words about it; never interpreted.
    """
    state: Literal["enabled", "disabled", "deleted"]
    """
    Whether events are delivered.
    """
    disabled_why: Literal["owner", "gone", "failing"] | None
    """
    Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled.
    """
    failing_since: str | None
    """
    Since when every delivery has failed (UTC); null if the last one did not.
    """
    created_at: str
    """
    When it was created (UTC).
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class EventView(TypedDict):
    """
    Event, word for word what webhooks carry.
    """

    type: str
    """
    What happened, as in `dispute.opened`.
    """
    timestamp: str
    """
    When it happened, by the platform's clock (UTC).
    """
    id: str
    """
    Its id, given by Parley; it never changes.
    """
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
    """
    Id of what it happened to.
    """
    actor: ActorView
    """
    Who did it.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    data: dict[str, Any]
    """
    What the type tells; see the catalogue of events.
    """


class NewEndpointBody(TypedDict):
    """
    `event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will.
    """

    url: str
    """
    Where to deliver: HTTPS, a public address (in a sandbox loopback, too).
    """
    event_types: list[str]
    """
    Which events to deliver: names, families such as `dispute.*`, or `*`.
    """
    description: NotRequired[str | None]
    """
    Your own words about it; never interpreted.
    """
    secret: NotRequired[str | None]
    """
    Your own `whsec_…` of 24 to 64 bytes; left out, one is made.
    """


class NewEndpointView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    url: str
    """
    Where events are delivered.
    """
    event_types: list[str]
    """
    Which events are delivered.
    """
    description: str | None
    """
    Your own words about it; never interpreted.
    """
    state: Literal["enabled", "disabled", "deleted"]
    """
    Whether events are delivered.
    """
    disabled_why: Literal["owner", "gone", "failing"] | None
    """
    Why not: by you, by a 410, or after 120 hours of nothing but failures; null while it is enabled.
    """
    failing_since: str | None
    """
    Since when every delivery has failed (UTC); null if the last one did not.
    """
    created_at: str
    """
    When it was created (UTC).
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    secret: str
    """
    Shown this once. Verify signatures with it.
    """


class ReplayBody(TypedDict):
    """
    Range of the events' own timestamps, half open.
    """

    since: str
    """
    From which timestamp on, included.
    """
    until: str
    """
    Until which timestamp, excluded.
    """


class ReplayView(TypedDict):
    endpoint: str
    """
    Id of the webhook endpoint.
    """
    events: int
    """
    Number of events that will be sent.
    """


class SampleEventBody(TypedDict):
    event_type: NotRequired[str]
    """
    Public type whose recorded sample is sent; left out, `webhook_endpoint.test`, which is about nothing.
    """


class SecretBody(TypedDict):
    secret: NotRequired[str | None]
    """
    Your own; left out, one is made.
    """


class MoneyRef(TypedDict):
    """
    Amount in minor units of its currency.
    """

    amount: int
    """
    Minor units of the currency: cents of EUR, yen of JPY.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class FeeRef(TypedDict):
    """
    Fee agreed for a deal: a rate, a fixed amount, or both.
    """

    basis_points: int
    """
    Share in basis points: 100 are one per cent, 10,000 all of it.
    """
    fixed: MoneyRef
    """
    Fixed amount on top of the share.
    """
    paid_by: Literal["seller", "buyer"]
    """
    `seller`: taken off what the seller gets. `buyer`: paid on top of the price.
    """


class Data36(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    participant: str
    dispute: str
    act: str


class GuideTerms(TypedDict):
    """
    Guide: the claimant walks a decision tree, which suggests the options of the opening proposal (O2).
    """

    tree: str
    """
    An edition of a tree, as mediation publishes them under `/v1/trees`.
    """
    answer_by: str
    """
    Half-open. A walk not ended by a proposal until then fails as `abandoned`.
    """
    respond_term: str
    """
    Time for the other side to answer the proposal that ends the walk, as `common.kernel.terms.Term` spells it.
    """


class CalendarRef(TypedDict):
    """
    Calendar of the case: `weekdays` 0 is Monday, `opens`/`closes` "HH:MM", holidays ISO dates.
    """

    zone: str
    """
    Time zone, as in `Europe/Berlin`.
    """
    weekdays: list[int]
    """
    Business days: 0 is Monday, 6 Sunday.
    """
    opens: str
    """
    When the business day begins, as in `09:00`.
    """
    closes: str | None
    """
    When it ends; null for the end of the day.
    """
    holidays: list[str]
    """
    Days on which nothing is due, as in `2026-12-25`.
    """


class Data61(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    kind: str
    by: str


class Data72(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    why: str


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
    Which account it is.
    """
    balance: MoneyView
    """
    What it comes to now, derived from the entries.
    """
    side: Literal["credit", "debit"]
    """
    `credit`: money owed to somebody. `debit`: money that has come in, seen from outside.
    """
    participant: NotRequired[str | None]
    """
    Whose debt it is, where the account is one participant's.
    """


class AccountsView(TypedDict):
    data: list[AccountView]
    """
    What was asked for, in the order that the operation describes.
    """


class AmountBody(TypedDict):
    """
    Amount to move; everything that is held, if none is named. Null names none and is refused.
    """

    amount: NotRequired[MoneyBody]
    """
    How much; its currency is the escrow's. Left out: all that is held.
    """


class TestClockView(TypedDict):
    now: str
    """
    Time of the platform's clock (UTC).
    """
    held: NotRequired[bool]
    """
    Time stands still until the clock is advanced or released.
    """
    steps: NotRequired[list[ClockStepView]]
    """
    What was due on the way, in order: when, and whose.
    """


class CreatedPageLinkView(TypedDict):
    """
    A link with its address.
    """

    id: str
    """
    Id of the link, to read and to revoke it by. It opens nothing.
    """
    role: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which the person acts.
    """
    participant: str
    """
    Your own id of the person.
    """
    scopes: list[str]
    """
    Of an operator.
    """
    escrow: str | None
    """
    The one deal that it is for.
    """
    dispute: str | None
    """
    The one case that it is for.
    """
    language: Literal["en", "fr", "pt", "zh"] | None
    """
    In which the pages open; without one the browser's.
    """
    created_at: str
    """
    When it was made.
    """
    expires_at: str
    """
    When it stops opening anything, by the clock on the wall.
    """
    revoked_at: str | None
    """
    When it was revoked.
    """
    url: str
    """
    Address to open. What stands behind its `#` is the secret: it never reaches a server's log.
    """
    embed_url: str
    """
    The same for a frame in your own page: give it to `<parley-case link="…">`. Only pages of the origins you have
    named may show it.
    """


class DebtView(TypedDict):
    """
    `incurred`: it is owed from now on. `lifted`: it is not any more.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    instruction: str
    """
    Id of the order that moved it.
    """
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
    """
    Why the money moved.
    """
    direction: Literal["incurred", "lifted"]
    """
    `incurred`: it is owed from now on. `lifted`: it is not any more.
    """
    amount: MoneyView
    """
    How much.
    """
    escrow: str | None
    """
    Id of the escrow that it comes from; null for a fine.
    """
    dispute: str | None
    """
    Id of the dispute that it comes from; null if none.
    """
    created_at: str
    """
    When it took effect (UTC).
    """


class EndingSilenceView(TypedDict):
    """
    Silence that has ended a deal: which deadline ran out on whom, and what the deal became.
    """

    deadline: Literal[
        "funding_expiry", "auto_refund_unshipped", "presume_delivery", "auto_refund_undelivered", "auto_release"
    ]
    """
    Which deadline ran out.
    """
    owed_by: Literal["buyer", "seller"]
    """
    Whose silence it was.
    """
    due_at: str
    """
    When it ran out (UTC).
    """
    executed: Literal[
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
    """
    What the deal became by it.
    """


class FeeBody(TypedDict):
    """
    Fee of the platform: a rate, a fixed amount, or both; agreed now and never changed.
    """

    basis_points: NotRequired[int]
    """
    Share of the price in basis points: 250 are 2.5 per cent.
    """
    fixed: NotRequired[MoneyBody | None]
    """
    Fixed amount on top of the share, in the escrow's currency.
    """
    paid_by: NotRequired[Literal["seller", "buyer"]]
    """
    `seller`: it is taken off what the seller gets. `buyer`: it is paid on top of the price.
    """


class FeeView(TypedDict):
    basis_points: int
    """
    Share of the price in basis points: 250 are 2.5 per cent.
    """
    fixed: MoneyView
    """
    Fixed amount on top of the share.
    """
    paid_by: Literal["seller", "buyer"]
    """
    `seller`: taken off what the seller gets. `buyer`: paid on top of the price.
    """


class FollowingStep(TypedDict):
    """
    Step that then happens by itself if nobody does anything: in which service, when, and what it pays.
    """

    of: Literal["escrow", "disputes"]
    """
    Service that does it.
    """
    at: str
    """
    When (UTC).
    """
    action: str
    """
    What it does.
    """
    money_effect: NotRequired[MoneyEffect | None]
    """
    What it pays; null if nothing.
    """


class FundBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["fund"]
    """
    Report a payment.
    """
    body: PaymentBody
    """
    What `POST /v1/escrows/{escrow}/fund` takes.
    """


class FundsView(TypedDict):
    """
    Places of the price. `missing` is what the buyer still has to pay, a fee on top included.
    """

    held: MoneyView
    """
    In the escrow now, frozen money included.
    """
    frozen: MoneyView
    """
    Of that, what a dispute has frozen: nothing releases it until the dispute ends.
    """
    releasable: MoneyView
    """
    Of that, what can be released or refunded now.
    """
    missing: MoneyView
    """
    What the buyer still has to pay, a fee on top included.
    """
    released: MoneyView
    """
    With the fee that came out of it.
    """
    refunded: MoneyView
    """
    What has gone back to the buyer.
    """
    fee: MoneyView
    """
    What the platform has taken so far.
    """
    fee_held: MoneyView
    """
    Of a fee that the buyer pays.
    """


class LegalLinkBody(TypedDict):
    """
    Text of yours that people find at the foot of every page.
    """

    kind: Literal["terms", "privacy", "imprint", "help"]
    """
    What it is: pages name it in the reader's language.
    """
    url: str
    """
    Https, with everything that belongs to the address.
    """


class LegalLinkView(TypedDict):
    """
    Text of the platform.
    """

    kind: Literal["terms", "privacy", "imprint", "help"]
    """
    What it is.
    """
    url: str
    """
    Where it stands.
    """


class LinkBody(TypedDict):
    """
    Participant whom a link in an e-mail leads to one deal or one case.
    """

    role: Literal["buyer", "seller", "representative"]
    """
    Whose token the link gets. Operators sign in with your platform and have no links.
    """
    participant: str
    """
    Your own id of the user.
    """
    escrow: NotRequired[str | None]
    """
    The deal that the link leads to.
    """
    dispute: NotRequired[str | None]
    """
    The case that the link leads to. Exactly one of `escrow` and `dispute` is named.
    """
    ttl: NotRequired[int]
    """
    For how long the link gets tokens, in seconds: a week if left out, 90 days at most.
    """


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
    """
    Why the money moved.
    """
    party: Literal["buyer", "seller", "platform"]
    """
    Whom it concerns.
    """
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
    Account it leaves.
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
    Account it arrives in.
    """
    amount: MoneyView
    """
    How much.
    """


class NewEscrowBody(TypedDict):
    buyer: str
    """
    The buyer's user id on your platform. Another one than the seller's.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    amount: MoneyBody
    """
    The price. Its currency is the escrow's.
    """
    fee: NotRequired[FeeBody]
    """
    Your fee; none if it is left out.
    """
    agreement: AgreementBody
    """
    What is sold and on which terms.
    """
    windows: NotRequired[WindowsBody]
    """
    How long each step may take; the defaults if it is left out.
    """
    policy: NotRequired[str | None]
    """
    Which rules a dispute would follow: a policy, whose current edition is pinned, or one edition. If not named,
    what the platform has chosen for the category, else its default.
    """
    category: NotRequired[str | None]
    """
    Your category of the deal: it chooses the dispute policy where you have chosen one for it.
    """
    partner_reference: NotRequired[str | None]
    """
    Your own reference, up to 128 visible ASCII characters; lists can be filtered by it.
    """
    metadata: NotRequired[dict[str, str]]
    """
    Your own keys and texts: 50 keys of 40 characters with texts of 500. Never interpreted.
    """


class NewPageLinkBody(TypedDict):
    """
    Person who is to open the pages, and what the link is limited to.
    """

    role: Literal["buyer", "seller", "representative", "operator"]
    """
    Part in which the person acts.
    """
    participant: str
    """
    Your own id of the person.
    """
    scopes: NotRequired[list[Literal["read", "decide", "lead"]]]
    """
    Of an operator; others have none. Without any an operator may read.
    """
    escrow: NotRequired[str | None]
    """
    The one deal that the link is for.
    """
    dispute: NotRequired[str | None]
    """
    The pages open at this case, and show no other.
    """
    language: NotRequired[Literal["en", "fr", "pt", "zh"] | None]
    """
    Of the pages; without one the browser's. The person may change it.
    """
    expires_in: NotRequired[int]
    """
    Seconds, at most thirty days.
    """


class NextAutomaticAction(TypedDict):
    """
    Action that happens by itself: when, what it does, and what would prevent it.
    """

    at: str
    """
    When (UTC).
    """
    clock: NotRequired[Literal["natural", "business"]]
    """
    `natural`: counted in days of 24 hours. `business`: in business days of the platform's calendar.
    """
    action: str
    """
    What it does.
    """
    money_effect: NotRequired[MoneyEffect | None]
    """
    What it pays; null if nothing.
    """
    prevented_by: NotRequired[list[str]]
    """
    Actions that would prevent it.
    """
    then: NotRequired[FollowingStep | None]
    """
    Where it ends a case without a settlement: what escrow then does with the money.
    """


class OAuthErrorView(TypedDict):
    error: Literal["invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unsupported_grant_type"]
    """
    Code of RFC 6749.
    """
    error_description: str
    """
    The same in an English sentence.
    """


class PageLinkView(TypedDict):
    """
    Whom a link lets in, and until when.
    """

    id: str
    """
    Id of the link, to read and to revoke it by. It opens nothing.
    """
    role: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which the person acts.
    """
    participant: str
    """
    Your own id of the person.
    """
    scopes: list[str]
    """
    Of an operator.
    """
    escrow: str | None
    """
    The one deal that it is for.
    """
    dispute: str | None
    """
    The one case that it is for.
    """
    language: Literal["en", "fr", "pt", "zh"] | None
    """
    In which the pages open; without one the browser's.
    """
    created_at: str
    """
    When it was made.
    """
    expires_at: str
    """
    When it stops opening anything, by the clock on the wall.
    """
    revoked_at: str | None
    """
    When it was revoked.
    """


class PageSessionView(TypedDict):
    """
    Who is acting, with a token for the API and the means to get the next one.
    """

    session: str
    """
    Secret to renew with. Each answer gives a new one.
    """
    session_ends_at: str
    """
    When it can no longer be renewed, unless it is before; the link opens another session then.
    """
    access_token: str
    """
    Token for the API.
    """
    token_type: NotRequired[Literal["Bearer"]]
    """
    Scheme of the Authorization header.
    """
    expires_in: int
    """
    Seconds the token is good for.
    """
    link: str
    """
    Link that opened the session.
    """
    link_expires_at: str
    """
    When the link stops opening anything.
    """
    platform: SessionPlatformView
    """
    The marketplace whose pages these are.
    """
    role: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Part in which the person acts.
    """
    participant: str
    """
    The platform's own id of the person.
    """
    scopes: list[str]
    """
    Of an operator.
    """
    escrow: str | None
    """
    The one deal that the link is for.
    """
    dispute: str | None
    """
    The one case that the link is for.
    """
    language: Literal["en", "fr", "pt", "zh"] | None
    """
    In which the pages open; without one the browser's.
    """


class DebtViewPage(TypedDict):
    data: list[DebtView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class ParticipantTokenBody(TypedDict):
    """
    Participant for whom the token is, and what it is limited to.
    """

    role: Literal["buyer", "seller", "representative", "operator"]
    """
    What the person is on your platform.
    """
    participant: str
    """
    The person's user id on your platform.
    """
    scopes: NotRequired[list[Literal["read", "decide", "lead"]]]
    """
    Of an operator; others have none. Without any an operator may read.
    """
    escrow: NotRequired[str | None]
    """
    Limits the token to this escrow.
    """
    dispute: NotRequired[str | None]
    """
    Limits the token to this dispute.
    """
    ttl: NotRequired[int]
    """
    Seconds that it lasts, 300 at most.
    """


class PlatformOpenedView(TypedDict):
    id: str
    """
    Id of the platform; its backend authenticates with it as `client_id`.
    """
    name: str
    """
    What the platform's people know it by.
    """
    default_policy: str
    """
    Policy, or edition of one, that new escrows get.
    """
    policies_by_category: dict[str, str]
    """
    Policies that new escrows of a category get instead.
    """
    status: Literal["active", "suspended"]
    """
    A suspended platform gets no token and makes no escrow; its deadlines and disputes go on.
    """
    version: int
    """
    Number of changes of the platform: its ETag.
    """
    client_id: str
    """
    Client id for `/oauth/token`.
    """
    client_secret: str | None
    """
    Shown in the first answer only: a repeated request is answered without it.
    """
    secret_id: str
    """
    Id of the secret, to revoke it by.
    """


class PlatformView(TypedDict):
    id: str
    """
    Id of the platform; its backend authenticates with it as `client_id`.
    """
    name: str
    """
    What the platform's people know it by.
    """
    default_policy: str
    """
    Policy, or edition of one, that new escrows get.
    """
    policies_by_category: dict[str, str]
    """
    Policies that new escrows of a category get instead.
    """
    status: Literal["active", "suspended"]
    """
    A suspended platform gets no token and makes no escrow; its deadlines and disputes go on.
    """
    version: int
    """
    Number of changes of the platform: its ETag.
    """
    client_id: str
    """
    Client id for `/oauth/token`.
    """


class PostingView(TypedDict):
    """
    Ledger transaction. What leaves one account arrives in another, to the last minor unit.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    instruction: str
    """
    Id of the order that moved it: the same order moves it once.
    """
    cause: str
    """
    What brought it about.
    """
    provider_reference: str | None
    """
    The payment provider's id, where a payment was reported.
    """
    created_at: str
    """
    When it took effect: of what happens by itself, the instant at which it was due.
    """
    recorded_at: str
    """
    When it was written into the ledger (UTC).
    """
    movements: list[MovementView]
    """
    What went from where to where; they add up to nothing.
    """


class RefundBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["refund"]
    """
    Give the buyer back what is held, or a part of it.
    """
    body: NotRequired[AmountBody]
    """
    What `POST /v1/escrows/{escrow}/refund` takes.
    """


class BulkReleaseBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["release"]
    """
    Pay the seller what is held, or a part of it.
    """
    body: NotRequired[AmountBody]
    """
    What `POST /v1/escrows/{escrow}/release` takes.
    """


class SecretView(TypedDict):
    """
    What is known of a secret. The secret itself is kept nowhere.
    """

    id: str
    """
    Id of the secret, to revoke it by.
    """
    status: Literal["valid", "expiring", "expired", "revoked"]
    """
    A valid or expiring secret gets tokens, the others do not.
    """
    created_at: str
    """
    When it was made, by the real clock.
    """
    expires_at: str | None
    """
    Until when it gets tokens, since another one has taken its place; null: until it is revoked.
    """
    revoked_at: str | None
    """
    When it was revoked.
    """


class ShipBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    escrow: str
    """
    Escrow that it is about.
    """
    version: NotRequired[int | None]
    """
    Version that you decided on, as `If-Match` says it in a request of its own.
    """
    operation: Literal["ship"]
    """
    Report the shipment.
    """
    body: ShipmentBody
    """
    What `POST /v1/escrows/{escrow}/ship` takes.
    """


class StatementView(TypedDict):
    data: list[PostingView]
    """
    What was asked for, in the order that the operation describes.
    """


class ActView(TypedDict):
    code: str
    """
    Code of the act, as in `allowed_actions`.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    by: str
    """
    Who may do it.
    """
    only_when_asked: bool
    """
    Only while the negotiation waits for this party.
    """
    checklist: list[PointTextView]
    """
    What the act should state or show.
    """


class AnalyticsView(TypedDict):
    """
    Figures of the cases closed in the period. Where there are none, shares and times are null.
    """

    since: str
    """
    Beginning of the period (UTC), included.
    """
    until: str
    """
    End of the period (UTC), excluded.
    """
    opened: int
    """
    Cases opened in the period, closed or not.
    """
    cases: int
    """
    Cases that were closed in it.
    """
    resolved_without_operator: int
    """
    Of those, cases that were resolved and in which no operator acted.
    """
    resolved_without_operator_basis_points: int | None
    """
    Share of the cases that were resolved and in which no operator acted; the aim is more than 7500 (O8).
    """
    unresolved: int
    """
    Cases that ended with nothing resolved: a walk through a tree given up, a case that stayed inconclusive or did
    not match its deal, one withdrawn and opened again. They count among `cases` and never as resolved.
    """
    support_touches: int
    """
    Acts of operators in these cases.
    """
    support_touches_per_100_cases: int | None
    """
    The same, in a hundred cases; null without cases.
    """
    baseline_touches_per_100_cases: int
    """
    How often support acted in a hundred cases before Parley: a setting of yours.
    """
    fewer_touches_factor_percent: int | None
    """
    How many times fewer than the baseline: 500 is five times fewer. Null where there were none at all.
    """
    interactions: int
    """
    Acts of anybody in these cases.
    """
    interactions_per_100_cases: int | None
    """
    Acts of parties, representatives and operators, the opening among them.
    """
    median_seconds_to_resolution: int | None
    """
    Seconds from opening to end that half of the cases took at most; null without cases.
    """
    p90_seconds_to_resolution: int | None
    """
    Seconds from opening to end that nine of ten cases took at most; null without cases.
    """
    sla_targets_missed: int
    """
    Cases in which operators missed the policy's target.
    """
    sla_limits_breached: int
    """
    Cases in which operators broke the policy's limit.
    """
    durations: list[DurationView]
    """
    The cases by how long they took, the shortest first; together all of them.
    """
    over_time: list[StretchView]
    """
    The period in stretches of `interval`, without a gap, the earliest first.
    """
    outcomes: list[OutcomeView]
    """
    The cases by policy, reason and outcome.
    """


class AppealBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    explanation: str
    """
    In full, why you disagree (K18). The evidence is given as evidence, with the points it covers.
    """


class ApprovalNeededView(TypedDict):
    """
    Second operator who would have to approve, if one would.
    """

    needed: bool
    """
    Whether one would.
    """
    weighs: list[Literal["amount_above_limit", "permanent_closure"]]
    """
    Why it takes two.
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
    """
    Who is asked.
    """
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
    """
    Any one of them answers it. What the party has given before, and is of one of them, does so at once.
    """
    until: str
    """
    The first instant that is too late.
    """
    note: NotRequired[str | None]
    """
    What is to be shown, for both parties to read.
    """


class AssignmentView(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """
    result: Literal["assigned", "refused"]
    """
    Whether the case was assigned.
    """
    assignee: str | None
    """
    Operator who has it now; null if none or refused.
    """
    version: int | None
    """
    Version of the case after it; null if refused.
    """
    refusal: RefusalView | None
    """
    Why not; null if it was assigned.
    """


class AssignmentsView(TypedDict):
    assigned: int
    """
    Cases that were assigned.
    """
    refused: int
    """
    Cases that were not.
    """
    data: list[AssignmentView]
    """
    In the order of the request.
    """


class BehalfView(TypedDict):
    """
    Party for whom an operator has acted, and by which means it had asked for it.
    """

    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Party for whom an operator acted.
    """
    means: Literal["phone", "email", "letter", "chat", "in_person", "other"]
    """
    How the party had told support what it wants.
    """


class CaseResultView(TypedDict):
    """
    Result of a case: `to_buyer + to_seller + fee` is the disputed amount. A supplied case knows no fee.
    """

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
    """
    How it ends; null where it does not.
    """
    to_buyer: MoneyView | None
    """
    With what went back beside goods.
    """
    to_seller: MoneyView | None
    """
    Net, as everywhere.
    """
    fee: MoneyView | None
    """
    What the platform keeps of it; null where nothing is paid.
    """
    places: list[str]
    """
    Stages that it goes through, in order.
    """
    touches: int
    """
    Acts of operators in it.
    """
    ended_at: str | None
    """
    When it ends (UTC); null where it does not.
    """


class CheckBody(TypedDict):
    """
    Finding on one point of the policy's list.
    """

    code: str
    """
    Code of the point, as the policy lists it.
    """
    finding: Literal["yes", "no", "unclear"]
    """
    What you found.
    """
    note: NotRequired[str | None]
    """
    What you saw, in words.
    """


class TransactionCheckView(TypedDict):
    """
    Finding of the operator on one point of the policy's list.
    """

    code: str
    """
    Code of the point, as the policy lists it.
    """
    finding: Literal["yes", "no", "unclear"]
    """
    What the operator found.
    """
    note: str | None
    """
    What the operator saw, in words; null if nothing was noted.
    """


class StageClockView(TypedDict):
    """
    Clock: what is owed by whom for how long, and what follows if it does not come.
    """

    code: str
    """
    Name of the clock.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who is waited for.
    """
    term: str
    """
    For how long, as in `5 days`.
    """
    starts_with: str
    """
    What starts it.
    """
    reminders: list[str]
    """
    How long before its end it reminds, each as in `1 day`.
    """
    on_silence: EffectView
    """
    What follows if nothing comes.
    """


class DecisionView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    instance: int
    """
    Which ruling of the case it is: 1 for the first.
    """
    state: Literal["effective", "awaiting_approval", "approved", "rejected", "lapsed"]
    """
    Whether it is in effect, or waits for a second operator.
    """
    weighs: list[Literal["amount_above_limit", "permanent_closure"]]
    """
    Why it needs a second operator; empty if it does not.
    """
    outcome: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    """
    Of a ruling; null where an operator has registered an act for a party, which `act` and `on_behalf_of` name, or
    has refused to verify the transaction.
    """
    responsible: Literal["buyer", "seller", "both", "none"] | None
    """
    Who is responsible for what happened; null where nothing was ruled.
    """
    reason_code: str | None
    """
    Why, as a code; null where nothing was ruled.
    """
    policy_reference: str | None
    """
    The rule of the platform that it applies; null where nothing was ruled.
    """
    explanation: str | None
    """
    Why, in words; null where nothing was ruled.
    """
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
    """
    Act that an operator has registered for a party; null for a ruling.
    """
    on_behalf_of: BehalfView | None
    """
    For which party, and how it had asked; null for a ruling.
    """
    penalties: list[PenaltyView]
    """
    Penalties that are stated in it.
    """
    amount: MoneyView
    """
    What it is about.
    """
    limit: MoneyView | None
    """
    The platform's limit above which it takes two; null if there is none.
    """
    decided_by: str
    """
    User id of the operator who decided.
    """
    decided_at: str
    """
    When (UTC).
    """
    judged_by: str | None
    """
    User id of the operator who approved or rejected it; null before.
    """
    judged_at: str | None
    """
    When (UTC); null before.
    """
    why: str | None
    """
    Why it was rejected, in words; null if it was not.
    """


class DecisionsPart(TypedDict):
    """
    Latest decisions, the first of them first.
    """

    data: list[DecisionView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there are older ones.
    """
    href: str
    """
    Address of all of them.
    """


class DecisionsView(TypedDict):
    data: list[DecisionView]
    """
    The first first.
    """


class DiffView(TypedDict):
    before: str
    """
    The one edition.
    """
    after: str
    """
    The other edition.
    """
    data: list[DifferenceView]
    """
    Every place in which they differ.
    """


class DisputeCounts(TypedDict):
    """
    Open cases that you can see, counted. Each number is that of the list with the filter of its name.
    """

    as_of: str
    """
    When they were counted (UTC).
    """
    open: int
    """
    All open cases.
    """
    by_status: list[StatusCount]
    """
    By status.
    """
    by_stage: list[StageCount]
    """
    By policy and stage.
    """
    by_awaiting: list[AwaitingCount]
    """
    By whose turn it is.
    """
    by_office: list[OfficeCount]
    """
    By the office that has the case.
    """
    flags: FlagCounts
    """
    By what a list can be filtered for.
    """
    desk: DeskCounts | None
    """
    For operators and the platform.
    """


class DisputeSummary(TypedDict):
    """
    Case as a row of a list shows it.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    escrow: str
    """
    Id of the escrow whose money is disputed.
    """
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
    Where the case is, in words that all policies share.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    """
    Whether it is your turn.
    """
    stage: str | None
    """
    Stage of its policy; null while the money is not frozen yet.
    """
    reason: str
    """
    Code of the reason it was opened for.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who opened it: `buyer` or `seller`.
    """
    other_party: str | None
    """
    The one you are in dispute with; null for operators and the platform.
    """
    disputed: MoneyView
    """
    What is disputed.
    """
    policy: PolicyView
    """
    The edition that it follows to its end.
    """
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
    """
    How operators stand with their time; for operators and the platform, else null.
    """
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
    """
    What others have done since you last read it.
    """
    paused_at: str | None
    """
    When an operator stopped the clocks (UTC); null while they run.
    """
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
    """
    How it ended; null before.
    """
    opened_at: str
    """
    When it was opened (UTC).
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class EditionDetail(TypedDict):
    name: str
    """
    Name of the policy that it is an edition of.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """
    current: bool
    """
    Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where you
    have not chosen, Parley's newest.
    """
    origin: Literal["parley", "platform"]
    """
    `parley`: comes with Parley. `platform`: your own.
    """
    body: str
    """
    The edition itself, as it was written. It is never edited; the hash is of its content.
    """
    penalties: PenaltyTermsView | None
    """
    Which acts can be penalised, and how; null where the policy has no penalties.
    """


class EditionView(TypedDict):
    name: str
    """
    Name of the policy that it is an edition of.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """
    current: bool
    """
    Whether a new escrow of yours gets it by the policy's name: the edition that you have made current, or, where you
    have not chosen, Parley's newest.
    """
    origin: Literal["parley", "platform"]
    """
    `parley`: comes with Parley. `platform`: your own.
    """


class EvidencePart(TypedDict):
    """
    Latest pieces of evidence that you may see, the first of them first.
    """

    data: list[GivenItemView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is older evidence.
    """
    href: str
    """
    Address of all of it.
    """


class EvidenceTermsView(TypedDict):
    """
    Evidence that is asked for: of whom, which kinds, what it should show, for how long, and what silence brings.
    """

    stage: str
    """
    Stage in which it is asked for.
    """
    party: str
    """
    Who is asked.
    """
    kinds: list[TermView]
    """
    Kinds of evidence; one of them satisfies.
    """
    level: str
    """
    `required`, one of several (`one_of`), or `optional`.
    """
    term: str
    """
    For how long, as in `72 hours`.
    """
    sealed_until_all_are_in: bool
    """
    Whether each sees the other's once both are in, or the time is over.
    """
    resubmissions: int | None
    """
    None: as often as there is time for.
    """
    checklist: list[PointTextView]
    """
    What good evidence shows.
    """
    reminders: list[str]
    """
    How long before its end it reminds.
    """
    on_silence: EffectView | None
    """
    What follows if nothing comes; null if nothing does.
    """


class FlipView(TypedDict):
    """
    Case that would have ended otherwise. `after` is null where the edition does not take such a case.
    """

    dispute: str | None
    """
    Id of the case; null for a supplied one.
    """
    reference: str | None
    """
    Your reference of a supplied case; else null.
    """
    before: CaseResultView | None
    """
    How it went; null for a supplied one.
    """
    after: CaseResultView | None
    """
    How it would go.
    """


class FulfilmentBody(TypedDict):
    """
    Parcel by which the promised goods are on their way.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    carrier: str
    """
    Who carries it.
    """
    tracking_number: str
    """
    As the carrier prints it: letters, digits, blanks, points, dashes and slashes.
    """


class DisputedFundsView(TypedDict):
    state: Literal["freeze_requested", "frozen", "settled", "unfrozen"]
    """
    Where the disputed money is.
    """
    disputed: int
    """
    What is disputed, in minor units.
    """
    reduced: int
    """
    What of it has gone back to the buyer at once, beside goods; the rest is still to be divided.
    """
    currency: str
    """
    ISO 4217 code of the currency, in three capital letters.
    """


class MessageBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    text: str
    """
    What you write, in up to 10,000 characters; no payment card numbers.
    """
    attachments: NotRequired[list[str]]
    """
    Evidence of this case, given before under /v1/evidence; whoever reads the message may read it there.
    """
    kind: NotRequired[Literal["comment", "explanation"]]
    """
    `explanation`: your account of what happened, which counts for how complete your case is (K17).
    """


class MessageView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    author: ActorView
    """
    Who wrote it.
    """
    kind: Literal["comment", "explanation"]
    """
    `comment`, or `explanation` of what happened.
    """
    text: str
    """
    What was written.
    """
    attachments: list[str]
    """
    Evidence of the case, to be read under /v1/evidence/items.
    """
    on_behalf_of: BehalfView | None
    """
    Where an operator wrote down what a party had told.
    """
    at: str
    """
    When it happened (UTC).
    """


class MessagesPart(TypedDict):
    """
    Latest messages, newest first.
    """

    data: list[MessageView]
    """
    What was asked for, in the order that the operation describes.
    """
    unread: int
    """
    Messages that you have not read.
    """
    has_more: bool
    """
    Whether there are older ones.
    """
    href: str
    """
    Address of all of them.
    """


class CaseMovementView(TypedDict):
    """
    Step of the case: from where to where, why, and by whom.
    """

    seq: int
    """
    Its number in the log, from 1.
    """
    from_state: str
    """
    Where the case was.
    """
    to_state: str
    """
    Where it went.
    """
    cause: str
    """
    What brought it about.
    """
    actor: ActorView
    """
    Who did it; `system` for what happened by itself.
    """
    on_behalf_of: BehalfView | None
    """
    Where an operator did what a party had asked for.
    """
    at: str
    """
    When it happened (UTC).
    """


class NegotiationView(TypedDict):
    """
    Negotiation as mediation last reported it. `mediation` is null for the moment before it first does.
    """

    mediation: str | None
    """
    Id of the negotiation, for `/v1/mediations`.
    """
    state: str
    """
    How far it is.
    """
    proposal: int | None
    """
    Number of the standing proposal; null if none stands.
    """
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    Who made it; null if none stands.
    """
    options: list[SolutionView]
    """
    Its solutions.
    """
    awaiting: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    Whose turn it is; null if nobody's.
    """
    due_at: str | None
    """
    Until when, excluded (UTC); null if nobody is waited for.
    """


class ObligationView(TypedDict):
    """
    Obligation that was agreed or ruled and begins with goods: a return, a replacement; and how far it has come.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    What was promised.
    """
    to_buyer: MoneyView | None
    """
    What the buyer gets in the end; null where no money moves.
    """
    to_seller: MoneyView | None
    """
    What the seller gets in the end: the fee that the seller pays is taken off.
    """
    fee: MoneyView | None
    """
    What the platform takes in the end; null where no money moves.
    """
    reduction: MoneyView | None
    """
    What the buyer gets back at once, beside goods; null if nothing.
    """
    return_address: dict[str, str] | None
    """
    Where the goods are to be sent; null before it is given.
    """
    parcel: ParcelView | None
    """
    Carrier and number of what is on its way; null before.
    """
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"] | None
    """
    How the goods arrived; null before.
    """
    note: str | None
    """
    What was written about it; null if nothing.
    """


class OfferView(TypedDict):
    """
    Proposal of one party to the other, and what has become of it.
    """

    mediation: str
    """
    Id of the negotiation.
    """
    number: int
    """
    Its number in the negotiation, from 1.
    """
    by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who made it.
    """
    round: int
    """
    Number of the round.
    """
    options: list[dict[str, Any]]
    """
    Its solutions.
    """
    state: Literal["made", "amended", "consented", "rejected", "accepted", "expired", "gone"]
    """
    `gone`: nobody has answered it, and it is no longer on the table.
    """
    made_at: str
    """
    When it was made (UTC).
    """
    changed_at: str
    """
    When it last changed (UTC).
    """


class OffersPart(TypedDict):
    """
    Latest proposals, the first of them first.
    """

    data: list[OfferView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there are older ones.
    """
    href: str | None
    """
    The negotiation; null as long as there is none.
    """


class SolutionBody(TypedDict):
    """
    Solution on offer. A partial refund names an amount or its share in basis points.

    So may a replacement, where the policy lets it come with a reduction: that much goes back to the buyer at once.
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Which kind of solution it is.
    """
    amount: NotRequired[MoneyBody | None]
    """
    What the buyer gets back. Of a partial refund, instead of a share.
    """
    basis_points: NotRequired[int | None]
    """
    What the buyer gets back, in basis points of the disputed amount: 2,500 are a quarter.
    """


class DisputeSummaryPage(TypedDict):
    data: list[DisputeSummary]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class MessageViewPage(TypedDict):
    data: list[MessageView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class ReasonTextViewPage(TypedDict):
    data: list[ReasonTextView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class StoryEntryViewPage(TypedDict):
    data: list[StoryEntryView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class PenaltiesView(TypedDict):
    terms: PenaltyTermsView
    """
    What each act brings.
    """
    acts: list[TermView]
    """
    Acts that can be penalised.
    """


class PenaltyBody(TypedDict):
    """
    Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16).
    """

    party: Literal["buyer", "seller"]
    """
    Who is penalised.
    """
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
    """
    `agreement`: the parties agree, or silence counts as it, and whether that ends the case is being decided.
    """
    of: NotRequired[Literal["escrow", "disputes"]]
    """
    Service that owes it.
    """


class PlainActBody(TypedDict):
    """
    Nothing, from a party; from an operator for whom it is done.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """


class PresenceView(TypedDict):
    """
    Operators before a case, beside you. Whoever has not said so for `lasts_seconds` has left.
    """

    dispute: str
    """
    Id of the dispute.
    """
    as_of: str
    """
    When it was looked at (UTC).
    """
    others: list[PresentOperatorView]
    """
    The longest there first.
    """
    lasts_seconds: int
    """
    For how long you count as present: say it again well before.
    """


class PreviewedPenaltyView(TypedDict):
    """
    Penalty as the ruling would state it, and what it makes of the person's standing once it counts.
    """

    penalty: PenaltyView
    """
    The penalty.
    """
    participant: str
    """
    User id of whoever gets it.
    """
    fine_bounds: FineBoundsView | None
    """
    Between which amounts you may choose; null without a fine.
    """
    points_before: int
    """
    Points now.
    """
    points_after: int
    """
    Points then.
    """
    status_before: Literal["active", "suspended", "closed"]
    """
    Standing now.
    """
    status_after: Literal["active", "suspended", "closed"]
    """
    Standing then.
    """


class ReasonEligibilityView(TypedDict):
    """
    Reason, whether it can be given now, and what it leads to.
    """

    code: str
    """
    Stable code, for programs.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    allowed: bool
    """
    Whether it can be given now.
    """
    why_not: WhyNotView | None
    """
    Why not; null if it can.
    """
    openers: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Who may give it.
    """
    options: list[Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]]
    """
    Which of the `options` can be asked for where this is the reason.
    """
    tree: str | None
    """
    Address of the questions whose answers lead to solutions, where there are some.
    """
    evidence: list[EvidenceTermsView]
    """
    What will be asked for first, or as soon as the parties do not agree.
    """
    on_silence: list[StageClockView]
    """
    What the first step waits for, and what follows if it does not come.
    """


class ReasonView(TypedDict):
    code: str
    """
    Stable code, for programs.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    openers: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Who may open for it.
    """
    escalates_to: str
    """
    Stage that follows if the parties do not agree.
    """
    rulings: list[TermView]
    """
    What may be ruled about it.
    """
    options: list[TermView]
    """
    What may be proposed about it.
    """
    tree: str | None
    """
    Address of the questions that lead to solutions.
    """


class ReceiptBody(TypedDict):
    """
    Condition in which goods arrived. Anything but `received` contests it.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]
    """
    How the goods arrived.
    """
    note: NotRequired[str | None]
    """
    What you saw, in words.
    """


class ReturnAddressBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    address: AddressBody
    """
    Where the goods are to be sent.
    """


class ReturnBody(TypedDict):
    """
    Return address, from the seller (D10), or then the parcel, from the buyer (D11).
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    address: NotRequired[AddressBody | None]
    """
    Where the goods are to be sent. From the seller.
    """
    parcel: NotRequired[ParcelBody | None]
    """
    What is on its way. From the buyer.
    """


class RulingView(TypedDict):
    """
    `heard` says on whose evidence it rests (T4); penalties are stated in the ruling, for both to see (K14).
    """

    instance: int
    """
    Which ruling of the case it is: 1 for the first.
    """
    outcome: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"]
    """
    What was ruled.
    """
    to_buyer: MoneyView | None
    """
    What the buyer gets; null where no money moves.
    """
    to_seller: MoneyView | None
    """
    What the seller gets: the fee that the seller pays is taken off.
    """
    fee: MoneyView | None
    """
    What the platform takes; null where no money moves.
    """
    responsible: Literal["buyer", "seller", "both", "none"]
    """
    Who is responsible for what happened.
    """
    reason_code: str
    """
    Why, as one of the codes that the platform or the edition lists.
    """
    policy_reference: str
    """
    The rule of the platform that it applies.
    """
    explanation: str
    """
    Why, in words.
    """
    decided_at: str
    """
    When (UTC).
    """
    heard: Literal["all", "default_judgment", "nobody"]
    """
    On whose evidence it rests.
    """
    absent: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Parties that gave none.
    """
    checks: list[TransactionCheckView]
    """
    What was found on each point of the policy's list.
    """
    penalties: list[PenaltyView]
    """
    Penalties that are stated in it.
    """
    contest_until: str | None
    """
    Until when it can be contested, excluded (UTC); null if it cannot.
    """


class RulingsView(TypedDict):
    allowed: list[TermView]
    """
    What can be ruled.
    """
    reason_codes: list[TermView]
    """
    Codes of reasons that a ruling gives.
    """
    execution: str
    """
    When a ruling is carried out.
    """
    presumed_without_answer: TermView | None
    """
    What is presumed of a party that stays silent; null if nothing.
    """


class SimulationView(TypedDict):
    edition: str
    """
    The edition that was tried.
    """
    cases: int
    """
    Cases that were played.
    """
    not_admitted: int
    """
    Cases the edition would not take: its reasons are others.
    """
    flips: int
    """
    Cases that would have ended otherwise.
    """
    flipped: list[FlipView]
    """
    Those cases.
    """
    before: SideView | None
    """
    Null for a supplied caseload: it has no history.
    """
    after: SideView
    """
    Sums as they would have gone.
    """


class StageView(TypedDict):
    code: str
    """
    Code of the stage.
    """
    label: str
    """
    What people call it, in the language of the answer.
    """
    help: str | None
    """
    A sentence that explains it to people; null if there is none.
    """
    phase: TermView
    """
    Which part of a case it belongs to.
    """
    status: TermView
    """
    Status that a case has in it.
    """
    negotiates: bool
    """
    Whether the parties negotiate in it.
    """
    acts: list[ActView]
    """
    What can be done in it.
    """
    evidence: list[EvidenceTermsView]
    """
    What evidence is asked for in it.
    """
    clocks: list[StageClockView]
    """
    Its clocks.
    """
    follow_ups: list[FollowUpView]
    """
    What follows when something happens in it.
    """


class StandingView(TypedDict):
    participant: str
    """
    The participant's user id on your platform.
    """
    status: Literal["active", "suspended", "closed"]
    """
    `active`, `suspended` or `closed`.
    """
    points: int
    """
    Points that count now.
    """
    suspended_until: str | None
    """
    Until when the participant is suspended (UTC); null if not.
    """
    warnings: list[WarningView]
    """
    Warnings, by act.
    """
    fines: list[MoneyView]
    """
    The sum of those that stand, by currency.
    """
    penalties: list[ImposedView]
    """
    All there ever were, each with its cause; what was reversed counts no more.
    """
    version: int
    """
    Number of the standing's changes.
    """


class ForecastStepView(TypedDict):
    at: str
    """
    When (UTC).
    """
    clock: Literal["natural", "business"]
    """
    `natural`: counted in days of 24 hours. `business`: in business days of the calendar.
    """
    action: str
    """
    What happens.
    """
    of: NotRequired[Literal["disputes", "escrow"]]
    """
    Whose step it is: once a case has ended without a settlement, escrow's own clock goes on.
    """
    leads_to: str
    """
    Where the case then stands.
    """
    money_effect: MoneyEffect | None
    """
    What it pays; null if nothing.
    """
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
    """
    How the case then ends; null if it does not.
    """
    prevented_by: list[str]
    """
    Actions that would prevent it.
    """
    then: NotRequired[FollowingStep | None]
    """
    Where it ends the case without a settlement: what escrow then does with the money.
    """


class SuppliedAct(TypedDict):
    """
    Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome.
    """

    at: str
    """
    When (RFC 3339).
    """
    by: Literal["buyer", "seller", "operator"]
    """
    Who did it.
    """
    did: Literal["agree", "refuse", "give_evidence", "escalate", "withdraw", "accept_claim", "request_video", "rule"]
    """
    What was done.
    """
    option: NotRequired[SolutionBody | None]
    """
    Of `agree`: what was agreed.
    """
    outcome: NotRequired[
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    ]
    """
    Of `rule`: what was ruled.
    """
    amount: NotRequired[MoneyBody | None]
    """
    Of a ruling of a partial refund: how much.
    """


class SuppliedCase(TypedDict):
    reference: NotRequired[str | None]
    """
    Your reference of it; it comes back in the answer.
    """
    reason: str
    """
    Code of the reason, one of the edition's.
    """
    claimant: NotRequired[Literal["buyer", "seller"]]
    """
    Who opened it.
    """
    claimed: MoneyBody
    """
    What was disputed.
    """
    options: NotRequired[list[SolutionBody]]
    """
    Solutions that were asked for.
    """
    opened_at: str
    """
    When it was opened (RFC 3339).
    """
    acts: NotRequired[list[SuppliedAct]]
    """
    What was done, in any order.
    """


class TimelineView(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """
    data: list[CaseMovementView]
    """
    The steps, the first one first.
    """


class VerificationBody(TypedDict):
    """
    Result of verifying the transaction (T2). What does not match closes the case.
    """

    result: Literal["verified", "not_verified"]
    """
    Whether the facts match.
    """
    checks: NotRequired[list[CheckBody]]
    """
    What you found on each point of the policy's list.
    """
    reason_code: NotRequired[str | None]
    """
    Why not, where they do not match.
    """


class TransactionVerificationView(TypedDict):
    """
    Verification of the transaction by an operator (T2).
    """

    result: Literal["verified", "not_verified"]
    """
    Whether the facts match.
    """
    checks: list[TransactionCheckView]
    """
    What was found on each point of the policy's list.
    """
    reason_code: str | None
    """
    Why not, as a code; null where they match.
    """
    at: str
    """
    When it happened (UTC).
    """


class RequestAnswerView(TypedDict):
    """
    Piece of evidence that was given for a request, or satisfies it, and whether it suffices.
    """

    item: str
    """
    Id of the piece of evidence.
    """
    kind: str
    """
    Which kind of evidence it is.
    """
    state: Literal["valid", "invalid"]
    """
    `invalid`: an operator has found it so.
    """
    sufficiency: Literal["sufficient", "being_checked", "not_shown_live", "not_attested", "not_as_stated"]
    """
    Only what is `valid` and `sufficient` satisfies a request.
    """
    satisfies: bool
    """
    Whether it is what satisfies the request.
    """
    doubts: list[Literal["carrier_unknown", "number_not_of_carrier", "check_digit_wrong"]]
    """
    What speaks against a shipment record: look twice.
    """
    covers: list[str]
    """
    Codes of the checklist's points that it shows, as its giver says.
    """
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
    """
    Whether the call took place as it was told.
    """
    statement: str
    """
    What you attest, in words.
    """


class AttestationView(TypedDict):
    by: ActorView
    """
    Operator who attested it.
    """
    at: str
    """
    When it happened (UTC).
    """
    held: Literal["as_stated", "otherwise", "not_at_all"]
    """
    Whether the call took place as it was told.
    """
    statement: str
    """
    What the operator attests, in words.
    """


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
    """
    What was checked.
    """
    outcome: Literal["pass", "fail", "unknown"]
    """
    `unknown`: it could not be found out, and an operator looks.
    """
    reason: str
    """
    Why, as a code.
    """
    frame: int | None
    """
    Picture in which it shows, counted from 0; null if in none.
    """
    at_seconds: float | None
    """
    Second of the recording in which it shows; null if in none.
    """


class EraseBody(TypedDict):
    role: Literal["buyer", "seller", "representative"]
    """
    What the person is on your platform.
    """
    participant: str
    """
    The person's user id on your platform.
    """


class ExaminationView(TypedDict):
    """
    What is known of a live recording: for the party that made it, the platform and its operators.
    """

    video_session: str
    """
    Id of the live recording.
    """
    href: str
    """
    Where the words that were to be said, the gaps and every finding are read.
    """
    result: str | None
    """
    The checks', or an operator's who overruled them; null until checked.
    """
    overruled: bool
    """
    Whether an operator has decided otherwise than the checks.
    """
    findings: list[FindingView]
    """
    What each check has found.
    """


class ExternalVideoView(TypedDict):
    """
    Conversation on another platform. Whatever its recording shows, it is not verified to be live.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    request: str | None
    """
    Id of the request that it answers; null if none.
    """
    by: ActorView
    """
    Who told of it.
    """
    said: ExternalVideoContent
    """
    What was told of it.
    """
    live_verified: NotRequired[bool]
    """
    Always false: only the integrated recorder can show that.
    """
    findings: list[ExternalVideoFindingView]
    """
    What the uploaded recording shows by itself; empty until checked.
    """
    checked_at: str | None
    """
    When its recording was checked (UTC); null if it was not.
    """
    attestation: AttestationView | None
    """
    What an operator has attested; null before.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class FileView(TypedDict):
    filename: str
    """
    Name that its giver gave it; for display only.
    """
    media_type: str
    """
    What its content is, found out by reading it.
    """
    size: int
    """
    Size in bytes.
    """
    sha256: str
    """
    SHA-256 of the bytes, in hexadecimal.
    """
    scan_state: Literal["not_scanned", "clean", "quarantined", "infected"]
    """
    What the malware scanner says; nobody sees a file before it is `clean`.
    """


class FinishedView(TypedDict):
    id: str
    """
    Id of the live recording.
    """
    item: str
    """
    Id of the piece of evidence it has become.
    """
    state: Literal["open", "recording", "finished", "verified", "abandoned"]
    """
    How far the recording is.
    """


class GapView(TypedDict):
    before_chunk: int
    """
    Number of the piece before which something is missing.
    """
    seconds: float
    """
    How long the gap is.
    """
    kind: Literal["paused", "restarted", "missing"]
    """
    `paused`, `restarted` by a second start, or `missing` pieces.
    """


class HoldView(TypedDict):
    dispute: str
    """
    Id of the dispute.
    """
    state: Literal["held", "released"]
    """
    `held`: nothing of the case is erased.
    """
    at: str
    """
    When it happened (UTC).
    """


class ItemSummary(TypedDict):
    """
    Piece of evidence without what it says: reading that is recorded, so it is read one by one.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    kind: str
    """
    Which kind of evidence it is.
    """
    party: Literal["buyer", "seller"] | None
    """
    The party it speaks for; null for the platform and its operators.
    """
    by: ActorView
    """
    Who gave it.
    """
    request: str | None
    """
    Id of the request that it answers; null if none.
    """
    covers: list[str]
    """
    Codes of the checklist's points that it shows, as its giver says.
    """
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
    """
    `invalid`: an operator has found it so, and it counts for nothing.
    """
    erased: bool
    """
    What it said is gone for good.
    """
    received_at: str
    """
    When its last byte arrived (UTC).
    """
    file: FileView | None
    """
    The file, without its bytes; null for what is no file.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class OverruleBody(TypedDict):
    result: Literal["live", "partly_live", "not_shown_live"]
    """
    What you have found instead.
    """
    reason: str
    """
    Why, in words; it is recorded.
    """


class OverrulingView(TypedDict):
    by: ActorView
    """
    Operator who decided otherwise than the checks.
    """
    at: str
    """
    When it happened (UTC).
    """
    result: Literal["live", "partly_live", "not_shown_live"]
    """
    What the operator found.
    """
    reason: str
    """
    Why, in the operator's words.
    """


class ItemSummaryPage(TypedDict):
    data: list[ItemSummary]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class RecorderView(TypedDict):
    """
    State of a session as the recorder page needs it.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    platform: str
    """
    Platform of which it is: `get_branding` says how its pages look.
    """
    marketplace: str | None
    """
    Name of the marketplace for which the video is recorded.
    """
    deal: str | None
    """
    What the deal is about, in the marketplace's words.
    """
    dispute: str
    """
    Id of the dispute.
    """
    party: Literal["buyer", "seller"]
    """
    Whose recording it is.
    """
    state: Literal["open", "recording", "finished", "verified", "abandoned"]
    """
    How far the recording is.
    """
    challenge: ChallengeView
    """
    What is to be shown and said.
    """
    checklist: list[ChecklistEntry]
    """
    What the recording should show.
    """
    mark: MarkView
    """
    Where the mark is to be drawn.
    """
    expires_at: str
    """
    Until when it must be finished, excluded (UTC).
    """
    server_time: str
    """
    Time of the server (UTC).
    """
    chunks: int
    """
    Pieces that have arrived.
    """
    next_chunk: int
    """
    Number of the next piece.
    """
    segments: int
    """
    How often recording was started.
    """
    max_chunk_bytes: int
    """
    Largest piece, in bytes.
    """
    max_seconds: int
    """
    Longest recording, in seconds.
    """
    result: Literal["live", "partly_live", "not_shown_live"] | None
    """
    What the checks have found; null before.
    """


class ReuseView(TypedDict):
    item: str
    """
    Id of the other piece of evidence.
    """
    dispute: str
    """
    Id of the case that it was given in.
    """
    how: Literal["same_file", "looks_alike"]
    """
    `same_file`: byte by byte. `looks_alike`: a similar picture.
    """


class ShipmentRecordBody(TypedDict):
    """
    Carrier and tracking number: both together are what a request for a shipment record asks for. A carrier that is
    none of those known is `other`, with its name in `carrier_name`.
    """

    kind: Literal["shipment_record"]
    """
    Always `shipment_record`.
    """
    dispute: str
    """
    Id of the dispute.
    """
    request: NotRequired[str | None]
    """
    Id of the request that it answers; found by its kind if left out.
    """
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
    """
    The carrier's number of the parcel.
    """
    shipped_at: NotRequired[str | None]
    """
    When the parcel was handed over (UTC), if known.
    """


class SignalsView(TypedDict):
    """
    Signals only: nothing follows from them by itself.
    """

    reused: list[ReuseView]
    """
    Other pieces of evidence that are or show the same.
    """
    taken_at: str | None
    """
    When the picture says that it was taken (UTC); null if it does not.
    """
    taken_after_receipt: bool
    """
    Whether it says that it was taken after it arrived here.
    """


class VideoVerificationView(TypedDict):
    """
    Result of the checks. `words_spoken` is always for the operator to hear.
    """

    result: Literal["live", "partly_live", "not_shown_live"]
    """
    What the checks have found.
    """
    seconds: float
    """
    Length of the recording.
    """
    frames: int
    """
    Pictures in it.
    """
    checks: list[VideoCheckView]
    """
    What each check has found.
    """
    verified_at: str
    """
    When it was checked (UTC).
    """


class AcceptBody(TypedDict):
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
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
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
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
    """
    `settlement`: money is divided. `obligation`: goods come first.
    """
    dispute: str
    """
    Id of the dispute.
    """
    href: str
    """
    Address of the dispute, where it is seen.
    """


class MediationSummary(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    escrow: str
    """
    Id of the escrow whose money the two negotiate about.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    state: Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
    """
    How far the negotiation is.
    """
    awaiting: Literal["buyer", "seller"] | None
    """
    Whose turn it is; null if nobody's.
    """
    asked: list[Literal["buyer", "seller"]]
    """
    Who is to answer what stands; both, of a mediator's proposal.
    """
    due_at: str | None
    """
    Until when, excluded (UTC); null if nobody is waited for.
    """
    created_at: str
    """
    When it was created (UTC).
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """


class MediationSummaryPage(TypedDict):
    data: list[MediationSummary]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class ProposalView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    number: int
    """
    Its number in the negotiation, from 1.
    """
    version: int
    """
    Number of its wordings, from 1: what is accepted names it.
    """
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
    What has become of it.
    """
    options: list[OptionView]
    """
    Solutions to choose from; they are accepted by their place, from 0.
    """
    created_at: str
    """
    When it was made (UTC).
    """
    expires_at: str | None
    """
    Until when it can be answered, excluded (UTC); null if it stands without a deadline.
    """
    chosen: int | None
    """
    Index of the option that is carried out.
    """
    accepted_at: str | None
    """
    When it was accepted (UTC); null if it was not.
    """
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
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
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
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
    version: NotRequired[int | None]
    """
    Version of the proposal that you have read; what was reworded since is not rejected.
    """
    reason: NotRequired[str | None]
    """
    In your own words; shown to the other party and the operator.
    """


class RewordBody(TypedDict):
    """
    New options, bound to the version of the proposal that they answer or replace.
    """

    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Party for whom an operator acts. Parties leave it out.
    """
    means: NotRequired[Literal["phone", "email", "letter", "chat", "in_person", "other"] | None]
    """
    How the party has told support what it wants; it is recorded and told.
    """
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
    """
    Its name.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    title: str
    """
    Title for people.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """
    owner: Literal["parley", "platform"]
    """
    `parley`: comes with Parley. `platform`: your own.
    """
    published_at: str | None
    """
    None for those that come with Parley.
    """


class TreeView(TypedDict):
    name: str
    """
    Its name.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    title: str
    """
    Title for people.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """
    owner: Literal["parley", "platform"]
    """
    `parley`: comes with Parley. `platform`: your own.
    """
    published_at: str | None
    """
    None for those that come with Parley.
    """
    tree: TreeBody
    """
    The tree itself, as it was published.
    """


class AttemptView(TypedDict):
    number: int
    """
    Number of the attempt, from 1.
    """
    at: str
    """
    When it was made (UTC).
    """
    status_code: int | None
    """
    HTTP status of the answer; null if there was none.
    """
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
    """
    Why it failed; null if it did not.
    """
    duration_ms: int
    """
    How long it took, in milliseconds.
    """


class DeliveryView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    webhook_id: str
    """
    The `webhook-id` header: the same for every attempt, also after a redelivery.
    """
    endpoint: str
    """
    Id of the webhook endpoint.
    """
    event: str
    """
    Id of the event; it is also the `webhook-id` that was sent.
    """
    event_type: str
    """
    Type of the event.
    """
    state: Literal["pending", "delivered", "failed", "stopped"]
    """
    How far it is.
    """
    created_at: str
    """
    When it was created (UTC).
    """
    next_attempt_at: str | None
    """
    When it is tried next (UTC); null if it is not.
    """
    attempts: list[AttemptView]
    """
    Every attempt so far, the first one first.
    """


class EndpointListView(TypedDict):
    data: list[EndpointView]
    """
    What was asked for, in the order that the operation describes.
    """


class EventPage(TypedDict):
    """
    Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since.
    """

    data: list[EventView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: str | None
    """
    Keep it, also of the last page: with it you ask later for what came since.
    """


class DeliveryViewPage(TypedDict):
    data: list[DeliveryView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class AutomaticStepRef(TypedDict):
    """
    Step that an escrow takes by itself when nobody acts. A step that is due while money is frozen is taken when the
    freeze ends without a settlement.
    """

    kind: Literal[
        "funding_expiry", "auto_refund_unshipped", "presume_delivery", "auto_refund_undelivered", "auto_release"
    ]
    """
    Which kind it is.
    """
    due_at: str
    """
    When (UTC).
    """
    release_at: str | None
    """
    After a presumed delivery: when the release follows, the inspection over and no filing window holding the money.
    """


class ActorRef(TypedDict):
    """
    Actor: who did it.
    """

    role: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Role of whoever it is.
    """
    id: str
    """
    Its id, given by Parley; it never changes.
    """


class Data(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None


class EscrowCreatedEvent(TypedDict):
    """
    Deal agreed; the buyer's money is awaited.
    """

    type: Literal["escrow.created"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data1(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None


class EscrowFundedEvent(TypedDict):
    """
    Whole price (and the buyer's fee, if the buyer pays it) is held.
    """

    type: Literal["escrow.funded"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data1
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data2(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None


class EscrowShippedEvent(TypedDict):
    """
    Goods handed to a carrier by the seller.
    """

    type: Literal["escrow.shipped"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data2
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data3(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None


class EscrowShipmentCorrectedEvent(TypedDict):
    """
    Carrier or tracking number put right; the goods are still on their way.
    """

    type: Literal["escrow.shipment_corrected"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data3
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data4(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    inspection_ends_at: str
    presumed: bool
    """
    Nobody reported it: the time to do so was over.
    """


class EscrowDeliveredEvent(TypedDict):
    """
    Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`.
    """

    type: Literal["escrow.delivered"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data4
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data5(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None


class EscrowAcceptedEvent(TypedDict):
    """
    Buyer inspected and accepted; the release follows as its own fact.
    """

    type: Literal["escrow.accepted"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data5
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class TimeoutRef(TypedDict):
    """
    Silence that has brought an end about: which clock ran out on whom, and what was carried out for it.
    """

    deadline: str
    """
    Name of the clock that ran out.
    """
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who was waited for.
    """
    due_at: str
    """
    When it ran out (UTC).
    """
    executed: str
    """
    As it was foretold, e.g. `execute_buyer_solution`.
    """


class Data6(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    timeout: TimeoutRef | None
    """
    Whose silence has ended it, where silence has.
    """


class EscrowClosedEvent(TypedDict):
    """
    End of the deal: no money is held any more; `state` says how it ended.
    """

    type: Literal["escrow.closed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data6
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data7(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    amount: MoneyRef


class FundsHeldEvent(TypedDict):
    """
    Payment came in and is held. A deal can be paid in several.
    """

    type: Literal["funds.held"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data7
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data8(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    amount: MoneyRef
    why: Literal["overfunded", "late"]


class FundsParkedEvent(TypedDict):
    """
    Money that could not be applied (too much, or too late) waits in suspense.
    """

    type: Literal["funds.parked"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data8
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data9(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    instruction: str
    to_seller: MoneyRef
    """
    What the seller gets: the fee is taken off already.
    """
    fee: MoneyRef
    """
    What came out of the seller's share.
    """
    fee_on_top: MoneyRef | None
    """
    What the platform earns with it of a fee that the buyer had paid on top.
    """


class FundsReleasedEvent(TypedDict):
    """
    Money left the hold for the seller, less the platform's `fee`.
    """

    type: Literal["funds.released"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data9
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data10(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    instruction: str
    to_buyer: MoneyRef
    """
    What goes back of the price.
    """
    fee_returned: MoneyRef | None
    """
    What goes back of a fee that the buyer had paid on top.
    """


class FundsRefundedEvent(TypedDict):
    """
    Money left the hold for the buyer.
    """

    type: Literal["funds.refunded"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data10
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data11(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    amount: MoneyRef


class EscrowFrozenEvent(TypedDict):
    """
    Disputed part cannot be released until the dispute ends. A dispute's clocks start here.
    """

    type: Literal["escrow.frozen"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data11
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data12(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    why: Literal["nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"]


class EscrowFreezeRefusedEvent(TypedDict):
    """
    Money that a dispute asked to hold still is not there, or no longer: the dispute is void.
    """

    type: Literal["escrow.freeze_refused"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data12
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data13(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    amount: MoneyRef


class EscrowUnfrozenEvent(TypedDict):
    """
    Dispute ended without a settlement: the money takes its ordinary course.
    """

    type: Literal["escrow.unfrozen"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data13
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data14(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    instruction: str
    to_buyer: MoneyRef
    to_seller: MoneyRef
    fee: MoneyRef
    fee_on_top: MoneyRef | None
    """
    What the platform earns with it of a fee that the buyer had paid on top.
    """
    fee_returned: MoneyRef | None
    """
    What goes back of that fee to the buyer, beside `to_buyer`.
    """


class EscrowSettledEvent(TypedDict):
    """
    Disputed part divided as ordered, in one posting: `to_buyer + to_seller + fee` is the disputed amount.

    The order's share of the seller is `to_seller + fee`: the fee that the seller pays comes out of it.
    """

    type: Literal["escrow.settled"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data14
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data15(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    instruction: str
    reverses: str
    to: Literal["buyer", "seller"]
    amount: MoneyRef
    """
    What `to` gets now of the price and the other side owes. Fees follow: the platform gives back its part of what
    is taken from the seller, and takes it of what the seller gets anew.
    """
    fee: MoneyRef | None
    """
    What the platform now takes of the seller's share in all.
    """


class FundsReversedEvent(TypedDict):
    """
    Settlement undone in part: one side gets more, the other owes it, as a receivable.
    """

    type: Literal["funds.reversed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data15
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data16(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    instruction: str
    participant: str
    amount: MoneyRef


class FundsFineBookedEvent(TypedDict):
    """
    Fine in the ledger: a participant owes it to the platform.
    """

    type: Literal["funds.fine_booked"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data16
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data17(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    buyer: str
    seller: str
    currency: str
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
    policy: str
    """
    The edition pinned when the escrow was created.
    """
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    """
    What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion.
    """
    frozen: MoneyRef
    released: MoneyRef
    """
    Of the price, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    Of the price, without what went back of a fee.
    """
    fee_terms: FeeRef
    fee_held: MoneyRef
    """
    Of a fee that the buyer paid on top.
    """
    next_step: AutomaticStepRef | None
    """
    Step by itself that is next once nothing is frozen.
    """
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    instruction: str
    reverses: str
    participant: str
    amount: MoneyRef


class FundsFineCancelledEvent(TypedDict):
    """
    Fine taken back in the ledger, after an appeal.
    """

    type: Literal["funds.fine_cancelled"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data17
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class ClockRef(TypedDict):
    """
    Clock of a case that runs: which, until when, and who owes the act.
    """

    deadline: str
    """
    Name of the clock.
    """
    due_at: str
    """
    When it runs out, excluded (UTC).
    """
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    Who is waited for; null if nobody in particular.
    """
    request: str | None
    """
    Of evidence: which request.
    """


class BehalfRef(TypedDict):
    """
    Party for whom an operator has acted, and by which means it asked them to.
    """

    party: Literal["buyer", "seller"]
    """
    The party it is about: `buyer` or `seller`.
    """
    means: Literal["phone", "email", "letter", "chat", "in_person", "other"]
    """
    How the party had told support what it wants.
    """


class PenaltyRef(TypedDict):
    """
    Consequence for a person, stated in the resolution (K14). Acts and what they lead to are the edition's.
    """

    party: Literal["buyer", "seller"]
    """
    The party it is about: `buyer` or `seller`.
    """
    act: str
    """
    Code of the act that is penalised.
    """
    points: int
    """
    Change of ranking points, as in -50 (K15).
    """
    warning: int
    """
    Which warning for this act it is: 1, 2, …
    """
    fine: MoneyRef | None
    """
    The fine; null without one.
    """
    suspended_until: str | None
    """
    Until when the participant is suspended (UTC); null if not.
    """
    closed: bool
    """
    Whether it closes the participant's account.
    """


class Data35(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    participant: str
    dispute: str
    penalty: PenaltyRef


class PenaltyImposedEvent(TypedDict):
    """
    Penalty imposed by a ruling on a participant; `penalty` says which, and for what.
    """

    type: Literal["penalty.imposed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data35
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class PenaltyReversedEvent(TypedDict):
    """
    Penalty undone by an appeal.
    """

    type: Literal["penalty.reversed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data36
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data37(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    participant: str
    status: Literal["active", "suspended", "closed"]
    until: str | None
    """
    When a suspension ends by itself.
    """
    points: int


class ParticipantStandingChangedEvent(TypedDict):
    """
    Escrow starts no new deal with a suspended or closed participant. Deals under way go on.
    """

    type: Literal["participant.standing_changed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data37
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class NegotiationTerms(TypedDict):
    """
    Policy of negotiating: all that mediation needs to know of it.
    """

    first_to_answer: Literal["buyer", "seller"]
    """
    Whose turn is first.
    """
    respond_by: str
    """
    When the first answer is due: half-open, an act at this instant is late. With a guide, see there.
    """
    guide: GuideTerms | None
    """
    Questions that lead to solutions; null without any.
    """
    on_silence: Literal["execute", "escalate"]
    """
    What follows if no answer comes.
    """
    reject: Literal["counter_required", "allowed", "escalates"]
    """
    A bare rejection is refused (D3), is simply recorded, or ends the negotiation (O6).
    """
    max_rounds: int
    """
    Rounds that are allowed.
    """
    counter_term: str
    """
    Time for the other side to answer a counter-offer, as `common.kernel.terms.Term` spells it.
    """
    counter_silence: Literal["execute", "escalate"]
    """
    What follows if no answer to a counter-offer comes.
    """
    amendable: bool
    """
    Whether an offer can be reworded until it is first acted on.
    """
    kinds: list[Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]]
    """
    Kinds of solutions that can be offered.
    """
    max_options: int
    """
    Most options of one proposal.
    """
    offer_term: str
    """
    How long an offer stands once no clock of the negotiation runs any more (D14).
    """
    with_reduction: list[Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]]
    """
    Kinds of goods that a reduction of the price may come with.
    """
    calendar: CalendarRef
    """
    Business days that terms are counted in.
    """


class OptionRef(TypedDict):
    """
    Solution on offer, in money as it would be paid now: `to_buyer + to_seller + fee` is the disputed amount.

    A replacement moves no money (None).
    """

    kind: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    """
    Which kind it is.
    """
    to_buyer: MoneyRef | None
    """
    What the buyer gets; null where goods decide first.
    """
    to_seller: MoneyRef | None
    """
    What the seller would get: the fee that the seller pays is taken off.
    """
    fee: MoneyRef | None
    """
    What the platform would take of the seller's share.
    """
    reduction: MoneyRef | None
    """
    What goes back to the buyer at once, beside goods; the goods are then about the rest.
    """


class DealMoneyRef(TypedDict):
    """
    Money of a deal as escrow last told it: what a payout, and what follows a freeze, is foretold with.
    """

    price: MoneyRef
    """
    The agreed price.
    """
    held: MoneyRef
    """
    What the escrow holds.
    """
    frozen: MoneyRef
    """
    What of it is frozen.
    """
    released: MoneyRef
    """
    What has gone to the seller, with the fee that came out of it.
    """
    refunded: MoneyRef
    """
    What has gone back to the buyer.
    """
    fee_terms: FeeRef
    """
    The fee, as agreed.
    """
    fee_held: MoneyRef
    """
    Of a fee that the buyer pays.
    """
    next_step: AutomaticStepRef | None
    """
    What escrow does by itself if nobody acts; null if nothing.
    """


class Data52(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str
    kinds: list[str]
    satisfied_by: str | None
    """
    Evidence that was there before it was asked for, and satisfies it from the beginning.
    """


class EvidenceRequestedEvent(TypedDict):
    """
    Evidence of the named kinds is owed by a party until `due_at`.
    """

    type: Literal["evidence.requested"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data52
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data53(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str
    item: str


class EvidenceRequestSatisfiedEvent(TypedDict):
    """
    Valid evidence of a kind asked for came in time.
    """

    type: Literal["evidence.request_satisfied"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data53
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data54(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str


class EvidenceRequestReopenedEvent(TypedDict):
    """
    Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12).
    """

    type: Literal["evidence.request_reopened"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data54
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data55(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str
    why: Literal["silence", "invalid"]
    """
    Nothing came before `due_at`; or what came was found invalid, and nothing may follow.
    """


class EvidenceRequestLapsedEvent(TypedDict):
    """
    Cut-off passed without valid evidence; `due_at` is the effective time.
    """

    type: Literal["evidence.request_lapsed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data55
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data56(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str


class EvidenceGraceGrantedEvent(TypedDict):
    """
    Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10).
    """

    type: Literal["evidence.grace_granted"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data56
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data57(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str


class EvidenceRequestExtendedEvent(TypedDict):
    """
    More time by an operator, or after a pause of the case; `due_at` is the new cut-off.
    """

    type: Literal["evidence.request_extended"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data57
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data58(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    due_at: str


class EvidenceRevealedEvent(TypedDict):
    """
    Sealed evidence may be seen by the other side now: all are in, or the window is over (T8).
    """

    type: Literal["evidence.revealed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data58
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data59(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    kind: str
    by: str
    sha256: str | None
    media_type: str | None
    size: int
    party: Literal["buyer", "seller"] | None
    """
    Whose side it was given for; None for the platform's and its operators' own.
    """
    request: str | None
    covers: list[str]
    """
    Codes of the request's checklist that it shows (K8, T6, T7).
    """
    sealed: bool
    """
    The other side must not learn of it before `RequestRevealed` (T8).
    """
    provenance: Literal["given", "deal", "mailed"]
    """
    Handed in by its party; reported in the deal; or mailed to support, who entered it for its party.
    """


class EvidenceReceivedEvent(TypedDict):
    """
    Evidence arrived, whole and in time for the case.
    """

    type: Literal["evidence.received"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data59
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data60(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    kind: str
    by: str
    party: Literal["buyer", "seller"] | None
    request: str
    covers: list[str]
    """
    All the codes of checklists that it shows.
    """
    sealed: bool
    """
    The other side must not learn of it before `RequestRevealed` (T8).
    """


class EvidenceAttachedEvent(TypedDict):
    """
    Evidence that is there already was given for a request, or for more points of its checklist.
    """

    type: Literal["evidence.attached"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data60
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class EvidenceInvalidatedEvent(TypedDict):
    """
    Evidence found invalid by an operator; it counts as none (D12).
    """

    type: Literal["evidence.invalidated"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data61
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data62(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    kind: str
    by: str
    why: Literal["request", "retention"]


class EvidenceErasedEvent(TypedDict):
    """
    Content gone for good: its giver asked for it (`request`), or its time was over (`retention`).
    """

    type: Literal["evidence.erased"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data62
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data63(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    request: str | None


class VideoSessionOpenedEvent(TypedDict):
    """
    Live video can be recorded by a party now.
    """

    type: Literal["video.session_opened"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data63
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data64(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    request: str | None
    item: str
    seconds: int
    gaps: int


class VideoFinishedEvent(TypedDict):
    """
    Recording is complete.
    """

    type: Literal["video.finished"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data64
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data65(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    party: Literal["buyer", "seller"]
    request: str | None
    item: str
    result: Literal["live", "partly_live", "not_shown_live"]
    overruled: bool


class VideoVerifiedEvent(TypedDict):
    """
    Result of the automatic checks, or of an operator who overruled them.
    """

    type: Literal["video.verified"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data65
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class ProposalRef(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    number: int
    """
    Its number in the negotiation, from 1.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    by: Literal["operator"] | Literal["buyer", "seller"]
    """
    `operator`: a mediator has put it to both sides.
    """
    round: int
    """
    Number of the round.
    """
    options: list[OptionRef]
    """
    Its solutions.
    """


class Data66(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    proposal: ProposalRef


class ProposalCreatedEvent(TypedDict):
    """
    Opening proposal, counter-offer, or a new one while the case is with an operator (D14).
    """

    type: Literal["proposal.created"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data66
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class ProposalAmendedEvent(TypedDict):
    """
    Proposal worded anew by its author; its version has risen.
    """

    type: Literal["proposal.amended"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data66
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class ProposalRejectedEvent(TypedDict):
    """
    Proposal refused.
    """

    type: Literal["proposal.rejected"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data66
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data69(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    proposal: ProposalRef
    option: int
    """
    Index into the proposal's options.
    """


class ProposalAcceptedEvent(TypedDict):
    """
    Option of that index taken by the other party: the negotiation is over.
    """

    type: Literal["proposal.accepted"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data69
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data70(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    proposal: ProposalRef
    by: Literal["buyer", "seller"]


class ProposalConsentedEvent(TypedDict):
    """
    One side consents to a mediator's proposal; it is agreed once the other does.
    """

    type: Literal["proposal.consented"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data70
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data71(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    dispute: str
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    proposal: ProposalRef
    owed_by: Literal["buyer", "seller"] | None
    """
    Whose answer did not come; None: neither side's, to a mediator's proposal.
    """
    due_at: str | None
    """
    Until when there was time.
    """


class ProposalExpiredEvent(TypedDict):
    """
    Proposal not answered in time.
    """

    type: Literal["proposal.expired"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data71
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class WebhookEndpointDisabledEvent(TypedDict):
    """
    Endpoint answered 410, or nothing but failures for 120 hours.
    """

    type: Literal["webhook_endpoint.disabled"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data72
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class ActionChoice(TypedDict):
    """
    One of the ways in which an action can be given, and what it does.
    """

    given: dict[str, Any]
    """
    Members of the body that choose it.
    """
    leads_to: NotRequired[str | None]
    """
    Where the case then stands.
    """
    money_effect: NotRequired[MoneyEffect | None]
    """
    What it pays at once; None: nobody, or `least` to `most`.
    """
    least: NotRequired[MoneyEffect | None]
    """
    Where an amount is free to choose: what is paid if the buyer gets the least that is possible.
    """
    most: NotRequired[MoneyEffect | None]
    """
    The same for the most.
    """
    then: NotRequired[FollowingStep | None]
    """
    What then happens by itself if nobody does anything more.
    """


class AllowedAction(TypedDict):
    """
    Action that is possible now: by whom, where, until when and within which limits.
    """

    rel: str
    """
    Name of the action.
    """
    method: NotRequired[Literal["POST", "PUT", "PATCH", "DELETE"]]
    """
    Method to send.
    """
    href: str
    """
    Address to send it to, relative to this server.
    """
    actor: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Role that may do it.
    """
    available_until: NotRequired[str | None]
    """
    Last moment for it, excluded (UTC); null if it has no deadline.
    """
    constraints: NotRequired[dict[str, Any]]
    """
    Limits of what may be sent, by the member they are about; empty if there are none.
    """
    money_effect: NotRequired[MoneyEffect | None]
    """
    What it pays if it moves all that it may; None: it pays nobody, or see `choices`.
    """
    leads_to: NotRequired[str | None]
    """
    Where the case then stands, if it moves a case.
    """
    then: NotRequired[FollowingStep | None]
    """
    What follows by itself if nobody does anything more: money that it frees, or what the next silence brings.
    """
    choices: NotRequired[list[ActionChoice]]
    """
    Where it can be given in several ways, each of them.
    """


class BrandingBody(TypedDict):
    """
    Colours, logo and legal texts. What is left out is as Parley has it.
    """

    primary: NotRequired[str | None]
    """
    Of buttons and links. Pages shade it until everything on it and in it can be read, by day and by night.
    """
    accent: NotRequired[str | None]
    """
    Of your mark and the line under the head of each page.
    """
    links: NotRequired[list[LegalLinkBody]]
    """
    Each kind once.
    """
    logo: NotRequired[str | None]
    """
    PNG, JPEG or WebP in base64, 48 KiB at most; shown 34 pixels high.
    """


class BrandingView(TypedDict):
    """
    How a platform's pages look.
    """

    platform: str
    """
    Platform whose pages they are.
    """
    primary: str | None
    """
    Of buttons and links; null is Parley's own.
    """
    accent: str | None
    """
    Of the mark and the line under the head.
    """
    links: list[LegalLinkView]
    """
    Texts at the foot of every page.
    """
    logo: str | None
    """
    Path of the logo. Another logo has another one.
    """


class CreateBody(TypedDict):
    key: str
    """
    Idempotency key of this instruction: sent again, here or as a request of its own, it is answered as it was.
    """
    operation: Literal["create_escrow"]
    """
    Create an escrow.
    """
    body: NewEscrowBody
    """
    What `POST /v1/escrows` takes.
    """


class EscrowView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
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
    """
    Where the deal is.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    amount: MoneyView
    """
    The agreed price.
    """
    fee: FeeView
    """
    The platform's fee, as agreed.
    """
    agreement: AgreementView
    """
    What was agreed, as it will be shown if there is a dispute.
    """
    windows: WindowsView
    """
    How long each step may take.
    """
    policy: str
    """
    The dispute edition that is pinned to this deal.
    """
    policy_hash: str | None
    """
    SHA-256 of the pinned edition: what a dispute follows can be proven later.
    """
    category: str | None
    """
    Your category of the deal; it may choose the dispute policy.
    """
    partner_reference: str | None
    """
    Your own reference, given at the creation.
    """
    metadata: dict[str, str]
    """
    Your own keys and texts, as they were given; never interpreted.
    """
    funds: FundsView
    """
    Where the price is.
    """
    dispute: str | None
    """
    Id of the dispute that has frozen money; null if none has.
    """
    shipment: ShipmentView | None
    """
    Carrier and tracking number as they were reported; null before.
    """
    created_at: str
    """
    When it was created (UTC).
    """
    fund_by: str
    """
    Until when the buyer must have paid, excluded (UTC); then it expires.
    """
    funded_at: str | None
    """
    When the price was complete (UTC); null before.
    """
    ship_by: str | None
    """
    Until when the shipment must have been reported, excluded (UTC); null before it is paid.
    """
    shipped_at: str | None
    """
    When the shipment was reported (UTC); null before.
    """
    deliver_by: str | None
    """
    Until when the delivery must have been reported, excluded (UTC); null before it is shipped.
    """
    delivered_at: str | None
    """
    When the delivery was reported or presumed (UTC); null before.
    """
    delivery_presumed: bool
    """
    Nobody reported the delivery: the time to do so was over.
    """
    inspection_ends_at: str | None
    """
    When the buyer's inspection ends and the money is released by itself (UTC); null before the delivery.
    """
    closed_at: str | None
    """
    When all its money had gone (UTC); null before.
    """
    cause: EndingSilenceView | None
    """
    Where silence has ended the deal: whose, and what was carried out for it.
    """
    dispute_window: DisputeWindowView | None
    """
    None until the price is complete.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """
    next_automatic_action: NextAutomaticAction | None
    """
    What happens by itself if nobody acts; null if nothing does.
    """
    when_unfrozen: NextAutomaticAction | None
    """
    What follows by itself if the dispute ends without a settlement, withdrawn for instance: at this time, or at
    once if it is over. None without a dispute.
    """


class BulkOutcomeView(TypedDict):
    """
    What came of one instruction: what its own request would have been answered with.
    """

    key: str
    """
    Key of the instruction.
    """
    operation: str
    """
    Operation of the instruction.
    """
    status: int
    """
    Status that a request of its own would have had: below 400 it is carried out.
    """
    replayed: bool
    """
    Whether it had been carried out before, under the same key.
    """
    result: NotRequired[EscrowView | None]
    """
    Escrow as the instruction left it.
    """
    problem: NotRequired[dict[str, Any] | None]
    """
    Why it was not carried out: a problem, as in the answer to a request of its own.
    """


class EscrowViewPage(TypedDict):
    data: list[EscrowView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class PlatformViewPage(TypedDict):
    data: list[PlatformView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class SecretViewPage(TypedDict):
    data: list[SecretView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """


class DecisionBody(TypedDict):
    outcome: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"]
    """
    What you rule.
    """
    amount: NotRequired[MoneyBody | None]
    """
    What the buyer gets in a partial refund, or at once beside a replacement that may come with a reduction.
    """
    responsible: Literal["buyer", "seller", "both", "none"]
    """
    Who is responsible for what happened.
    """
    reason_code: str
    """
    Why, as one of the policy's reason codes.
    """
    policy_reference: str
    """
    The rule of the platform that the ruling applies (D7).
    """
    explanation: str
    """
    Why, in words; both parties read it.
    """
    checks: NotRequired[list[CheckBody]]
    """
    What was found on each point of the policy's list (T8, T9).
    """
    penalties: NotRequired[list[PenaltyBody]]
    """
    Stated in the ruling, in effect once it is final (K14).
    """


class EditionList(TypedDict):
    data: list[EditionView]
    """
    What was asked for, in the order that the operation describes.
    """


class EligibilityView(TypedDict):
    """
    Everything that "Report a problem" is drawn from, for whoever asks. What it allows, the opening then does.
    """

    escrow: str
    """
    Id of the escrow whose money is disputed.
    """
    policy: PolicyView
    """
    The edition that a dispute would follow.
    """
    language: Literal["en", "fr", "pt", "zh"]
    """
    Language of the texts.
    """
    title: str
    """
    Title of the deal.
    """
    roles: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    In whose name it was asked.
    """
    allowed: bool
    """
    Whether a problem can be reported now.
    """
    why_not: WhyNotView | None
    """
    Why not; null if it can.
    """
    dispute: str | None
    """
    The dispute that stands in the way.
    """
    opens_at: str | None
    """
    From when on it can be reported (UTC); null if it can already, or never.
    """
    closes_at: str | None
    """
    None: as long as money is held.
    """
    closed_at: str | None
    """
    Since when it can no longer be reported, if the time is over.
    """
    amount: AmountLimitsView
    """
    How much can be disputed.
    """
    reasons: list[ReasonEligibilityView]
    """
    Reasons that can be given, and what each leads to.
    """
    must_say: list[TermView]
    """
    What the body of the opening must hold, each under the name that it has there.
    """
    options: list[OptionTermsView]
    """
    Solutions that can be asked for.
    """
    max_options: int
    """
    How many of them at most.
    """
    method: NotRequired[Literal["POST"]]
    """
    Method of the opening.
    """
    href: NotRequired[Literal["/v1/disputes"]]
    """
    Address of the opening.
    """


class ExpandedParts(TypedDict):
    """
    Parts that were asked for; the others are null.
    """

    escrow: NotRequired[KnownEscrowView | None]
    """
    The deal.
    """
    mediation: NotRequired[OffersPart | None]
    """
    The latest proposals.
    """
    evidence: NotRequired[EvidencePart | None]
    """
    The latest evidence.
    """
    messages: NotRequired[MessagesPart | None]
    """
    The latest messages.
    """
    story: NotRequired[StoryPart | None]
    """
    The latest entries of the story.
    """
    standing: NotRequired[list[StandingView] | None]
    """
    Of both parties for operators and the platform, of yourself for you.
    """
    notes: NotRequired[NotesPart | None]
    """
    The latest notes of operators.
    """
    decisions: NotRequired[DecisionsPart | None]
    """
    The latest decisions.
    """


class ForecastView(TypedDict):
    """
    Forecast of what happens if nobody acts: computed by the very rules that will run.
    """

    dispute: str
    """
    Id of the dispute.
    """
    version: int
    """
    Version of the case that it was computed from.
    """
    computed_at: str
    """
    When (UTC).
    """
    steps: list[ForecastStepView]
    """
    What happens by itself, in order.
    """


class OpeningBody(TypedDict):
    escrow: str
    """
    Id of the escrow whose money is disputed.
    """
    reason: str
    """
    Code of the reason, one of the policy's: see `GET /v1/disputes/eligibility`.
    """
    claimed: MoneyBody
    """
    How much of the held money is disputed. The rest stays releasable.
    """
    options: NotRequired[list[SolutionBody]]
    """
    Solutions the claimant would take, the preferred one first, where the policy begins with them.
    """
    explanation: str
    """
    What happened, in your own words.
    """
    transaction: NotRequired[TransactionBody | None]
    """
    What was agreed, where the policy has it verified (T1).
    """
    need: NotRequired[str | None]
    """
    Why it must be substantiated that the deal was completed, where the policy asks (T1).
    """
    on_behalf_of: NotRequired[Literal["buyer", "seller"] | None]
    """
    Whose case it is, where an operator opens it (T1).
    """


class PolicyDocument(TypedDict):
    """
    Edition in full, each of its words with what people call it in the language of the answer.
    """

    name: str
    """
    Name of the policy that it is an edition of.
    """
    edition: str
    """
    Name of the edition, as in `agreement_first-2026-11`: it never changes once it is published.
    """
    hash: str
    """
    SHA-256 of the edition's content, in hexadecimal: what a case follows can be proven later.
    """
    current: bool
    """
    Whether new escrows get this edition.
    """
    origin: Literal["parley", "platform"]
    """
    `parley`: comes with Parley. `platform`: your own.
    """
    language: Literal["en", "fr", "pt", "zh"]
    """
    Language of the texts.
    """
    title: str
    """
    Title for people.
    """
    summary: str | None
    """
    What it is about, in a paragraph; null if there is none.
    """
    calendar: CalendarTermsView
    """
    Business days that its terms are counted in.
    """
    first_stage: str
    """
    Stage that a case begins in.
    """
    must_say: list[TermView]
    """
    What an opening has to state.
    """
    reasons: list[ReasonView]
    """
    Reasons that a dispute can be opened for.
    """
    filing: FilingView | None
    """
    When one can be opened; null: as long as money is held.
    """
    options: list[OptionTermsView]
    """
    Solutions that can be asked for.
    """
    max_options: int
    """
    How many of them at most.
    """
    negotiation: NegotiationTermsView | None
    """
    How the parties negotiate; null if they do not.
    """
    stages: list[StageView]
    """
    Its stages, in order.
    """
    case_clocks: list[StageClockView]
    """
    Clocks of the whole case.
    """
    rulings: RulingsView
    """
    What can be ruled, and what follows.
    """
    appeal: AppealTermsView | None
    """
    How a ruling can be appealed; null if it cannot.
    """
    completeness: CompletenessView | None
    """
    How the completeness of a case is counted; null if it is not.
    """
    penalties: PenaltiesView | None
    """
    What can be penalised; null if nothing.
    """
    represented: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    """
    For whom a third party may act, such as a studio.
    """
    evidence_kinds: list[TermView]
    """
    Kinds of evidence that it knows.
    """
    acts: list[TermView]
    """
    Acts that it knows.
    """
    outcomes: list[TermView]
    """
    Ways in which a case can end.
    """
    statuses: list[TermView]
    """
    Statuses that a case can have.
    """
    roles: list[TermView]
    """
    Roles that it knows.
    """


class WantedEvidenceView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    party: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who owes it.
    """
    kinds: list[str]
    """
    Kinds of evidence; one of them satisfies.
    """
    level: str
    """
    `required`, one of several (`one_of`), or `optional`.
    """
    requested_by: Literal["policy", "operator"]
    """
    Whether the policy or an operator asks for it.
    """
    note: str | None
    """
    What an operator who asked wants to be shown.
    """
    due_at: str
    """
    Until when, excluded (UTC).
    """
    stays_open: bool
    """
    Evidence is taken beyond `due_at`, too, while the case is in the stages that decide about it.
    """
    since_asked: bool
    """
    What was given before counts only once it is attached to the request.
    """
    state: Literal["open", "satisfied", "lapsed"] | None
    """
    Null while what the other party gives is sealed from you (T8).
    """
    satisfied: bool | None
    """
    Whether it has been satisfied.
    """
    satisfied_by: str | None
    """
    Id of the evidence that satisfies it; null while none does.
    """
    checklist: list[WantedPointView]
    """
    What good evidence shows.
    """
    on_silence: ForecastStepView | None
    """
    What follows at `due_at` if nothing comes; null once it is over.
    """


class RulingPreviewView(TypedDict):
    """
    Ruling as it would be, given now on this version of the case.
    """

    dispute: str
    """
    Id of the dispute.
    """
    version: int
    """
    Version of the case that it was computed from.
    """
    ruling: RulingView
    """
    The ruling as it would stand.
    """
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
    """
    What would be owed in goods; null if nothing.
    """
    penalties: list[PreviewedPenaltyView]
    """
    Penalties, and what each makes of a standing.
    """
    penalties_from: str
    """
    From when they count if nobody contests the ruling.
    """
    penalty_terms: PenaltyTermsView | None
    """
    Acts that can be penalised in this case.
    """
    approval: ApprovalNeededView
    """
    Whether a second operator would have to approve.
    """


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
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    kind: str
    """
    Which kind of evidence it is.
    """
    party: Literal["buyer", "seller"] | None
    """
    The party it speaks for; null for the platform and its operators.
    """
    by: ActorView
    """
    Who gave it.
    """
    request: str | None
    """
    Id of the request that it answers; null if none.
    """
    covers: list[str]
    """
    Codes of the checklist's points that it shows, as its giver says.
    """
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
    """
    `invalid`: an operator has found it so, and it counts for nothing.
    """
    erased: bool
    """
    What it said is gone for good.
    """
    received_at: str
    """
    When its last byte arrived (UTC).
    """
    file: FileView | None
    """
    The file, without its bytes; null for what is no file.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    shipment_record: ShipmentRecordView | None
    """
    Carrier and number, of a shipment record; else null.
    """
    text: str | None
    """
    What a statement says; null for everything else.
    """
    external_video: ExternalVideoContent | None
    """
    What was told of a video call elsewhere; else null.
    """
    examination: ExaminationView | None
    """
    What is known of a live recording; else null.
    """
    invalidation: InvalidationView | None
    """
    Who found it invalid, and why; null while it is valid.
    """
    retained_until: str | None
    """
    When it is erased. Null while its case goes on or a legal hold forbids it.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """


class RequestView(TypedDict):
    """
    Request for evidence: who owes which kinds until when, and what happens if none comes.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    party: Literal["buyer", "seller"]
    """
    Who owes it.
    """
    kinds: list[str]
    """
    Kinds of evidence that satisfy it; one of them does.
    """
    level: Literal["required", "one_of", "optional"]
    """
    `required`, one of several (`one_of`), or `optional`.
    """
    group: str
    """
    Requests of one group are sealed and revealed, and given grace, together.
    """
    disclosure: Literal["open", "sealed", "revealed"]
    """
    `sealed`: the other party sees it once both have given theirs, or the time is over.
    """
    checklist: list[RequestPointView]
    """
    What good evidence shows.
    """
    state: Literal["open", "satisfied", "lapsed", "closed"]
    """
    Whether it is open still.
    """
    satisfied: bool
    """
    Whether it has been satisfied.
    """
    satisfied_by: str | None
    """
    Id of the evidence that satisfies it; null while none does.
    """
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
    """
    When it was opened (UTC).
    """
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
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """
    next_automatic_action: NextAutomaticAction | None
    """
    What happens by itself if nobody acts; null if nothing does.
    """


class VideoView(TypedDict):
    """
    Live recording: who is to show what until when, what has arrived, and what the checks found.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    request: str | None
    """
    Id of the request that it answers; null if none.
    """
    party: Literal["buyer", "seller"]
    """
    Whose recording it is.
    """
    by: ActorView
    """
    Who opened it.
    """
    state: Literal["open", "recording", "finished", "verified", "abandoned"]
    """
    How far the recording is.
    """
    challenge: ChallengeView
    """
    What is to be shown and said.
    """
    recorder_url: str | None
    """
    Opens the recorder; shown to the party while it may record.
    """
    opened_at: str
    """
    When it was opened (UTC).
    """
    expires_at: str
    """
    Until when it must be finished, excluded (UTC).
    """
    started_at: str | None
    """
    When recording began (UTC); null before.
    """
    last_chunk_at: str | None
    """
    When the last piece arrived (UTC); null before.
    """
    finished_at: str | None
    """
    When it was finished (UTC); null before.
    """
    chunks: int
    """
    Pieces that have arrived.
    """
    total_bytes: int
    """
    Their size together, in bytes.
    """
    gaps: list[GapView]
    """
    Where something is missing, or was stopped.
    """
    item: str | None
    """
    Id of the piece of evidence it has become; null before.
    """
    result: Literal["live", "partly_live", "not_shown_live"] | None
    """
    The checks', or an operator's who overruled them.
    """
    verification: VideoVerificationView | None
    """
    What the checks have found; null before.
    """
    overruling: OverrulingView | None
    """
    What an operator has found instead; null if nothing.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """


class MediationView(TypedDict):
    """
    Negotiation as the caller may see it, with what they may do and what happens if nobody does.
    """

    id: str
    """
    Its id, given by Parley; it never changes.
    """
    dispute: str
    """
    Id of the dispute.
    """
    escrow: str
    """
    Id of the escrow whose money the two negotiate about.
    """
    state: Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
    """
    How far the negotiation is.
    """
    viewer_state: Literal["required_action", "optional_action", "waiting", "over"]
    """
    Whether it is your turn.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    amount: MoneyView
    """
    What is in dispute.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    claimant: Literal["buyer", "seller"]
    """
    Who opened the dispute.
    """
    round: int
    """
    Number of the round: it rises with each counter-offer.
    """
    max_rounds: int
    """
    Rounds that the policy allows.
    """
    proposals: list[ProposalView]
    """
    Every proposal, the first one first.
    """
    awaiting: Literal["buyer", "seller"] | None
    """
    Whose turn it is; null if nobody's.
    """
    asked: list[Literal["buyer", "seller"]]
    """
    Who is to answer what stands; both, of a mediator's proposal.
    """
    due_at: str | None
    """
    Until when, excluded (UTC); null if nobody is waited for.
    """
    paused_at: str | None
    """
    Since when the case stands still; `due_at` moves on with it.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """
    next_automatic_action: NextAutomaticAction | None
    """
    What happens by itself if nobody acts; null if nothing does.
    """
    follows: FollowsView | None
    """
    What an agreement has led to; null without one.
    """
    pending: SubmittedView | None
    """
    Agreement that is not decided on yet; no act is possible.
    """
    walk: WalkView | None
    """
    How the claimant was guided to the first proposal.
    """
    created_at: str
    """
    When it was created (UTC).
    """


class TreeList(TypedDict):
    data: list[TreeSummary]
    """
    What was asked for, in the order that the operation describes.
    """


class CaseSnapshotRef(TypedDict):
    """
    How a case stands: enough to keep its state without asking.
    """

    status: str
    """
    Where the case is, in words that all policies share.
    """
    stage: str | None
    """
    Stage of its policy; null while the money is not frozen yet.
    """
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
    """
    Once it has ended.
    """
    disputed: MoneyRef
    """
    What is disputed.
    """
    reduced: MoneyRef | None
    """
    What of it has gone back to the buyer at once, beside goods.
    """
    deadlines: list[ClockRef]
    """
    Clocks that run.
    """
    paused_at: str | None
    """
    When an operator stopped the clocks (UTC); null while they run.
    """
    assignee: str | None
    """
    User id of the operator who has it; null if nobody does.
    """


class Data18(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    decision: str


class DisputeApprovalRejectedEvent(TypedDict):
    """
    Second operator disagrees: the case is to be decided anew.
    """

    type: Literal["dispute.approval_rejected"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data18
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data19(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    decision: str
    weighs: list[Literal["amount_above_limit", "permanent_closure"]]


class DisputeApprovalRequestedEvent(TypedDict):
    """
    Decision of much weight: it waits for another operator with the scope `lead`. Nothing follows from it yet.
    """

    type: Literal["dispute.approval_requested"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data19
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data20(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    of: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    deadline: str
    due_at: str


class DisputeDeadlineApproachingEvent(TypedDict):
    """
    Somebody's time is running out, as the policy wants them reminded.
    """

    type: Literal["dispute.deadline_approaching"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data20
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data21(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    deadline: str
    owed_by: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"] | None
    due_at: str


class DisputeDeadlineExpiredEvent(TypedDict):
    """
    Time is up; what follows is told by events of its own.
    """

    type: Literal["dispute.deadline_expired"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data21
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data22(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    deadline: str
    """
    `negotiation`, `evidence`, or the kind of one of the case's own clocks.
    """
    request: str | None
    """
    Which request for evidence; None: all that are open.
    """
    due_at: str
    reason_code: str
    received_at: str | None
    """
    When the operator's act was received, which judges it against the clock it extends; None: when it occurred.
    """


class DisputeDeadlineExtendedEvent(TypedDict):
    """
    More time, given by an operator. Whoever owns the clock obeys if it still runs, and tells the new instant.
    """

    type: Literal["dispute.deadline_extended"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data22
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data23(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """


class DisputePausedEvent(TypedDict):
    """
    Clocks of the case stand still, in every service.
    """

    type: Literal["dispute.paused"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data23
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data24(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    paused_at: str
    resumed_at: str


class DisputeResumedEvent(TypedDict):
    """
    Clocks go on: what was due at `d` is now due at `d + (resumed_at - paused_at)`, in elapsed time.
    """

    type: Literal["dispute.resumed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data24
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data25(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    deadline: str
    level: Literal["target", "limit"]
    due_at: str


class SlaBreachedEvent(TypedDict):
    """
    Target or limit of an operator has passed. Alerts only; never moves money (K2).
    """

    type: Literal["sla.breached"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data25
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data26(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    obligation: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]


class ObligationConfirmedEvent(TypedDict):
    """
    Whom it was owed said how it arrived. Anything but `received` brings the case to an operator.
    """

    type: Literal["obligation.confirmed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data26
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data27(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    obligation: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]


class ObligationFulfilledEvent(TypedDict):
    """
    Promise of a party is done.
    """

    type: Literal["obligation.fulfilled"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data27
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data28(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    obligation: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]
    owed_by: Literal["buyer", "seller"]
    due_at: str


class ObligationStartedEvent(TypedDict):
    """
    Something other than money is owed: a return, a replacement.
    """

    type: Literal["obligation.started"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data28
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data29(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    instruction: str
    amount: MoneyRef
    left: MoneyRef
    """
    What the case is about from now on.
    """


class DisputeReductionOrderedEvent(TypedDict):
    """
    Part of the frozen amount goes back to the buyer at once, as agreed beside goods; the case goes on about the
    rest. Escrow carries it out once per `instruction`.
    """

    type: Literal["dispute.reduction_ordered"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data29
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data30(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    obligation: Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund"]


class ParcelCorrectedEvent(TypedDict):
    """
    Carrier or tracking number put right by whoever sent the goods, before the other side received them.
    """

    type: Literal["parcel.corrected"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data30
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data31(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    condition: Literal["received", "not_received", "damaged", "wrong_or_empty", "items_missing"]


class ReturnAcknowledgedEvent(TypedDict):
    """
    Return acknowledged: the seller said what came back, if anything.
    """

    type: Literal["return.acknowledged"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data31
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data32(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """


class ReturnAddressCorrectedEvent(TypedDict):
    """
    Return address put right by the seller, before anything was sent to it. It is read from the case.
    """

    type: Literal["return.address_corrected"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data32
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data33(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    ship_by: str


class ReturnAddressGivenEvent(TypedDict):
    """
    Return address named by the seller (D10). The address itself is read from the case.
    """

    type: Literal["return.address_given"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data33
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data34(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    acknowledge_by: str


class ReturnShippedEvent(TypedDict):
    """
    Goods sent back by the buyer.
    """

    type: Literal["return.shipped"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data34
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data38(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    amount: MoneyRef
    reason: str
    opened_by: Literal["buyer", "seller"]
    received_at: str | None
    """
    When the opening was received, which judges it against escrow's own deadlines; None: when it occurred.
    """


class DisputeCreatedEvent(TypedDict):
    """
    Dispute asks for its money to be held still; until escrow confirms it is only `opening`.
    """

    type: Literal["dispute.created"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data38
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data39(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    buyer: str
    seller: str
    claimant: Literal["buyer", "seller"]
    amount: MoneyRef
    reason: str
    edition: str
    stage: str
    negotiation: NegotiationTerms | None
    options: list[OptionRef]
    """
    The claimant's opening proposal, ranked, first = preferred. Empty where a guide leads to it.
    """
    category: str | None
    price: MoneyRef | None
    deal: DealMoneyRef | None
    """
    Money of the deal as escrow froze it: its fee, and what escrow does by itself if nothing is settled.
    """
    delivered_at: str | None


class DisputeOpenedEvent(TypedDict):
    """
    Money is frozen and the first stage begins; a negotiation begins with it if the policy has one.
    """

    type: Literal["dispute.opened"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data39
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data40(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    stage: str
    phase: str
    status: str
    due_at: str | None
    timeout: TimeoutRef | None
    """
    Whose silence has led here, where silence has.
    """


class DisputeStageEnteredEvent(TypedDict):
    """
    Another stage of the policy has begun.
    """

    type: Literal["dispute.stage_entered"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data40
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data41(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    stage: str


class DisputeEscalatedEvent(TypedDict):
    """
    Parties did not agree: the case goes on with proof or with an operator.
    """

    type: Literal["dispute.escalated"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data41
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data42(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    of: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    acts: list[str]
    due_at: str | None


class DisputeActionRequiredEvent(TypedDict):
    """
    Somebody owes an act; silence has the consequence the forecast shows.
    """

    type: Literal["dispute.action_required"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data42
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data43(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    message: str


class DisputeMessagePostedEvent(TypedDict):
    """
    Somebody wrote in the case. Read it there: events carry no text.
    """

    type: Literal["dispute.message_posted"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data43
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data44(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    changed: list[Literal["negotiation", "evidence_requests", "evidence", "deadlines", "fines"]]


class DisputeUpdatedEvent(TypedDict):
    """
    Case changed by what has no event of its own here, such as an act in its negotiation or a piece of evidence. The
    snapshot says how it stands now.
    """

    type: Literal["dispute.updated"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data44
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data45(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    operator: str | None
    earlier: str | None
    """
    Who had the case until now, and is hereby told.
    """


class DisputeAssignedEvent(TypedDict):
    """
    Case assigned: an operator has it now.
    """

    type: Literal["dispute.assigned"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data45
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data46(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    instance: int
    """
    1 for the ruling, 2 for the appeal, and so on.
    """
    ruling: str
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """
    What the seller gets: the fee that the seller pays is taken off.
    """
    fee: MoneyRef | None
    """
    What the platform takes of the seller's share.
    """
    responsible: Literal["buyer", "seller", "both", "none"]
    reason_code: str
    final: bool
    contest_until: str | None
    """
    Until when either party may contest it; None where nobody can.
    """
    penalties: list[PenaltyRef]


class DisputeDecidedEvent(TypedDict):
    """
    Ruling by an operator. The money follows at once, or after the appeal window, as the policy says.
    """

    type: Literal["dispute.decided"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data46
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data47(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    by: Literal["buyer", "seller"]
    decide_by: str | None


class AppealFiledEvent(TypedDict):
    """
    Appeal: a party contests the ruling; another operator decides.
    """

    type: Literal["appeal.filed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data47
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data48(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    upheld: bool
    """
    The ruling stands as it was.
    """


class AppealDecidedEvent(TypedDict):
    """
    Second evaluation, published beside the `dispute.decided` of its instance. Final (K20).
    """

    type: Literal["appeal.decided"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data48
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data49(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    instruction: str
    reverses: str
    """
    The instruction of the settlement that is undone.
    """
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """
    How the disputed amount is divided in the end, net: see `fee`.
    """
    fee: MoneyRef | None
    """
    What the platform then has of the seller's share: with it the parts are the disputed amount.
    """


class DisputeReversalOrderedEvent(TypedDict):
    """
    Settlement already paid is decided anew: escrow books the difference and what is owed back.
    """

    type: Literal["dispute.reversal_ordered"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data49
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data50(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
    instruction: str
    to_buyer: MoneyRef
    to_seller: MoneyRef
    """
    What the seller will get: the fee that the seller pays is taken off.
    """
    fee: MoneyRef | None
    """
    What the platform will take of the seller's share: with it the parts are the disputed amount.
    """
    basis: Literal[
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
    timeout: TimeoutRef | None
    """
    Whose silence it was, where that is the basis.
    """
    contest_until: str | None
    """
    Until when the ruling it carries out can be contested all the same, and proof be given; None: nobody can.
    """


class DisputeSettlementOrderedEvent(TypedDict):
    """
    Settlement order: nothing else moves a frozen amount. Escrow carries it out once per `instruction`.
    """

    type: Literal["dispute.settlement_ordered"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data50
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class Data51(TypedDict):
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """

    escrow: str
    snapshot: CaseSnapshotRef | None
    """
    How the case stands after it.
    """
    on_behalf_of: BehalfRef | None
    """
    Where the actor is an operator who did what a party asked for.
    """
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
    instruction: str | None
    to_buyer: MoneyRef | None
    to_seller: MoneyRef | None
    """
    What the seller has got: the fee that the seller pays is taken off.
    """
    fee: MoneyRef | None
    """
    What the platform has taken of the seller's share: with it the parts are the disputed amount.
    """
    reduced: MoneyRef | None
    """
    What had gone back to the buyer before, beside goods.
    """
    why: str | None
    """
    A code for outcomes that need one, e.g. why a dispute is void.
    """
    timeout: TimeoutRef | None
    """
    Whose silence has ended it, where silence has.
    """
    another_may_follow: bool
    """
    Whether the escrow can be disputed once more, by anybody (a ruled or agreed dispute is the last).
    """
    bars: list[Literal["buyer", "seller"]]
    """
    Who can open no other: a party that has withdrawn its own twice, or both after the last.
    """


class DisputeClosedEvent(TypedDict):
    """
    Over. With an `instruction` the money has moved as it says; without one the freeze is to be lifted.
    """

    type: Literal["dispute.closed"]
    """
    What has happened.
    """
    timestamp: str
    """
    When it took effect, by the platform's clock (UTC).
    """
    id: str
    """
    Id of the event: the same in every delivery, and the `webhook-id`.
    """
    sequence: int
    """
    Number among all facts about its subject, internal ones included.
    """
    version: int
    """
    Version of its subject after it: what is older than what you know changes nothing.
    """
    number: int | None
    """
    Number among the events that you are sent about its subject, without a gap; null in a test.
    """
    cause: str
    """
    What brought it about: an act, a deadline, another event.
    """
    subject: str
    """
    Id of what it happened to.
    """
    actor: ActorRef
    """
    Who did it; `system` for what happened by itself.
    """
    data: Data51
    """
    What this type tells. Empty where the event would have 20,000 bytes or more.
    """


class BulkBody(TypedDict):
    instructions: list[CreateBody | FundBody | ShipBody | DeliverBody | BulkReleaseBody | RefundBody | CancelBody]
    """
    At most 50. Those on one escrow are carried out in their order, the others at once and in any order.
    """


class BulkView(TypedDict):
    outcomes: list[BulkOutcomeView]
    """
    One for each instruction, in their order.
    """
    succeeded: int
    """
    How many were carried out, now or before.
    """
    refused: int
    """
    How many were not. Nothing of these has changed anything.
    """


class DisputeView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    escrow: str
    """
    Id of the escrow whose money is disputed.
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
    Where the case is, in words that all policies share.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    """
    Whether it is your turn.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    stage: str | None
    """
    Stage of its policy; null while the money is not frozen yet.
    """
    phase: Literal["agreement", "escalated", "execution"] | None
    """
    Which part of a case the stage belongs to; null while the money is not frozen yet.
    """
    reason: str
    """
    Code of the reason it was opened for.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who opened it: `buyer` or `seller`.
    """
    policy: PolicyView
    """
    The edition that it follows to its end.
    """
    funds: DisputedFundsView
    """
    What is disputed, and where the money is.
    """
    explanation: str
    """
    What happened, in the words of whoever opened it.
    """
    reopens: str | None
    """
    The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on.
    """
    transaction: TransactionView | None
    """
    The deal as the opening describes it; null where the policy does not ask for that.
    """
    need: str | None
    """
    Why completion must be substantiated, in the opener's words; null where the policy does not ask for that.
    """
    options: list[SolutionView]
    """
    Solutions that the opening asks for.
    """
    awaiting: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Whose turn it is; empty if nobody's.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """
    next_automatic_action: NextAutomaticAction | None
    """
    What happens by itself if nobody acts; null if nothing does.
    """
    forecast: list[ForecastStepView]
    """
    Everything that happens by itself if nobody acts, in order.
    """
    pending: PendingView | None
    """
    What another service has not confirmed yet; null if nothing.
    """
    negotiation: NegotiationView | None
    """
    Where the talks are; null without any.
    """
    evidence_requests: list[WantedEvidenceView]
    """
    What evidence was asked of whom.
    """
    videos: list[VideoFindingView]
    """
    What was found of live recordings.
    """
    credibility: list[CredibilityView]
    """
    How complete each party's case is, as far as you may see it.
    """
    presumption: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    """
    What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11).
    """
    deadlines: list[DeadlineView]
    """
    Clocks that run, by the names by which they can be extended.
    """
    paused_at: str | None
    """
    When an operator stopped the clocks (UTC); null while they run.
    """
    assignee: str | None
    """
    For operators and the platform only, like `overdue_since`.
    """
    office: OfficeView | None
    """
    Office of the platform that has the case, and since when; null while the parties are among themselves.
    """
    overdue_since: str | None
    """
    Since when operators are late with what they owe.
    """
    verification: TransactionVerificationView | None
    """
    What an operator found of the transaction; null before.
    """
    ruling: RulingView | None
    """
    The latest ruling; null before.
    """
    earlier_rulings: list[RulingView]
    """
    Rulings before it, the first one first.
    """
    appeal: AppealView | None
    """
    The appeal against a ruling; null without one.
    """
    obligation: ObligationView | None
    """
    What was promised in goods, and how far it is; null if nothing was.
    """
    settlement: SettlementView | None
    """
    How the money was ordered to be divided; null before.
    """
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
    """
    How it ended; null before.
    """
    why: str | None
    """
    Why it ended without a settlement, as a code; null if it did not.
    """
    cause: CauseView | None
    """
    Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it.
    """
    opened_at: str
    """
    When it was opened (UTC).
    """
    frozen_at: str | None
    """
    When the money was frozen (UTC); null before.
    """
    closed_at: str | None
    """
    When it ended (UTC); null before.
    """


class ExpandedDisputeView(TypedDict):
    id: str
    """
    Its id, given by Parley; it never changes.
    """
    escrow: str
    """
    Id of the escrow whose money is disputed.
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
    Where the case is, in words that all policies share.
    """
    viewer_state: Literal["required_action", "waiting", "closed"]
    """
    Whether it is your turn.
    """
    version: int
    """
    Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it.
    """
    stage: str | None
    """
    Stage of its policy; null while the money is not frozen yet.
    """
    phase: Literal["agreement", "escalated", "execution"] | None
    """
    Which part of a case the stage belongs to; null while the money is not frozen yet.
    """
    reason: str
    """
    Code of the reason it was opened for.
    """
    buyer: str
    """
    The buyer's user id on your platform.
    """
    seller: str
    """
    The seller's user id on your platform.
    """
    claimant: Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]
    """
    Who opened it: `buyer` or `seller`.
    """
    policy: PolicyView
    """
    The edition that it follows to its end.
    """
    funds: DisputedFundsView
    """
    What is disputed, and where the money is.
    """
    explanation: str
    """
    What happened, in the words of whoever opened it.
    """
    reopens: str | None
    """
    The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on.
    """
    transaction: TransactionView | None
    """
    The deal as the opening describes it; null where the policy does not ask for that.
    """
    need: str | None
    """
    Why completion must be substantiated, in the opener's words; null where the policy does not ask for that.
    """
    options: list[SolutionView]
    """
    Solutions that the opening asks for.
    """
    awaiting: list[Literal["buyer", "seller", "representative", "operator", "platform", "system", "admin"]]
    """
    Whose turn it is; empty if nobody's.
    """
    allowed_actions: list[AllowedAction]
    """
    What you may do now, each with its address, deadline and limits. What is not listed is refused.
    """
    next_automatic_action: NextAutomaticAction | None
    """
    What happens by itself if nobody acts; null if nothing does.
    """
    forecast: list[ForecastStepView]
    """
    Everything that happens by itself if nobody acts, in order.
    """
    pending: PendingView | None
    """
    What another service has not confirmed yet; null if nothing.
    """
    negotiation: NegotiationView | None
    """
    Where the talks are; null without any.
    """
    evidence_requests: list[WantedEvidenceView]
    """
    What evidence was asked of whom.
    """
    videos: list[VideoFindingView]
    """
    What was found of live recordings.
    """
    credibility: list[CredibilityView]
    """
    How complete each party's case is, as far as you may see it.
    """
    presumption: (
        Literal["refund_full", "refund_partial", "release", "replacement", "return_and_refund", "inconclusive"] | None
    )
    """
    What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11).
    """
    deadlines: list[DeadlineView]
    """
    Clocks that run, by the names by which they can be extended.
    """
    paused_at: str | None
    """
    When an operator stopped the clocks (UTC); null while they run.
    """
    assignee: str | None
    """
    For operators and the platform only, like `overdue_since`.
    """
    office: OfficeView | None
    """
    Office of the platform that has the case, and since when; null while the parties are among themselves.
    """
    overdue_since: str | None
    """
    Since when operators are late with what they owe.
    """
    verification: TransactionVerificationView | None
    """
    What an operator found of the transaction; null before.
    """
    ruling: RulingView | None
    """
    The latest ruling; null before.
    """
    earlier_rulings: list[RulingView]
    """
    Rulings before it, the first one first.
    """
    appeal: AppealView | None
    """
    The appeal against a ruling; null without one.
    """
    obligation: ObligationView | None
    """
    What was promised in goods, and how far it is; null if nothing was.
    """
    settlement: SettlementView | None
    """
    How the money was ordered to be divided; null before.
    """
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
    """
    How it ended; null before.
    """
    why: str | None
    """
    Why it ended without a settlement, as a code; null if it did not.
    """
    cause: CauseView | None
    """
    Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it.
    """
    opened_at: str
    """
    When it was opened (UTC).
    """
    frozen_at: str | None
    """
    When the money was frozen (UTC); null before.
    """
    closed_at: str | None
    """
    When it ended (UTC); null before.
    """
    expanded: NotRequired[ExpandedParts | None]
    """
    What `expand` asked for; not there without it.
    """


class RequestViewPage(TypedDict):
    data: list[RequestView]
    """
    What was asked for, in the order that the operation describes.
    """
    has_more: bool
    """
    Whether there is another page.
    """
    next_cursor: NotRequired[str | None]
    """
    Send it as `cursor` to get the next page; null on the last one.
    """
