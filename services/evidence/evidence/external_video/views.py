"""Conversations elsewhere as their readers see them."""

from __future__ import annotations

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.principal import Principal, Role
from common.web.schemas import AllowedAction
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.items.model import StoredFile, Sufficiency
from evidence.items.views import actor_view, external_video_content, external_video_path
from evidence.reasons import spell_reason

from .loading import Conversation
from .model import Attestation
from .schemas import AttestationView, ExternalVideoView, FindingView


def external_video_view(conversation: Conversation, viewer: Principal) -> ExternalVideoView:
    """Raises NotFound for what is no conversation, or erased."""
    item, record, _ = conversation
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
        allowed_actions=_allowed_actions(conversation, viewer),
        version=record.version,
    )


def changed_conversation_view(conversation: Conversation, context: Context) -> ExternalVideoView:
    return external_video_view(conversation, context.principal)


def external_video_location(video: ExternalVideoView) -> str:
    return external_video_path(video.id)


def _allowed_actions(conversation: Conversation, viewer: Principal) -> list[AllowedAction]:
    item, record, recording = conversation
    if viewer.role is not Role.OPERATOR or "decide" not in viewer.scopes:
        return []
    may_attest = item.sufficiency is Sufficiency.NOT_ATTESTED
    may_repeat = record.can_repeat_checks and recording is not None and isinstance(recording.content, StoredFile)
    offered = (("attest", may_attest), ("recheck", may_repeat))
    home = external_video_path(item.id)
    return [AllowedAction(rel=rel, href=f"{home}/{rel}", actor=viewer.role) for rel, allowed in offered if allowed]


def _attestation_view(attestation: Attestation, viewer: Principal) -> AttestationView:
    by = actor_view(attestation.by, viewer)
    return AttestationView(by=by, at=attestation.at, held=attestation.outcome, statement=attestation.statement)
