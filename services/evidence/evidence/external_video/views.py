"""Conversations elsewhere as their readers see them."""

from __future__ import annotations

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.kernel.principal import Principal
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.items.model import Item
from evidence.items.views import actor_view, external_video_content
from evidence.reasons import spell_reason

from .loading import Conversation
from .model import Attestation, ExternalRecord
from .schemas import AttestationView, ExternalVideoView, FindingView


def external_video_view(item: Item, record: ExternalRecord, viewer: Principal) -> ExternalVideoView:
    """Raises NotFound for what is no conversation, or erased."""
    content = external_video_content(item.content)
    if content is None:
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return ExternalVideoView(
        id=item.id,
        dispute=item.dispute,
        request=item.request,
        by=actor_view(item.by, viewer),
        said=content,
        findings=[
            FindingView(check=finding.check, outcome=finding.outcome, **spell_reason(finding.reason))
            for finding in record.findings
        ],
        checked_at=record.checked_at,
        attestation=record.attestation and _attestation_view(record.attestation, viewer),
        version=record.version,
    )


def changed_conversation_view(conversation: Conversation, context: Context) -> ExternalVideoView:
    return external_video_view(conversation.item, conversation.record, context.principal)


def external_video_location(video: ExternalVideoView) -> str:
    return f"/v1/evidence/external-videos/{format_id('evd', video.id)}"


def _attestation_view(attestation: Attestation, viewer: Principal) -> AttestationView:
    by = actor_view(attestation.by, viewer)
    return AttestationView(by=by, at=attestation.at, held=attestation.outcome, statement=attestation.statement)
