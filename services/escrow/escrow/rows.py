"""Row mapping: stored rows to domain values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
import uuid_utils
from sqlalchemy import Row

from common.kernel.fees import Fee, FeePayer
from common.kernel.money import Money
from common.kernel.principal import Participant, Role
from common.kernel.terms import Term

from .domain.admission import PolicyEdition
from .domain.agreement import Agreement, Undelivered, Windows
from .domain.disputing import DisputeTerms
from .domain.erasing import Erasure
from .domain.escrow import Escrow
from .domain.fines import BookedFine, Fine
from .domain.freezes import FreezeRecord, FreezeState
from .domain.ledger import ESCROW_ACCOUNTS, Account, Movement, Party, Posting
from .domain.payments import KnownPayment, Payment
from .domain.payouts import Balances
from .domain.platform import Platform, SecretRecord
from .domain.reversals import Settlement
from .domain.shipment import Shipment
from .domain.standing import ParticipantStanding, StandingStatus
from .domain.transitions import DeadlineKind, EscrowState
from .integration_events import dispute_terms_to_ref, read_dispute_terms

STATE_INSTANTS: Final = (
    "funded_at", "ship_by", "shipped_at", "deliver_by", "delivered_at", "inspection_ends_at", "unfrozen_at",
    "closed_at",
)  # fmt: skip
SHIPMENT: Final = frozenset(Shipment._fields)


def escrow_from_row(row: Row[Any]) -> Escrow:
    return Escrow(
        id=row.id,
        tenant=row.tenant_id,
        agreement=_agreement_from_row(row),
        state=EscrowState(row.state),
        version=row.version,
        event_count=row.facts,
        balances=Balances(
            hold=row.held_minor,
            frozen=row.frozen_minor,
            released=row.released_minor,
            refunded=row.refunded_minor,
            fee_hold=row.fee_held_minor,
            fee_taken=row.fee_taken_minor,
        ),
        frozen_by=row.frozen_by,
        barred_from_disputing=frozenset(map(Role, row.barred_from_disputing)),
        shipment=Shipment(row.carrier, row.tracking_number) if row.carrier is not None else None,
        created_at=row.created_at,
        fund_by=row.fund_by,
        delivery_presumed=row.delivery_presumed,
        ended_by=_ending_deadline(row.ended_by),
        erasure=None if row.erasure is None else Erasure(row.erasure),
        **{name: getattr(row, name) for name in STATE_INSTANTS},
    )


def _ending_deadline(stored: str | None) -> DeadlineKind | None:
    return None if stored is None else DeadlineKind(stored)


def _agreement_from_row(row: Row[Any]) -> Agreement:
    return Agreement(
        buyer=Participant(row.buyer),
        seller=Participant(row.seller),
        price=Money(row.price_minor, row.currency),
        fee=Fee(row.fee_basis_points, row.fee_fixed_minor, FeePayer(row.fee_paid_by)),
        title=row.title,
        terms=row.terms,
        photo_hashes=tuple(row.photo_hashes),
        windows=Windows(
            funding_expiry=Term.parse(row.funding_expiry),
            ship_within=Term.parse(row.ship_within),
            inspection=Term.parse(row.inspection),
            delivery=Term.parse(row.delivery),
            undelivered=Undelivered(row.undelivered),
        ),
        policy=row.policy,
        policy_hash=row.policy_hash,
        dispute_terms=dispute_terms_from_json(row.dispute_terms),
        category=row.category,
        partner_reference=row.partner_reference,
        metadata=row.metadata,
    )


def agreement_to_row(escrow: Escrow) -> dict[str, Any]:
    agreement = escrow.agreement
    return {
        "tenant_id": escrow.tenant,
        "buyer": agreement.buyer,
        "seller": agreement.seller,
        "currency": escrow.currency,
        "price_minor": escrow.price,
        "fee_basis_points": agreement.fee.basis_points,
        "fee_fixed_minor": agreement.fee.fixed,
        "fee_paid_by": agreement.fee.paid_by,
        "title": agreement.title,
        "terms": agreement.terms,
        "photo_hashes": list(agreement.photo_hashes),
        "funding_expiry": str(agreement.windows.funding_expiry),
        "ship_within": str(agreement.windows.ship_within),
        "inspection": str(agreement.windows.inspection),
        "delivery": str(agreement.windows.delivery),
        "undelivered": agreement.windows.undelivered,
        "policy": agreement.policy,
        "policy_hash": agreement.policy_hash,
        "dispute_terms": dispute_terms_to_json(agreement.dispute_terms),
        "category": agreement.category,
        "partner_reference": agreement.partner_reference,
        "metadata": dict(agreement.metadata),
        "created_at": escrow.created_at,
        "fund_by": escrow.fund_by,
    }


def state_to_row(escrow: Escrow) -> dict[str, Any]:
    """Columns that change."""
    carrier, tracking_number = escrow.shipment or (None, None)
    return {
        "id": escrow.id,
        "state": escrow.state,
        "version": escrow.version,
        "facts": escrow.event_count,
        "held_minor": escrow.balances.hold,
        "frozen_minor": escrow.balances.frozen,
        "released_minor": escrow.balances.released,
        "refunded_minor": escrow.balances.refunded,
        "fee_held_minor": escrow.balances.fee_hold,
        "fee_taken_minor": escrow.balances.fee_taken,
        "frozen_by": escrow.frozen_by,
        "barred_from_disputing": sorted(escrow.barred_from_disputing),
        "carrier": carrier,
        "tracking_number": tracking_number,
        "delivery_presumed": escrow.delivery_presumed,
        "ended_by": escrow.ended_by,
        **{name: getattr(escrow, name) for name in STATE_INSTANTS},
    }


def payment_answer_to_json(escrow: Escrow) -> dict[str, Any]:
    """Map the state after a payment to what a repeat of it is answered from. What was agreed never changes; what was
    said of the parcel may be erased or put right, and stands in the escrow alone. Ids and instants are spelled with the
    rest of what is written."""
    answered = {name: value for name, value in state_to_row(escrow).items() if name not in SHIPMENT}
    return answered | {"shipped": bool(escrow.shipment)}


def payment_answer_from_json(stored: Mapping[str, Any], escrow: Escrow) -> Escrow:
    """Map the stored state of `escrow` after a payment back to it."""
    return replace(
        escrow,
        state=EscrowState(stored["state"]),
        version=stored["version"],
        event_count=stored["facts"],
        balances=Balances(
            hold=stored["held_minor"],
            frozen=stored["frozen_minor"],
            released=stored["released_minor"],
            refunded=stored["refunded_minor"],
            fee_hold=stored["fee_held_minor"],
            fee_taken=stored["fee_taken_minor"],
        ),
        frozen_by=None if stored["frozen_by"] is None else UUID(stored["frozen_by"]),
        barred_from_disputing=frozenset(map(Role, stored["barred_from_disputing"])),
        shipment=escrow.shipment if stored["shipped"] else None,
        delivery_presumed=stored["delivery_presumed"],
        ended_by=_ending_deadline(stored["ended_by"]),
        **_state_instants(stored),
    )


def _state_instants(stored: Mapping[str, Any]) -> dict[str, Any]:
    instants = {name: stored[name] for name in STATE_INSTANTS}
    return {name: None if text is None else datetime.fromisoformat(text) for name, text in instants.items()}


def known_payment_from_row(row: Row[Any], escrow: Escrow) -> KnownPayment | None:
    """Map the columns that `store.get_with_payment` reads beside the escrow."""
    if row.payment is None:
        return None
    stored = row.payment
    return KnownPayment(
        escrow=UUID(stored["escrow_id"]),
        amount=Money(stored["amount_minor"], stored["currency"]),
        escrow_after=payment_answer_from_json(stored["answer"], escrow),
        paid_at=datetime.fromisoformat(stored["paid_at"]),
    )


def payment_to_json(payment: Payment | None) -> list[dict[str, Any]]:
    """Map the payment that a change counts, as `statements.SAVE_AND_POST` reads it."""
    if payment is None:
        return []
    answer = payment_answer_to_json(payment.escrow_after)
    return [{"reference": payment.reference, "minor": payment.amount.minor, "answer": answer}]


def posting_to_row(escrow: Escrow, posting: Posting | None) -> dict[str, Any]:
    """Members of a row of `statements.SAVE_AND_POST`, beside the escrow's own."""
    if posting is None:
        return {"tenant": escrow.tenant, "currency": escrow.currency, "entries": [], "movements": []}
    currency = posting.currency or escrow.currency
    entries = [
        _entry_to_json(escrow, posting, currency, account, minor)
        for account, minor in posting.entries_by_account().items()
    ]
    return {
        "tenant": escrow.tenant,
        "transaction": posting.id,
        "concerns": escrow.id if posting.concerns_escrow else None,
        "currency": currency,
        "instruction": posting.instruction,
        "reverses": posting.reverses,
        "dispute": posting.dispute,
        "reference": posting.provider_reference,
        "entries": entries,
        "movements": [_movement_to_json(movement, posting) for movement in posting.movements],
    }


def _entry_to_json(escrow: Escrow, posting: Posting, currency: str, account: Account, minor: int) -> dict[str, Any]:
    owner = str(escrow.id) if account in ESCROW_ACCOUNTS else None
    participant = posting.debtor if account is Account.RECEIVABLE else None
    account_id = _account_id(escrow.tenant, account, currency, owner or participant or "")
    return {"account": account_id, "kind": account, "escrow": owner, "participant": participant, "minor": minor}


@lru_cache(maxsize=1024)
def _account_id(tenant: UUID, account: Account, currency: str, owner: str) -> str:
    """Id of an account, which follows from whose it is, so that nobody has to look it up."""
    return str(uuid_utils.uuid5(uuid_utils.UUID(int=tenant.int), f"{account}:{currency}:{owner}"))


def _movement_to_json(movement: Movement, posting: Posting) -> dict[str, Any]:
    return {
        "id": str(movement.id),
        "kind": movement.kind,
        "party": movement.party,
        "minor": movement.minor,
        "participant": posting.debtor if Account.RECEIVABLE in movement.route else None,
    }


def settlement_from_row(row: Row[Any], instruction: UUID) -> Settlement:
    return Settlement(
        transaction=row.transaction_id,
        instruction=instruction,
        to_buyer=row.to_buyer,
        to_seller=row.to_seller,
        fee=row.fee,
        buyer_fee_earned=row.earned,
    )


def booked_fine_from_row(row: Row[Any], instruction: UUID) -> BookedFine:
    amount = Money(row.amount_minor, row.currency)
    fine = Fine(instruction, row.dispute_id, row.participant, Party(row.party), amount)
    return BookedFine(fine, row.transaction_id)


def freeze_from_row(row: Row[Any]) -> FreezeRecord:
    return FreezeRecord(row.dispute_id, FreezeState(row.state), row.amount_minor, row.instruction)


def freeze_to_row(tenant: UUID, escrow: UUID, record: FreezeRecord) -> dict[str, Any]:
    return {
        "tenant_id": tenant,
        "dispute_id": record.dispute,
        "escrow_id": escrow,
        "amount_minor": record.amount,
        "state": record.state,
        "instruction": record.instruction,
    }


def standing_from_json(stored: Mapping[str, Any]) -> ParticipantStanding:
    """Map one of `restricted` in `statements.ADMISSION`."""
    return ParticipantStanding(
        participant=stored["participant"],
        status=StandingStatus(stored["status"]),
        until=None if stored["until"] is None else datetime.fromisoformat(stored["until"]),
        version=stored["version"],
    )


def standing_to_row(tenant: UUID, standing: ParticipantStanding) -> dict[str, Any]:
    return {"tenant_id": tenant, **standing._asdict()}


def edition_to_row(edition: PolicyEdition) -> dict[str, Any]:
    return edition._asdict() | {"dispute_terms": dispute_terms_to_json(edition.dispute_terms)}


def dispute_terms_to_json(terms: DisputeTerms | None) -> dict[str, Any] | None:
    return None if terms is None else dispute_terms_to_ref(terms).model_dump(mode="json")


def dispute_terms_from_json(stored: Mapping[str, Any] | None) -> DisputeTerms | None:
    return None if stored is None else read_dispute_terms(orjson.dumps(stored))


def platform_from_row(row: Row[Any]) -> Platform:
    return Platform(
        id=row.id,
        name=row.name,
        default_policy=row.default_policy,
        policies_by_category=row.policies_by_category,
        origins=tuple(row.origins),
        suspended=row.suspended,
        version=row.version,
        event_count=row.facts,
    )


def secret_from_row(row: Row[Any]) -> SecretRecord:
    return SecretRecord(row.id, row.created_at, row.expires_at, row.revoked_at)


def platform_to_row(platform: Platform) -> dict[str, Any]:
    return {
        "id": platform.id,
        "name": platform.name,
        "default_policy": platform.default_policy,
        "policies_by_category": dict(platform.policies_by_category),
        "origins": list(platform.origins),
        "suspended": platform.suspended,
        "version": platform.version,
        "facts": platform.event_count,
    }
