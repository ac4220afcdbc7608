"""Maps rows to domain values and back. What a row has as JSON is in `stored_json.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from common.kernel.behalf import Behalf, ContactMeans
from common.kernel.case_ends import CaseEnd
from common.kernel.money import Money, Split
from common.kernel.principal import Participant, Role
from common.persistence.case_ends import case_end_from_row, case_end_to_row

from .domain.case import NegotiatedCase
from .domain.mediation import Mediation
from .domain.options import Option, OptionKind
from .domain.progress import CaseProgress
from .domain.proposal import Overtaking, Proposal, ProposalState
from .domain.snapshot import NegotiationSnapshot
from .domain.states import State
from .domain.submission import AgreementBasis, Submission, Turn
from .domain.terms import Author, Mediator, Side
from .ports import PublishedTree
from .stored_json import (
    decode_money,
    decode_news,
    decode_silent_end,
    decode_terms,
    decode_walk,
    encode_news,
    encode_terms,
    encode_walk,
)


def mediation_to_row(mediation: Mediation) -> dict[str, Any]:
    case, snapshot = mediation.case, mediation.snapshot
    return {
        "tenant_id": case.tenant,
        "id": mediation.id,
        "dispute": case.dispute,
        "escrow": case.escrow,
        "buyer": case.buyer,
        "seller": case.seller,
        "claimant": snapshot.claimant,
        "amount_minor": case.amount.minor,
        "disputed_minor": case.disputed.minor,
        "currency": case.amount.currency,
        "terms": encode_terms(snapshot.terms),
        "state": snapshot.state,
        "awaiting": snapshot.awaiting,
        "due_at": snapshot.due_at,
        "due_since": snapshot.due_since,
        "created_at": mediation.created_at,
        "version": mediation.version,
        "facts": mediation.event_count,
        "walk": None if snapshot.walk is None else encode_walk(snapshot.walk),
        "paused_at": snapshot.paused_at,
        "pause_heard": snapshot.pause_sequence,
        **submission_to_row(snapshot.submission),
    }


def submission_to_row(submission: Submission | None) -> dict[str, Any]:
    return {
        "submitted_option": None if submission is None else submission.option,
        "submitted_basis": None if submission is None else submission.basis,
        "submitted_at": None if submission is None else submission.received_at,
        "case_over": submission is not None and submission.is_case_over,
        "interrupted_turn": None if submission is None else encode_turn(submission.interrupted),
    }


def submission_from_row(row: Row[Any]) -> Submission | None:
    if row.submitted_option is None:
        return None
    basis, interrupted = AgreementBasis(row.submitted_basis), decode_turn(row.interrupted_turn)
    return Submission(row.submitted_option, basis, row.submitted_at, row.case_over, interrupted)


def mediation_from_row(row: Row[Any], proposals: tuple[Proposal, ...], case_end: CaseEnd | None = None) -> Mediation:
    amount = Money(row.amount_minor, row.currency)
    return Mediation(
        id=row.id,
        case=NegotiatedCase(
            tenant=row.tenant_id,
            dispute=row.dispute,
            escrow=row.escrow,
            buyer=Participant(row.buyer),
            seller=Participant(row.seller),
            amount=amount,
            disputed=Money(row.disputed_minor, row.currency),
        ),
        snapshot=NegotiationSnapshot(
            claimant=Side(row.claimant),
            terms=decode_terms(row.terms),
            state=State(row.state),
            proposals=proposals,
            awaiting=None if row.awaiting is None else Side(row.awaiting),
            due_at=row.due_at,
            due_since=row.due_since,
            walk=None if row.walk is None else decode_walk(row.walk, amount),
            paused_at=row.paused_at,
            pause_sequence=row.pause_heard,
            submission=submission_from_row(row),
        ),
        created_at=row.created_at,
        version=row.version,
        event_count=row.facts,
        money=None if row.money is None else decode_money(row.money),
        case_end=case_end,
        assignee=row.assignee,
        silent_end=None if row.silent_end is None else decode_silent_end(row.silent_end),
        approval_limit=row.approval_limit,
        awaits_approval=bool(row.awaits_approval),
    )


def proposal_to_row(mediation: Mediation, proposal: Proposal) -> dict[str, Any]:
    overtaking = proposal.overtaking
    return {
        "tenant_id": mediation.case.tenant,
        "id": proposal.id,
        "mediation": mediation.id,
        "dispute": mediation.case.dispute,
        "number": proposal.number,
        "version": proposal.version,
        "by": proposal.by,
        "round": proposal.round,
        "state": proposal.state,
        "created_at": proposal.created_at,
        "expires_at": proposal.expires_at,
        "chosen": proposal.chosen,
        "accepted_at": proposal.accepted_at,
        "rejected_by": proposal.rejected_by,
        "reason": proposal.reason,
        "note": proposal.note,
        "consents": sorted(proposal.consents),
        "worded_for": encode_behalf(proposal.worded_for),
        "opened_by_operator": proposal.opened_by_operator,
        "answered_for": encode_behalf(proposal.answered_for),
        "overtaken_by": None if overtaking is None else overtaking.why,
        "case_state": None if overtaking is None else overtaking.case_state,
        "case_outcome": None if overtaking is None else overtaking.case_outcome,
        "case_due_at": None if overtaking is None else overtaking.due_at,
    }


def proposal_from_rows(rows: Sequence[Row[Any]], currency: str) -> Proposal:
    """Map the rows of one proposal, one for each of its options in their order."""
    first = rows[0]
    return Proposal(
        id=first.id,
        number=first.number,
        version=first.version,
        by=author_from_stored(first.by),
        round=first.round,
        options=tuple(option_from_row(row, currency) for row in rows),
        created_at=first.created_at,
        expires_at=first.expires_at,
        state=ProposalState(first.state),
        chosen=first.chosen,
        accepted_at=first.accepted_at,
        rejected_by=None if first.rejected_by is None else Side(first.rejected_by),
        reason=first.reason,
        note=first.note,
        consents=frozenset(map(Side, first.consents)),
        worded_for=decode_behalf(first.worded_for),
        opened_by_operator=first.opened_by_operator,
        answered_for=decode_behalf(first.answered_for),
        overtaking=None
        if first.overtaken_by is None
        else Overtaking(first.overtaken_by, first.case_state, first.case_outcome, first.case_due_at),
    )


def author_from_stored(by: str) -> Author:
    return Mediator(by) if by in set(Mediator) else Side(by)


def option_to_row(mediation: Mediation, proposal: Proposal, rank: int) -> dict[str, Any]:
    option = proposal.options[rank]
    return {
        "tenant_id": mediation.case.tenant,
        "proposal": proposal.id,
        "version": proposal.version,
        "rank": rank,
        "kind": option.kind,
        "disputed_minor": mediation.case.amount.minor,
        "to_buyer_minor": None if option.split is None else option.split.to_buyer.minor,
        "to_seller_minor": None if option.split is None else option.split.to_seller.minor,
        "reduction_minor": None if option.reduction is None else option.reduction.minor,
    }


def option_from_row(row: Row[Any], currency: str) -> Option:
    if row.to_buyer_minor is None:
        if row.reduction_minor is None:
            return Option(OptionKind(row.kind), None)
        reduction, whole = Money(row.reduction_minor, currency), Money(row.disputed_minor, currency)
        return Option(OptionKind(row.kind), None, reduction, whole)
    split = Split(Money(row.to_buyer_minor, currency), Money(row.to_seller_minor, currency))
    return Option(OptionKind(row.kind), split)


def progress_from_row(row: Row[Any]) -> CaseProgress:
    return CaseProgress(
        dispute=row.dispute,
        escalated=row.escalated,
        closed=row.closed,
        news=tuple(map(decode_news, row.clock_news)),
        end=case_end_from_row(row),
    )


def progress_to_row(progress: CaseProgress) -> dict[str, Any]:
    return {
        "escalated": progress.escalated,
        "closed": progress.closed,
        "clock_news": [*map(encode_news, progress.news)],
        **case_end_to_row(progress.end),
    }


def published_tree_from_row(row: Row[Any]) -> PublishedTree:
    return PublishedTree(row.name, row.edition, row.source, row.hash, row.published_at)


def encode_behalf(behalf: Behalf | None) -> dict[str, Any] | None:
    return None if behalf is None else {"party": behalf.party.value, "means": behalf.means.value}


def decode_behalf(stored: dict[str, Any] | None) -> Behalf | None:
    return None if stored is None else Behalf(Role(stored["party"]), ContactMeans(stored["means"]))


def encode_turn(turn: Turn | None) -> dict[str, Any] | None:
    """Encode a turn. Its clock runs, or stands still with the case."""
    if turn is None:
        return None
    clock = {"due_at": turn.due_at, "due_since": turn.due_since}
    return {"state": turn.state.value} | {name: at and at.isoformat() for name, at in clock.items()}


def decode_turn(stored: dict[str, Any] | None) -> Turn | None:
    if stored is None:
        return None
    clock = (stored[name] and datetime.fromisoformat(stored[name]) for name in ("due_at", "due_since"))
    return Turn(State(stored["state"]), *clock)
