"""Stored JSON of a case: the keys under which `rows` and the journal write the values of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Final, Literal

from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar
from disputes.engine.rulings import Judgment
from disputes.engine.values import (
    Appeal,
    Asked,
    Check,
    Condition,
    Deadline,
    Finding,
    Item,
    Negotiating,
    Order,
    Parcel,
    Penalty,
    Promise,
    Request,
    Responsible,
    Ruling,
    Statement,
    Transaction,
    Turn,
    Verification,
    Voice,
)
from disputes.policy.options import Option, Wish
from disputes.policy.vocabulary import Act, AlertLevel, EvidenceLevel, OptionKind, Outcome, RulingKind, SilenceRule, Trigger
from disputes.stored_json import FLAG, IDENTIFIER, INSTANT, NUMBER, TEXT, keyed, optional, plain, record, sequence

from .journal import Said

ROLE: Final = plain(Role)

MONEY: Final = record(Money, minor=NUMBER, currency=TEXT)
SPLIT: Final = record(Split, to_buyer=MONEY, to_seller=MONEY)
OPTION: Final = record(Option, kind=plain(OptionKind), split=optional(SPLIT))
OPTIONS: Final = sequence(OPTION)
WISH: Final = record(Wish, kind=plain(OptionKind), to_buyer=optional(MONEY), basis_points=optional(NUMBER))
CALENDAR: Final = optional(
    record(
        Calendar,
        zone=TEXT,
        weekdays=plain(frozenset[int]),
        opens=plain(time),
        closes=plain(time | None),
        holidays=plain(frozenset[date]),
    )
)
TRANSACTION: Final = record(Transaction, item=TEXT, agreed_price=MONEY, terms=optional(TEXT))
STATEMENT: Final = record(Statement, transaction=optional(TRANSACTION), need=optional(TEXT))
TURN: Final = optional(
    record(
        Turn,
        mediation=optional(IDENTIFIER),
        version=NUMBER,
        state=plain(Negotiating),
        number=NUMBER,
        proposal_version=NUMBER,
        by=optional(ROLE),
        options=OPTIONS,
        awaiting=optional(ROLE),
        due_at=optional(INSTANT),
        on_silence=plain(SilenceRule | None),
        may=plain(Mapping[Role, tuple[str, ...]]),
        last_of_buyer=OPTIONS,
        last_of_seller=OPTIONS,
    )
)
REQUESTS: Final = sequence(
    record(
        Request,
        id=IDENTIFIER,
        stage=TEXT,
        party=ROLE,
        kinds=plain(tuple[str, ...]),
        level=plain(EvidenceLevel),
        anchor_at=INSTANT,
        due_at=INSTANT,
        clock=TEXT,
        state=plain(Asked),
        group=optional(IDENTIFIER),
        ask=NUMBER,
    )
)
ITEM: Final = record(Item, id=IDENTIFIER, party=ROLE, covers=plain(tuple[str, ...]), valid=FLAG)
ITEMS: Final = sequence(ITEM)
VOICES: Final = keyed(ROLE, record(Voice, longest=NUMBER, comments=NUMBER))
DEADLINES: Final = sequence(record(Deadline, kind=TEXT, anchor_at=INSTANT, due_at=INSTANT, clock=TEXT, owed_by=ROLE))
CHECKS: Final = sequence(record(Check, code=TEXT, finding=plain(Finding), note=optional(TEXT)))
VERIFICATION: Final = optional(
    record(Verification, verified=FLAG, checks=CHECKS, by=TEXT, at=INSTANT, reason=optional(TEXT))
)
PARCEL: Final = record(Parcel, carrier=TEXT, tracking_number=TEXT)
ADDRESS: Final = plain(dict[str, str] | None)
PROMISE: Final = optional(
    record(
        Promise,
        option=OPTION,
        basis=plain(Outcome),
        address=ADDRESS,
        parcel=optional(PARCEL),
        condition=plain(Condition | None),
        note=optional(TEXT),
    )
)
PENALTY: Final = record(
    Penalty,
    party=plain(Literal["buyer", "seller"]),
    act=TEXT,
    points=NUMBER,
    warning=NUMBER,
    fine=optional(MONEY),
    suspended_until=optional(INSTANT),
    closed=FLAG,
)
PENALTIES: Final = sequence(PENALTY)
RULING: Final = record(
    Ruling,
    kind=plain(RulingKind),
    option=optional(OPTION),
    responsible=plain(Responsible),
    reason_code=TEXT,
    policy_reference=TEXT,
    explanation=TEXT,
    by=TEXT,
    decided_at=INSTANT,
    instance=NUMBER,
    absent=plain(tuple[Role, ...]),
    checks=CHECKS,
    penalties=PENALTIES,
    contest_until=optional(INSTANT),
)
RULINGS: Final = sequence(RULING)
JUDGMENT: Final = record(
    Judgment,
    kind=plain(RulingKind),
    wish=optional(WISH),
    responsible=plain(Responsible),
    reason_code=TEXT,
    policy_reference=TEXT,
    explanation=TEXT,
    checks=CHECKS,
    penalties=PENALTIES,
)
APPEAL: Final = optional(record(Appeal, by=ROLE, explanation=TEXT, filed_at=INSTANT))
ORDER: Final = optional(record(Order, instruction=IDENTIFIER, option=OPTION, at=INSTANT, fee=optional(MONEY)))
JOURNAL_PAYLOAD: Final = record(
    Said,
    omit_defaults=True,
    turn=TURN,
    option=optional(OPTION),
    how=plain(Trigger | None),
    party=optional(ROLE),
    stage=optional(TEXT),
    ask=optional(NUMBER),
    due_at=optional(INSTANT),
    item=optional(ITEM),
    id=optional(IDENTIFIER),
    act=plain(Act | None),
    ruling=optional(RULING),
    verification=VERIFICATION,
    address=ADDRESS,
    parcel=optional(PARCEL),
    condition=plain(Condition | None),
    text=optional(TEXT),
    length=optional(NUMBER),
    deadline=optional(TEXT),
    level=plain(AlertLevel | None),
)
