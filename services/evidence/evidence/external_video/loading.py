"""Loaders and savers of conversations elsewhere."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.items.model import ExternalVideo, Item
from evidence.submissions.loading import (
    JudgedItem,
    JudgedItemChange,
    get_visible,
    load_judged_item,
    load_submission,
    save_judged_item,
    save_submission,
)
from evidence.submissions.model import Submission, SubmissionChange, SubmissionFile

from .model import ExternalRecord
from .transaction import ExternalVideoTransaction


class Conversation(NamedTuple):
    """What was told of a conversation, and what is known beside."""

    item: Item
    record: ExternalRecord
    recording: Item | None


class ConversationFile(NamedTuple):
    file: SubmissionFile
    recording: Item | None
    """The piece of evidence that is named as its recording, if whoever tells of it may know of that."""


class ToldConversation(NamedTuple):
    submission: SubmissionChange
    record: ExternalRecord


class ToldInCase(NamedTuple):
    """Conversation that was told of, with the requests that it answers."""

    judged: JudgedItem
    record: ExternalRecord


class CheckedConversation(NamedTuple):
    """Conversation with the recording of it whose checks are to be repeated, if it names one."""

    judged: JudgedItem
    record: ExternalRecord
    recording: Item | None


class AttestedConversation(NamedTuple):
    record: ExternalRecord
    evidence: JudgedItemChange


class WithConversation(Protocol):
    @property
    def submission(self) -> Submission: ...

    @property
    def content(self) -> ExternalVideo: ...


class OfItem(Protocol):
    @property
    def item_id(self) -> UUID: ...


async def load_to_tell(tx: ExternalVideoTransaction, command: WithConversation, origin: Origin) -> ConversationFile:
    """Raises NotFound."""
    file, recording = await load_submission(tx, command, origin), None
    if command.content.recording is not None:
        try:
            recording = await get_visible(tx, command.content.recording, viewer=origin.principal)
        except NotFound:
            recording = None
    return ConversationFile(file, recording)


async def save_told(
    tx: ExternalVideoTransaction, subject: ConversationFile, change: ToldConversation, context: Context
) -> Conversation:
    item = (await save_submission(tx, subject.file, change.submission, context)).item
    await tx.external_videos.add(change.record)
    return Conversation(item, change.record, subject.recording)


async def load_conversation(tx: ExternalVideoTransaction, item_id: UUID, *, viewer: Principal) -> Conversation:
    """Raises NotFound for whoever is not to know of it (yet)."""
    item = await get_visible(tx, item_id, viewer=viewer)
    record = await tx.external_videos.get(item_id)
    return Conversation(item, record, await _load_recording(tx, record))


async def load_told_in_case(tx: ExternalVideoTransaction, command: OfItem, origin: Origin) -> ToldInCase:
    """Raises NotFound for whoever is not to know of it (yet)."""
    await get_visible(tx, command.item_id, viewer=origin.principal)
    judged = await load_judged_item(tx, command, origin)
    return ToldInCase(judged, await tx.external_videos.get_for_update(command.item_id))


async def load_checked(tx: ExternalVideoTransaction, command: OfItem, origin: Origin) -> CheckedConversation:
    """Raises NotFound for whoever is not to know of it (yet)."""
    judged, record = await load_told_in_case(tx, command, origin)
    return CheckedConversation(judged, record, await _load_recording(tx, record))


async def _load_recording(tx: ExternalVideoTransaction, record: ExternalRecord) -> Item | None:
    return None if record.recording is None else await tx.items.get(record.recording)


async def save_attested(
    tx: ExternalVideoTransaction, subject: ToldInCase, change: AttestedConversation, context: Context
) -> Conversation:
    await tx.external_videos.save(change.record)
    item = (await save_judged_item(tx, subject.judged, change.evidence, context)).item
    return Conversation(item, change.record, await _load_recording(tx, change.record))


async def save_repeated_checks(
    tx: ExternalVideoTransaction, subject: CheckedConversation, record: ExternalRecord, context: Context
) -> Conversation:
    await tx.external_videos.save(record)
    await tx.external_check_leases.begin_anew(record.item)
    return Conversation(subject.judged.item, record, subject.recording)


async def load_record(tx: ExternalVideoTransaction, command: OfItem, origin: Origin) -> ExternalRecord:
    """Raises NotFound."""
    return await tx.external_videos.get_for_update(command.item_id)


async def save_findings(
    tx: ExternalVideoTransaction, record: ExternalRecord, change: ExternalRecord | None, context: Context
) -> None:
    if change is not None:
        await tx.external_videos.save(change)
        await tx.append_audit_entry("external_video.checked", str(change.item))
