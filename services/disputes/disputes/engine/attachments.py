"""Attachments of a message: evidence of the case, by its id (K8)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from disputes.policy.model import Policy

from .dispute import Dispute
from .errors import AttachmentUnknown
from .values import EvidenceItem, RequestState


def require_attachable(dispute: Dispute, attachments: Sequence[UUID], policy: Policy) -> None:
    """Raises AttachmentUnknown for what is no evidence of the case, or is still sealed from one side (T8)."""
    attachable = {item.id for item in dispute.items if not _is_sealed(dispute, item, policy)}
    if unknown := [index for index, id in enumerate(attachments) if id not in attachable]:
        raise AttachmentUnknown(unknown)


def _is_sealed(dispute: Dispute, item: EvidenceItem, policy: Policy) -> bool:
    """Tell whether a request that keeps such evidence sealed is still open."""
    return any(
        terms.sealed and request.state is RequestState.OPEN and item.kind in request.kinds
        for request in dispute.requests
        if request.stage in policy.stages and (terms := request.terms_in(policy)) is not None
    )
