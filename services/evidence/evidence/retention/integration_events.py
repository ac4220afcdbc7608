"""Maps erasures to the integration events in `common.contracts`."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from common.contracts.envelope import Party, Who
from common.contracts.evidence import CaseErased, ParticipantErased
from common.kernel.principal import Actor, Role
from evidence.events import EventContext
from evidence.items.model import ErasureCause

from .model import ErasedCase

PARTIES: Final[dict[Role, Party]] = {Role.BUYER: "buyer", Role.SELLER: "seller"}
EVERYBODY: Final[tuple[Who, ...]] = ("buyer", "seller", "representative", "operator", "platform")


def case_erased(
    case: ErasedCase, person: Actor | None, cause: ErasureCause, context: EventContext, erasure_id: UUID
) -> CaseErased:
    """`person`: whose words go; None: everybody's."""
    fields = context.case_event_fields(subject=erasure_id, dispute=case.dispute, sequence=1, version=1)
    return CaseErased(
        **fields,
        escrow=case.escrow,
        of=EVERYBODY if person is None else (person.role.value,),
        participant=None if person is None else person.id,
        why=cause.value,
    )


def participant_erased(party: Actor, context: EventContext, erasure_id: UUID) -> ParticipantErased:
    fields = context.event_fields(subject=erasure_id, sequence=1, version=1)
    return ParticipantErased(**fields, role=PARTIES[party.role], participant=party.id)
