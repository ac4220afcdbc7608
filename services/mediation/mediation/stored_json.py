"""Stored JSON: terms, walks and money as rows keep them, with keys and a version of their own."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any, Final

from common.contracts.dispute_parts import LastProposalRef, SilentEndRef
from common.contracts.escrow import DealMoneyRef
from common.kernel.deal_money import DealMoney
from common.kernel.errors import InvariantViolated
from common.kernel.money import Money
from common.kernel.terms import Calendar, Term

from .domain.case import LastProposal, SilentEnd
from .domain.options import MAX_OPTIONS, OptionKind
from .domain.progress import ClockNews
from .domain.terms import GOES_ON, FailureEnd, RejectionRule, Side, SilenceRule, Terms
from .domain.walk import Answer, CaseDetails, Walk

TERMS_VERSION: Final = 3
WALK_VERSION: Final = 3
MONEY_VERSION: Final = 1
NEWS_VERSION: Final = 1
"""Versions of the stored JSON. Raise one when a key changes, and keep reading what older versions wrote."""
VERSION_KEY: Final = "stored_version"
INSTANTS_OF_NEWS: Final = ("escalated_at", "paused_at", "resumed_at", "due_at")


def encode_money(money: DealMoney) -> dict[str, Any]:
    """Encode it as events spell it."""
    return {VERSION_KEY: MONEY_VERSION, **DealMoneyRef.from_deal_money(money).model_dump(mode="json")}


def decode_money(stored: dict[str, Any]) -> DealMoney:
    require_known_version("money", stored, MONEY_VERSION)
    return DealMoneyRef.model_validate(stored).to_deal_money()


def decode_silent_end(stored: dict[str, Any]) -> SilentEnd:
    ref = SilentEndRef.model_validate(stored)
    last, bars = _last_proposal(ref.last_proposal), tuple(map(Side, ref.bars))
    return SilentEnd(ref.at, ref.clock, ref.action, ref.prevented_by, ref.split, bars, last, ref.is_cap)


def _last_proposal(ref: LastProposalRef | None) -> LastProposal | None:
    if ref is None:
        return None
    return LastProposal(Side(ref.of), ref.at, ref.clock, ref.prevented_by, ref.has_judges)


def encode_terms(terms: Terms) -> dict[str, Any]:
    calendar = terms.calendar
    return {
        VERSION_KEY: TERMS_VERSION,
        "respond_by": terms.respond_by.isoformat(),
        "on_silence": terms.on_silence.value,
        "reject": terms.reject.value,
        "max_rounds": terms.max_rounds,
        "counter_term": str(terms.counter_term),
        "counter_silence": terms.counter_silence.value,
        "amendable": terms.amendable,
        "kinds": sorted(kind.value for kind in terms.kinds),
        "max_options": terms.max_options,
        "offer_term": str(terms.offer_term),
        "with_reduction": sorted(kind.value for kind in terms.with_reduction),
        "if_failed": asdict(terms.if_failed),
        "calendar": {
            "zone": calendar.zone,
            "weekdays": sorted(calendar.weekdays),
            "opens": calendar.opens.isoformat(),
            "closes": None if calendar.closes is None else calendar.closes.isoformat(),
            "holidays": sorted(day.isoformat() for day in calendar.holidays),
        },
    }


def decode_terms(stored: dict[str, Any]) -> Terms:
    require_known_version("terms", stored, TERMS_VERSION)
    calendar = stored["calendar"]
    return Terms(
        respond_by=datetime.fromisoformat(stored["respond_by"]),
        on_silence=SilenceRule(stored["on_silence"]),
        reject=RejectionRule(stored["reject"]),
        max_rounds=stored["max_rounds"],
        counter_term=Term.parse(stored["counter_term"]),
        counter_silence=SilenceRule(stored["counter_silence"]),
        amendable=stored["amendable"],
        kinds=frozenset(map(OptionKind, stored["kinds"])),
        max_options=stored.get("max_options", MAX_OPTIONS),
        offer_term=Term.parse(stored.get("offer_term", "5 days")),
        with_reduction=frozenset(map(OptionKind, stored.get("with_reduction", ()))),
        if_failed=decode_failure_end(stored["if_failed"]) if "if_failed" in stored else GOES_ON,
        calendar=Calendar(
            zone=calendar["zone"],
            weekdays=frozenset(calendar["weekdays"]),
            opens=time.fromisoformat(calendar["opens"]),
            closes=None if calendar["closes"] is None else time.fromisoformat(calendar["closes"]),
            holidays=frozenset(map(date.fromisoformat, calendar["holidays"])),
        ),
    )


def encode_walk(walk: Walk) -> dict[str, Any]:
    return {  # the disputed amount has columns of its own
        VERSION_KEY: WALK_VERSION,
        "tree": walk.tree,
        "hash": walk.hash,
        "respond_term": str(walk.respond_term),
        "case": asdict(walk.case_details),
        "question": walk.question,
        "if_abandoned": asdict(walk.if_abandoned),
        "trace": [asdict(answer) | {"at": answer.at.isoformat()} for answer in walk.trace],
    }


def decode_walk(stored: dict[str, Any], disputed_amount: Money) -> Walk:
    require_known_version("walk", stored, WALK_VERSION)
    return Walk(
        tree=stored["tree"],
        hash=stored["hash"],
        respond_term=Term.parse(stored["respond_term"]),
        case_details=CaseDetails(**stored["case"]),
        disputed_amount=disputed_amount,
        question=stored["question"],
        if_abandoned=_decode_abandonment(stored),
        trace=tuple(Answer(**answer | {"at": datetime.fromisoformat(answer["at"])}) for answer in stored["trace"]),
    )


def _decode_abandonment(stored: dict[str, Any]) -> FailureEnd:
    """A walk of an earlier version can only close its case: as it says, or as in every edition while none said so."""
    if "if_abandoned" in stored:
        return decode_failure_end(stored["if_abandoned"])
    return FailureEnd(closes_as=stored.get("abandoned_as", "withdrawn"))


def decode_failure_end(stored: dict[str, Any]) -> FailureEnd:
    pays, last_of = stored["pays"], stored["carries_out_last_of"]
    return FailureEnd(
        closes_as=stored["closes_as"],
        bars=tuple(map(Side, stored.get("bars", ()))),
        pays=None if pays is None else Side(pays),
        carries_out_last_of=None if last_of is None else Side(last_of),
        has_judges=stored.get("has_judges", True),
    )


def require_known_version(name: str, stored: dict[str, Any], newest: int) -> None:
    """Refuse to guess: what a later version wrote may read well and mean something else."""
    if (version := stored.get(VERSION_KEY)) not in range(1, newest + 1):
        raise InvariantViolated(f"stored {name} has version {version}, this code reads up to {newest}")


def encode_news(news: ClockNews) -> dict[str, Any]:
    instants = {key: value.isoformat() for key, value in asdict(news).items() if isinstance(value, datetime)}
    return {VERSION_KEY: NEWS_VERSION, "sequence": news.sequence, **instants}


def decode_news(stored: dict[str, Any]) -> ClockNews:
    require_known_version("news of clocks", stored, NEWS_VERSION)
    instants = {key: datetime.fromisoformat(value) for key, value in stored.items() if key in INSTANTS_OF_NEWS}
    return ClockNews(sequence=stored["sequence"], **instants)
