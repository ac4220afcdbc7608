"""Stored JSON of a case: the keys under which `rows` and the journal write the values of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, Literal

from common.contracts.escrow import DealMoneyRef
from common.kernel.deal_money import DealMoney
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.terms import Calendar
from disputes.engine.evidence import HiddenVersions
from disputes.engine.four_eyes import PendingApproval, RequestedAct
from disputes.engine.values import (
    Appeal,
    Behalf,
    Check,
    ContactMeans,
    Deadline,
    EvidenceAsking,
    EvidenceItem,
    EvidenceRequest,
    Finding,
    GraceTime,
    MissedDeadline,
    NegotiationSnapshot,
    NegotiationState,
    OpeningStatement,
    Parcel,
    Penalty,
    Promise,
    Reduction,
    Reopening,
    RequestState,
    Responsible,
    Ruling,
    SettlementOrder,
    StatedDeal,
    StatementStats,
    Timeout,
    Verification,
    VideoFinding,
)
from disputes.journal.model import (
    AgreementReport,
    AppealFiled,
    Assignment,
    Breach,
    EntryKind,
    EscrowReport,
    EvidenceAsked,
    Extension,
    FailureReport,
    GoodsReceived,
    ItemAttachment,
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
    VideoReport,
)
from disputes.policy.options import Option, RequestedOption
from disputes.policy.vocabulary import (
    Act,
    AlertLevel,
    Condition,
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
    mapping_codec,
    optional_codec,
    plain_codec,
    record_codec,
    sequence_codec,
)

ROLE: Final = plain_codec(Role)


def _without_empty(stored: Any, key: str) -> Any:
    """Leave a key out that says nothing: the first rows of this layout do not have it."""
    return stored if stored is None or stored[key] else {name: stored[name] for name in stored if name != key}


MONEY: Final = record_codec(Money, minor=NUMBER, currency=TEXT)
SPLIT: Final = record_codec(Split, to_buyer=MONEY, to_seller=MONEY)
OPTION: Final = record_codec(
    Option,
    omit_defaults=True,
    kind=plain_codec(OptionKind),
    split=optional_codec(SPLIT),
    reduction=optional_codec(MONEY),
    whole=optional_codec(MONEY),
)
OPTIONS: Final = sequence_codec(OPTION)
WISH: Final = record_codec(
    RequestedOption, kind=plain_codec(OptionKind), to_buyer=optional_codec(MONEY), basis_points=optional_codec(NUMBER)
)
CALENDAR: Final = optional_codec(
    record_codec(
        Calendar,
        zone=TEXT,
        weekdays=plain_codec(frozenset[int]),
        opens=plain_codec(time),
        closes=plain_codec(time | None),
        holidays=plain_codec(frozenset[date]),
    )
)
TRANSACTION: Final = record_codec(StatedDeal, item=TEXT, agreed_price=MONEY, terms=optional_codec(TEXT))
STATEMENT: Final = record_codec(OpeningStatement, transaction=optional_codec(TRANSACTION), need=optional_codec(TEXT))
_TURN: Final = optional_codec(
    record_codec(
        NegotiationSnapshot,
        later_keys={"due_since", "by_operators", "worded_by_operators", "operators_last"},
        mediation=optional_codec(IDENTIFIER),
        version=NUMBER,
        state=plain_codec(NegotiationState),
        number=NUMBER,
        proposal_version=NUMBER,
        by=optional_codec(ROLE),
        options=OPTIONS,
        awaiting=optional_codec(ROLE),
        due_at=optional_codec(INSTANT),
        due_since=optional_codec(INSTANT),
        on_silence=plain_codec(SilenceRule | None),
        may=Stored("allowed_acts", plain_codec(Mapping[Role, tuple[str, ...]])),
        limits=plain_codec(dict[str, dict[str, Any]]),
        last_of_buyer=OPTIONS,
        last_of_seller=OPTIONS,
        by_operators=FLAG,
        worded_by_operators=FLAG,
        operators_last=plain_codec(frozenset[Role]),
    )
)
TURN: Final = Codec(lambda turn: _without_empty(_TURN.encode(turn), "limits"), _TURN.decode)
REQUESTS: Final = sequence_codec(
    record_codec(
        EvidenceRequest,
        later_keys={"note", "satisfied_by", "sequence", "grace"},
        id=IDENTIFIER,
        stage=TEXT,
        party=ROLE,
        kinds=plain_codec(tuple[str, ...]),
        level=plain_codec(EvidenceLevel),
        anchor_at=INSTANT,
        due_at=INSTANT,
        clock=TEXT,
        state=plain_codec(RequestState),
        group=optional_codec(IDENTIFIER),
        ask=Stored("terms_index", NUMBER),
        note=optional_codec(TEXT),
        satisfied_by=optional_codec(IDENTIFIER),
        sequence=NUMBER,
        grace=optional_codec(record_codec(GraceTime, at=INSTANT, until=INSTANT)),
    )
)
COVERS: Final = plain_codec(tuple[str, ...])
VIDEO_FINDING: Final = record_codec(
    VideoFinding, session=IDENTIFIER, result=TEXT, overruled=Stored("is_overruled", FLAG), sequence=NUMBER
)
ITEM: Final = record_codec(
    EvidenceItem, later_keys={"kind", "video", "struck", "deal"}, id=IDENTIFIER, party=optional_codec(ROLE),
    covers=COVERS, valid=FLAG, kind=optional_codec(TEXT), video=optional_codec(VIDEO_FINDING),
    struck=Stored("is_struck_by_operator", FLAG), deal=Stored("is_from_deal", FLAG),
)  # fmt: skip
ASKING: Final = record_codec(EvidenceAsking, party=ROLE, kinds=COVERS, due_at=INSTANT, note=optional_codec(TEXT))
ITEMS: Final = sequence_codec(ITEM)
VOICES: Final = mapping_codec(
    ROLE, record_codec(StatementStats, longest=Stored("longest_explanation", NUMBER), comments=NUMBER)
)
SECONDS_LEFT: Final = mapping_codec(TEXT, NUMBER)
HIDDEN_VERSIONS: Final = mapping_codec(ROLE, record_codec(HiddenVersions, of_stage=NUMBER, of_asks=NUMBER))
REOPENING: Final = optional_codec(
    record_codec(
        Reopening,
        later_keys={"barred"},
        of=optional_codec(IDENTIFIER),
        seconds_left=SECONDS_LEFT,
        barred=sequence_codec(ROLE),
    )
)
ACTED_FOR: Final = record_codec(Behalf, party=ROLE, means=plain_codec(ContactMeans))
BEHALF: Final = optional_codec(ACTED_FOR)
DEADLINES: Final = sequence_codec(
    record_codec(Deadline, kind=TEXT, anchor_at=INSTANT, due_at=INSTANT, clock=TEXT, owed_by=ROLE)
)
MISSED_DEADLINES: Final = sequence_codec(
    record_codec(MissedDeadline, kind=TEXT, level=plain_codec(AlertLevel), due_at=INSTANT)
)
CHECKS: Final = sequence_codec(record_codec(Check, code=TEXT, finding=plain_codec(Finding), note=optional_codec(TEXT)))
VERIFICATION: Final = optional_codec(
    record_codec(Verification, verified=FLAG, checks=CHECKS, by=TEXT, at=INSTANT, reason=optional_codec(TEXT))
)
PARCEL: Final = record_codec(Parcel, carrier=TEXT, tracking_number=TEXT)
ADDRESS: Final = plain_codec(dict[str, str] | None)
REQUESTED_ACT: Final = optional_codec(
    record_codec(
        RequestedAct,
        later_keys={"checks"},
        act=plain_codec(Act),
        behalf=BEHALF,
        condition=plain_codec(Condition | None),
        note=optional_codec(TEXT),
        parcel=optional_codec(PARCEL),
        address=ADDRESS,
        checks=CHECKS,
    )
)
PENDING_APPROVAL: Final = optional_codec(
    record_codec(
        PendingApproval,
        decision=IDENTIFIER,
        kind=plain_codec(RulingKind | None),
        option=optional_codec(OPTION),
        act=REQUESTED_ACT,
        barred=sequence_codec(TEXT),
        held_since=optional_codec(INSTANT),
        later_keys={"barred"},
    )
)
PROMISE: Final = optional_codec(
    record_codec(
        Promise,
        option=OPTION,
        basis=plain_codec(Outcome),
        address=ADDRESS,
        parcel=optional_codec(PARCEL),
        condition=plain_codec(Condition | None),
        note=optional_codec(TEXT),
    )
)
PENALTY: Final = record_codec(
    Penalty,
    party=plain_codec(Literal["buyer", "seller"]),
    act=TEXT,
    points=NUMBER,
    warning=NUMBER,
    fine=optional_codec(MONEY),
    suspended_until=optional_codec(INSTANT),
    closed=FLAG,
)
PENALTIES: Final = sequence_codec(PENALTY)
RULING: Final = record_codec(
    Ruling, later_keys=frozenset({"approved_by"}),
    kind=plain_codec(RulingKind), option=optional_codec(OPTION), responsible=plain_codec(Responsible),
    reason_code=TEXT, policy_reference=TEXT, explanation=TEXT, by=TEXT, decided_at=INSTANT, instance=NUMBER,
    absent=plain_codec(tuple[Role, ...]), checks=CHECKS, penalties=PENALTIES, contest_until=optional_codec(INSTANT),
    approved_by=optional_codec(TEXT),
)  # fmt: skip
RULINGS: Final = sequence_codec(RULING)
APPEAL: Final = optional_codec(record_codec(Appeal, by=ROLE, explanation=TEXT, filed_at=INSTANT))
ORDER: Final = optional_codec(
    record_codec(SettlementOrder, instruction=IDENTIFIER, option=OPTION, at=INSTANT, fee=optional_codec(MONEY))
)
TIMEOUT: Final = optional_codec(record_codec(Timeout, deadline=TEXT, owed_by=ROLE, due_at=INSTANT, executed=TEXT))
DEAL_MONEY: Final[Codec[DealMoney]] = Codec(
    lambda money: DealMoneyRef.from_deal_money(money).model_dump(mode="json"),
    lambda stored: DealMoneyRef.model_validate(stored).to_deal_money(),
)  # as events spell it
REDUCTIONS: Final = sequence_codec(
    record_codec(Reduction, instruction=IDENTIFIER, amount=MONEY, at=Stored("ordered_at", INSTANT))
)
NO_PAYLOAD: Final = record_codec(NoPayload)
ESCROW_REPORT: Final = record_codec(EscrowReport, omit_defaults=True, text=Stored("reason", optional_codec(TEXT)))
REQUEST_REPORT: Final = record_codec(
    RequestReport,
    omit_defaults=True,
    party=ROLE,
    stage=optional_codec(TEXT),
    ask=Stored("terms_index", optional_codec(NUMBER)),
    due_at=optional_codec(INSTANT),
    by_operator=FLAG,
)
GOODS_RECEIVED: Final = record_codec(
    GoodsReceived, omit_defaults=True, condition=plain_codec(Condition), text=Stored("note", optional_codec(TEXT))
)
AGREEMENT_REPORT: Final = record_codec(AgreementReport, omit_defaults=True, option=optional_codec(OPTION))
PARCEL_SENT: Final = record_codec(ParcelSent, parcel=PARCEL)
JOURNAL_PAYLOADS: Final[Mapping[EntryKind, Codec[Any]]] = {
    EntryKind.FROZEN: ESCROW_REPORT,
    EntryKind.FREEZE_REFUSED: ESCROW_REPORT,
    EntryKind.SETTLED: ESCROW_REPORT,
    EntryKind.MOVED_BACK: ESCROW_REPORT,
    EntryKind.ESCROW_ENDED: ESCROW_REPORT,
    EntryKind.TURN: record_codec(NegotiationReport, turn=Stored("snapshot", TURN)),
    EntryKind.AGREED: AGREEMENT_REPORT,
    EntryKind.OVERTAKEN: AGREEMENT_REPORT,
    EntryKind.FAILED: record_codec(FailureReport, how=plain_codec(Trigger)),
    EntryKind.SATISFIED: REQUEST_REPORT,
    EntryKind.REOPENED: REQUEST_REPORT,
    EntryKind.LAPSED: REQUEST_REPORT,
    EntryKind.MOVED: REQUEST_REPORT,
    EntryKind.ITEM: record_codec(ItemReport, item=ITEM),
    EntryKind.ITEM_INVALID: record_codec(
        ItemInvalidation, later_keys={"by_operator"}, id=Stored("item", IDENTIFIER), by_operator=FLAG
    ),
    EntryKind.ITEM_ATTACHED: record_codec(ItemAttachment, id=Stored("item", IDENTIFIER), covers=COVERS),
    EntryKind.VIDEO: record_codec(VideoReport, id=Stored("item", IDENTIFIER), finding=VIDEO_FINDING),
    EntryKind.ACT: record_codec(PlainAct, act=plain_codec(Act)),
    EntryKind.DECIDE: record_codec(RulingGiven, ruling=RULING),
    EntryKind.PROPOSED: NO_PAYLOAD,
    EntryKind.REJECTED: NO_PAYLOAD,
    EntryKind.VERIFY: record_codec(VerificationGiven, verification=VERIFICATION),
    EntryKind.ADDRESS: record_codec(ReturnAddress, address=ADDRESS),
    EntryKind.CORRECT_ADDRESS: record_codec(ReturnAddress, address=ADDRESS),
    EntryKind.SHIP: PARCEL_SENT,
    EntryKind.CORRECT_PARCEL: PARCEL_SENT,
    EntryKind.ACKNOWLEDGE: GOODS_RECEIVED,
    EntryKind.FULFIL: PARCEL_SENT,
    EntryKind.CONFIRM: GOODS_RECEIVED,
    EntryKind.APPEAL: record_codec(AppealFiled, text=Stored("explanation", TEXT), party=ROLE),
    EntryKind.ASK: record_codec(EvidenceAsked, asking=ASKING),
    EntryKind.EXTEND: record_codec(
        Extension, omit_defaults=True, deadline=TEXT, due_at=INSTANT, request=optional_codec(REQUEST_REPORT)
    ),
    EntryKind.PAUSE: NO_PAYLOAD,
    EntryKind.RESUME: NO_PAYLOAD,
    EntryKind.MESSAGE: NO_PAYLOAD,
    EntryKind.ASSIGN: record_codec(Assignment, omit_defaults=True, text=Stored("operator", optional_codec(TEXT))),
    EntryKind.BREACH: record_codec(Breach, level=plain_codec(AlertLevel)),
    EntryKind.SILENCE: NO_PAYLOAD,
}
"""What an entry of each kind says, under which keys."""
