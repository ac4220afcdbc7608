"""Commands of proof: seal a case's evidence at a ruling, and ask for everything about a case in one archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from evidence.requests import groups

from . import loading
from .bundle_model import Bundle
from .errors import EvidenceSealed
from .loading import CaseToBundle, CaseToSeal, SealChange
from .seal_model import Seal, build_manifest


class SigningKey(Protocol):
    id: str

    def sign(self, message: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class SealCase(Command[None]):
    dispute: UUID
    instance: int
    ruling: Mapping[str, Any]
    occurred_at: datetime


@dataclass(frozen=True)
class Sealer:
    """Seals once per instance: the manifest lists all that is there."""

    key: SigningKey

    def seal_case(self, file: CaseToSeal, command: SealCase, context: Context) -> SealChange:
        """Seal the case. Whether it is sealed already or not, it goes on."""
        case = file.case.mark_active(command.occurred_at)
        if file.is_sealed:
            return SealChange(case, None)
        now, dispute = context.timing.now, file.case.id
        manifest = build_manifest(
            dispute=dispute, instance=command.instance, sealed_at=now, ruling=command.ruling, items=file.items
        )
        seal = Seal(
            dispute=dispute,
            instance=command.instance,
            sealed_at=now,
            items=tuple(item.id for item, _ in file.items),
            manifest=manifest,
            signature=self.key.sign(manifest),
            key_id=self.key.id,
        )
        return SealChange(case, seal)


@dataclass(frozen=True, slots=True)
class RequestBundle(UnversionedCommand[Bundle]):
    dispute: UUID


def request_bundle(file: CaseToBundle, command: RequestBundle, context: Context) -> Bundle:
    """Raises EvidenceSealed for a party while the other side's evidence is still hidden from it."""
    side, now = file.case.side_of(context.principal), context.timing.now
    if any(groups.hides_request(request, side) for request in file.requests):
        raise EvidenceSealed
    return Bundle(
        id=context.new_id(),
        dispute=file.case.id,
        by=context.principal.actor,
        requested_at=now,
        try_at=file.database_time,
    )


BUNDLE_HANDLERS: Final[CommandHandlers] = {
    RequestBundle: CommandHandler(loading.load_case_to_bundle, request_bundle, loading.save_bundle),
}


def seal_handlers(key: SigningKey) -> CommandHandlers:
    return {SealCase: CommandHandler(loading.load_case_to_seal, Sealer(key).seal_case, loading.save_seal)}
