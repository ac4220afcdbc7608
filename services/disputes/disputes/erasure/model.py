"""Erasure of what was said in a case that is over: whose words go, and what the case is without them. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol
from uuid import UUID

from common.kernel.carriers import name_known_carrier
from common.kernel.principal import Role
from disputes.cases.model import CasesTx
from disputes.engine.dispute import Change, Dispute
from disputes.engine.values import Check, OpeningStatement, Parcel, Promise, Ruling, Verification

PARTIES: Final = frozenset({Role.BUYER, Role.SELLER})
OFFICE: Final = frozenset({Role.OPERATOR, Role.PLATFORM})
"""What these have written speaks of the parties, and goes with the words of either."""


@dataclass(frozen=True, slots=True)
class ErasedWords:
    """Words that go: all of these roles; of representatives, where one of them asked, that one's alone."""

    dispute: UUID
    roles: frozenset[Role]
    representative: str | None = None
    with_deal: bool = False
    """What the deal is about goes, too: the time of the whole case is over."""


def words_to_erase(dispute: UUID, of: Set[Role], participant: str | None) -> ErasedWords:
    """Find whose words go with those that are asked for. `participant`: who asked; None: nobody, its time is over."""
    roles = frozenset(of | OFFICE) if of & PARTIES else frozenset(of)
    representative = participant if Role.REPRESENTATIVE in of else None
    return ErasedWords(dispute, roles, representative, with_deal=participant is None)


def erase_words(dispute: Dispute, roles: frozenset[Role]) -> Change:
    """Take out of a case what these roles have said in it. Codes, amounts, instants and ids stay. Once it is done there
    is nothing to change."""
    changes: dict[str, Any] = {}
    if dispute.claimant in roles:
        changes |= {"explanation": "", "statement": _without_words(dispute.statement)}
    if dispute.appeal is not None and dispute.appeal.by in roles:
        changes["appeal"] = replace(dispute.appeal, explanation="")
    if dispute.promise is not None:
        changes["promise"] = _without_addresses(dispute.promise, roles)
    if Role.OPERATOR in roles:
        changes["rulings"] = tuple(_without_reasons(ruling) for ruling in dispute.rulings)
        changes["requests"] = tuple(replace(request, note=_erased(request.note)) for request in dispute.requests)
        if dispute.verification is not None:
            changes["verification"] = _without_remarks(dispute.verification)
    changed = {name: value for name, value in changes.items() if value != getattr(dispute, name)}
    return dispute.evolve(**changed) if changed else Change(dispute)


def _without_words(statement: OpeningStatement) -> OpeningStatement:
    deal = statement.transaction
    without = None if deal is None else replace(deal, item="", terms=_erased(deal.terms))
    return OpeningStatement(without, _erased(statement.need))


def _without_addresses(promise: Promise, roles: frozenset[Role]) -> Promise:
    """Where goods go back to is the seller's; a parcel's number leads to whom it is sent, and what was typed for a
    carrier that is not known may name anybody."""
    if not roles & PARTIES:
        return promise
    parcel = None if promise.parcel is None else _without_number(promise.parcel)
    address = {} if Role.SELLER in roles and promise.address is not None else promise.address
    return replace(promise, address=address, parcel=parcel, note=_erased(promise.note))


def _without_number(parcel: Parcel) -> Parcel:
    return Parcel(name_known_carrier(parcel.carrier), "")


def _without_reasons(ruling: Ruling) -> Ruling:
    return replace(ruling, explanation="", policy_reference="", checks=_without_notes(ruling.checks))


def _without_remarks(verification: Verification) -> Verification:
    return replace(verification, reason=_erased(verification.reason), checks=_without_notes(verification.checks))


def _without_notes(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(replace(check, note=_erased(check.note)) for check in checks)


def _erased(words: str | None) -> str | None:
    """An empty text was erased; None was never said."""
    return None if words is None else ""


class WordStore(Protocol):
    async def erase(self, words: ErasedWords) -> None:
        """Erase messages, notes, decisions, the journal's entries and stored answers, wherever they say these words."""

    async def forget_deals(self, escrows: Sequence[UUID]) -> None:
        """Forget what deals are about that nobody ever disputed."""


class ErasureTx(CasesTx, Protocol):
    @property
    def words(self) -> WordStore: ...
