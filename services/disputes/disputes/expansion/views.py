"""Views of what is shown beside a case, made of what this service knows by events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from common.kernel.ids import format_id
from common.kernel.money import Money
from common.kernel.principal import Role
from common.web.schemas import MoneyView
from disputes.engine.effects import name_execution
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import NEGOTIATION_CLOCK
from disputes.policy.vocabulary import OptionKind
from disputes.schema import SqlRow

from .schemas import GivenItemView, KnownEscrowView, OfferView

OFFER_STATES: Final = {
    "proposal_made": "made",
    "proposal_amended": "amended",
    "proposal_consented": "consented",
    "proposal_rejected": "rejected",
    "proposal_accepted": "accepted",
    "proposal_expired": "expired",
}
EXECUTED: Final = "executed_on_silence"
EXECUTING_KINDS: Final = ("stage_entered", "settlement_ordered")
"""Lines that say whose silence has carried out what, where silence has: goods, or money."""
UNANSWERED_STATES: Final = frozenset({"made", "amended", "consented"})
GIVING_KINDS: Final = ("evidence_received", "evidence_attached")
INVALIDATED: Final = "evidence_invalidated"
ERASED: Final = "evidence_erased"
ITEM_KINDS: Final = (*GIVING_KINDS, INVALIDATED, ERASED)
GIVEN_MEMBERS: Final = ("party", "media_type", "size", "covers")


def known_escrow_view(escrow: KnownEscrow) -> KnownEscrowView:
    held = escrow.held_amount
    return KnownEscrowView(
        id=escrow.id,
        title=escrow.title,
        state=escrow.state,
        held=MoneyView.from_money(held),
        frozen=MoneyView.from_money(escrow.frozen_amount),
        price=MoneyView.from_money(Money(escrow.price, held.currency)) if escrow.price is not None else None,
        funded_at=escrow.funded_at,
        delivered_at=escrow.delivered_at,
        version=escrow.version,
    )


def offer_views(lines: Iterable[SqlRow], standing: int | None) -> list[OfferView]:
    """Fold the lines of the story about proposals, in their order, into proposals. `standing`: the current one."""
    offers: dict[int, dict[str, Any]] = {}
    executed: dict[int, dict[str, Any]] = {}
    for line in lines:
        if line.kind in EXECUTING_KINDS:
            executed |= _find_executed(offers.values(), line.params.get("timeout"))
        else:
            number = line.params["number"]
            offers[number] = offers.get(number, {"made_at": line.at}) | _describe_offer(line, standing)
    return [OfferView.model_validate(offer | executed.get(number, {})) for number, offer in sorted(offers.items())]


def _describe_offer(line: SqlRow, standing: int | None) -> dict[str, Any]:
    return {
        "mediation": line.subject,
        "number": line.params["number"],
        "by": Role(line.params["by"]),
        "round": line.params["round"],
        "options": line.params.get("options", []),
        "state": _offer_state(OFFER_STATES[line.kind], is_standing=line.params["number"] == standing),
        "changed_at": line.at,
    }


def _find_executed(offers: Iterable[dict[str, Any]], timeout: dict[str, Any] | None) -> dict[int, dict[str, Any]]:
    """Find what silence has carried out: the last offer then, of whoever's solution that was, of whatever kind."""
    if timeout is None or timeout["deadline"] != NEGOTIATION_CLOCK:
        return {}
    due_at, executed = datetime.fromisoformat(timeout["due_at"]), timeout["executed"]
    standing = (each for each in offers if each["made_at"] < due_at)
    own = (each["number"] for each in standing if name_execution(OptionKind.RELEASE, each["by"]) == executed)
    number = max(own, default=None)
    return {} if number is None else {number: {"state": EXECUTED, "changed_at": due_at}}


def _offer_state(last: str, *, is_standing: bool) -> str:
    """Say what has become of an offer: one that nobody has answered, and that stands no more, is gone."""
    return "gone" if last in UNANSWERED_STATES and not is_standing else last


def given_item_views(lines: Iterable[SqlRow]) -> list[GivenItemView]:
    """Fold the lines of the story about evidence, in their order, into pieces of evidence."""
    items: dict[UUID, dict[str, Any]] = {}
    for line in lines:
        if line.kind in GIVING_KINDS:
            known = items.setdefault(line.subject, _new_item(line))
            given = {name: line.params[name] for name in GIVEN_MEMBERS if name in line.params}
            known |= {"request": line.request or known["request"], **given}
        elif (known_item := items.get(line.subject)) is not None:
            known_item["valid" if line.kind == INVALIDATED else "erased"] = line.kind != INVALIDATED
    return [GivenItemView.model_validate(item) for item in items.values()]


def _new_item(line: SqlRow) -> dict[str, Any]:
    return {
        "id": line.subject,
        "kind": line.params["kind"],
        "party": None,
        "request": None,
        "media_type": None,
        "size": None,
        "covers": [],
        "valid": True,
        "erased": False,
        "given_at": line.at,
        "href": f"/v1/evidence/items/{format_id('evd', line.subject)}",
    }
