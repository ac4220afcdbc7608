"""Stored JSON of a case: the keys under which `rows` and the journal write the values of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, Literal

from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar
from disputes.engine.rulings import Judgment
from disputes.engine.values import (
    Appeal,
    Check,
    Condition,
    Deadline,
    EvidenceItem,
    EvidenceRequest,
    Finding,
    NegotiationSnapshot,
    NegotiationState,
    OpeningStatement,
    Parcel,
    Penalty,
    Promise,
    RequestState,
    Responsible,
    Ruling,
    SettlementOrder,
    StatedDeal,
    StatementStats,
    Verification,
)
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import (
    Act,
    AlertLevel,
    EvidenceLevel,
    OptionKind,
    Outcome,
    RulingKind,
    SilenceRule,
    Trigger,
)
from disputes.stored_json import (
    FLAG,
    IDENTIFIER,
    INSTANT,
    NUMBER,
    TEXT,
    Codec,
    Stored,
    keyed,
    optional,
    plain,
    record,
    sequence,
)

from .journal import (
    AgreementReport,
    AppealFiled,
    Assignment,
    Breach,
    EntryKind,
    EscrowReport,
    Extension,
    FailureReport,
    GoodsReceived,
    ItemInvalidation,
    ItemReport,
    NegotiationReport,
    NoPayload,
    ParcelSent,
    PlainAct,
    RequestReport,
    ReturnAddress,
    RulingGiven,
    VerificationGiven,
)

ROLE: Final = plain(Role)

MONEY: Final = record(Money, minor=NUMBER, currency=TEXT)
SPLIT: Final = record(Split, to_buyer=MONEY, to_seller=MONEY)
OPTION: Final = record(Option, kind=plain(OptionKind), split=optional(SPLIT))
OPTIONS: Final = sequence(OPTION)
WISH: Final = record(RequestedOption, kind=plain(OptionKind), to_buyer=optional(MONEY), basis_points=optional(NUMBER))
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
TRANSACTION: Final = record(StatedDeal, item=TEXT, agreed_price=MONEY, terms=optional(TEXT))
STATEMENT: Final = record(OpeningStatement, transaction=optional(TRANSACTION), need=optional(TEXT))
TURN: Final = optional(
    record(
        NegotiationSnapshot,
        mediation=optional(IDENTIFIER),
        version=NUMBER,
        state=plain(NegotiationState),
        number=NUMBER,
        proposal_version=NUMBER,
        by=optional(ROLE),
        options=OPTIONS,
        awaiting=optional(ROLE),
        due_at=optional(INSTANT),
        on_silence=plain(SilenceRule | None),
        may=Stored("allowed_acts", plain(Mapping[Role, tuple[str, ...]])),
        last_of_buyer=OPTIONS,
        last_of_seller=OPTIONS,
    )
)
REQUESTS: Final = sequence(
    record(
        EvidenceRequest,
        id=IDENTIFIER,
        stage=TEXT,
        party=ROLE,
        kinds=plain(tuple[str, ...]),
        level=plain(EvidenceLevel),
        anchor_at=INSTANT,
        due_at=INSTANT,
        clock=TEXT,
        state=plain(RequestState),
        group=optional(IDENTIFIER),
        ask=Stored("terms_index", NUMBER),
    )
)
ITEM: Final = record(EvidenceItem, id=IDENTIFIER, party=ROLE, covers=plain(tuple[str, ...]), valid=FLAG)
ITEMS: Final = sequence(ITEM)
VOICES: Final = keyed(ROLE, record(StatementStats, longest=Stored("longest_explanation", NUMBER), comments=NUMBER))
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
ORDER: Final = optional(record(SettlementOrder, instruction=IDENTIFIER, option=OPTION, at=INSTANT, fee=optional(MONEY)))
NO_PAYLOAD: Final = record(NoPayload)
ESCROW_REPORT: Final = record(EscrowReport, omit_defaults=True, text=Stored("reason", optional(TEXT)))
REQUEST_REPORT: Final = record(
    RequestReport,
    omit_defaults=True,
    party=ROLE,
    stage=optional(TEXT),
    ask=Stored("terms_index", optional(NUMBER)),
    due_at=optional(INSTANT),
)
GOODS_RECEIVED: Final = record(
    GoodsReceived, omit_defaults=True, condition=plain(Condition), text=Stored("note", optional(TEXT))
)
PARCEL_SENT: Final = record(ParcelSent, parcel=PARCEL)
JOURNAL_PAYLOADS: Final[Mapping[EntryKind, Codec[Any]]] = {
    EntryKind.FROZEN: ESCROW_REPORT,
    EntryKind.FREEZE_REFUSED: ESCROW_REPORT,
    EntryKind.SETTLED: ESCROW_REPORT,
    EntryKind.MOVED_BACK: ESCROW_REPORT,
    EntryKind.ESCROW_ENDED: ESCROW_REPORT,
    EntryKind.TURN: record(NegotiationReport, turn=Stored("snapshot", TURN)),
    EntryKind.AGREED: record(AgreementReport, omit_defaults=True, option=optional(OPTION)),
    EntryKind.FAILED: record(FailureReport, how=plain(Trigger)),
    EntryKind.SATISFIED: REQUEST_REPORT,
    EntryKind.REOPENED: REQUEST_REPORT,
    EntryKind.LAPSED: REQUEST_REPORT,
    EntryKind.MOVED: REQUEST_REPORT,
    EntryKind.ITEM: record(ItemReport, item=ITEM),
    EntryKind.ITEM_INVALID: record(ItemInvalidation, id=Stored("item", IDENTIFIER)),
    EntryKind.ACT: record(PlainAct, act=plain(Act)),
    EntryKind.DECIDE: record(RulingGiven, ruling=RULING),
    EntryKind.PROPOSED: NO_PAYLOAD,
    EntryKind.REJECTED: NO_PAYLOAD,
    EntryKind.VERIFY: record(VerificationGiven, verification=VERIFICATION),
    EntryKind.ADDRESS: record(ReturnAddress, address=ADDRESS),
    EntryKind.SHIP: PARCEL_SENT,
    EntryKind.ACKNOWLEDGE: GOODS_RECEIVED,
    EntryKind.FULFIL: PARCEL_SENT,
    EntryKind.CONFIRM: GOODS_RECEIVED,
    EntryKind.APPEAL: record(AppealFiled, text=Stored("explanation", TEXT), party=ROLE),
    EntryKind.EXTEND: record(Extension, deadline=TEXT, due_at=INSTANT),
    EntryKind.PAUSE: NO_PAYLOAD,
    EntryKind.RESUME: NO_PAYLOAD,
    EntryKind.MESSAGE: NO_PAYLOAD,
    EntryKind.ASSIGN: record(Assignment, omit_defaults=True, text=Stored("operator", optional(TEXT))),
    EntryKind.BREACH: record(Breach, level=plain(AlertLevel)),
    EntryKind.SILENCE: NO_PAYLOAD,
}
"""What an entry of each kind says, under which keys."""
