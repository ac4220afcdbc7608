"""Bodies of operators. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import Finding, Responsible, RulingKind
from parley_client.generated.models.general.parts import MoneyBody
from parley_client.generated.models.operators.choices import (
    AskingKinds,
    AskingParty,
    Doing,
    PenaltyParty,
    VerificationResult,
)


class AskingBody(TypedDict):
    party: AskingParty
    """Who is asked."""
    kinds: list[AskingKinds]
    """Any one of them answers it. What the party has given before, and is of one of them, does so at once."""
    until: str
    """The first instant that is too late."""
    note: NotRequired[str | None]
    """What is to be shown, for both parties to read."""


class AssignmentBody(TypedDict):
    operator: NotRequired[str | None]
    """Who gets the case; without it, you."""


class AssignmentsBody(TypedDict):
    operator: str | None
    """Who gets the cases. Null puts them back into the queue."""
    disputes: list[str]
    """Ids of the cases, 1 to 100, each once."""


class CheckBody(TypedDict):
    """Finding on one point of the policy's list."""

    code: str
    """Code of the point, as the policy lists it."""
    finding: Finding
    """What you found."""
    note: NotRequired[str | None]
    """What you saw, in words."""


class PenaltyBody(TypedDict):
    """Party and act of a penalty. What follows, the policy's ladder and the person's standing say (K15, K16)."""

    party: PenaltyParty
    """Who is penalised."""
    act: str
    """One of the policy's: see its `penalties`."""
    fine: NotRequired[MoneyBody | None]
    """Fine that you choose, where one is due and the policy leaves a choice; without it, the policy's own."""


class DecisionBody(TypedDict):
    outcome: RulingKind
    """What you rule."""
    amount: NotRequired[MoneyBody | None]
    """What the buyer gets in a partial refund, or at once beside a replacement that may come with a reduction."""
    responsible: Responsible
    """Who is responsible for what happened."""
    reason_code: str
    """Why, as one of the policy's reason codes."""
    policy_reference: str
    """The rule of the platform that the ruling applies (D7)."""
    explanation: str
    """Why, in words; both parties read it."""
    checks: NotRequired[list[CheckBody]]
    """What was found on each point of the policy's list (T8, T9)."""
    penalties: NotRequired[list[PenaltyBody]]
    """Stated in the ruling, in effect once it is final (K14)."""


class ExtensionBody(TypedDict):
    """More time for one clock of the case: see its `deadlines`."""

    deadline: str
    """Name of the clock, as `deadlines` of the case lists it."""
    request: NotRequired[str | None]
    """Id of the evidence request, where the clock is about one."""
    due_at: str
    """New end, excluded (RFC 3339); later than the present one."""
    reason_code: str
    """Why, as one of your own codes."""


class NoteBody(TypedDict):
    text: str
    """What you write; operators and the platform read it, parties never."""


class OfficeBody(TypedDict):
    """Office of yours that works on cases. Parties see its name and since when it has their case."""

    code: str
    """Your code of the office."""
    name: str
    """Its name, for people; parties see it."""
    operators: NotRequired[list[str]]
    """Cases that one of them has are this office's. Parties never see who they are."""
    policies: NotRequired[list[str]]
    """Names of policies whose cases come here while no operator has them; without any, those of all the others."""


class PauseBody(TypedDict):
    reason_code: str
    """Why, as one of your own codes."""


class PresenceBody(TypedDict):
    doing: NotRequired[Doing]
    """What you do there: `reading`, or `deciding` while a form is open."""


class ReasonTextBody(TypedDict):
    reason_code: str
    """Reason code that it is kept ready for."""
    title: str
    """Title in the list."""
    text: str
    """What is written into the ruling's explanation."""


class RejectionBody(TypedDict):
    why: str
    """For the operator who decided. Parties never see it."""


class SettingsBody(TypedDict):
    approval_limits: NotRequired[dict[str, int]]
    """By currency, in minor units: a decision on more than this waits for a second operator with the scope `lead`."""
    baseline_touches_per_100_cases: NotRequired[int]
    """How often the support team acted in a hundred cases before Parley. Analytics compare with it (O8)."""
    minutes_per_touch: NotRequired[int]
    """How long an operator needs for one act. Simulations count hours with it."""
    calendar: NotRequired[str | None]
    """Your own calendar, for every policy."""
    calendars: NotRequired[dict[str, str]]
    """A policy's name → your own calendar for it."""
    offices: NotRequired[list[OfficeBody]]
    """Offices of your operators. Cases keep the office they have until they move on or change hands."""


class VerificationBody(TypedDict):
    """Result of verifying the transaction (T2). What does not match closes the case."""

    result: VerificationResult
    """Whether the facts match."""
    checks: NotRequired[list[CheckBody]]
    """What you found on each point of the policy's list."""
    reason_code: NotRequired[str | None]
    """Why not, where they do not match."""
