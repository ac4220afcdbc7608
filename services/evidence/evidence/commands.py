"""Commands of every room, each with its handler: the one table of this service."""

from __future__ import annotations

from typing import Final

from common.execution.commands import CommandHandlers
from common.execution.origins import ORIGIN_HANDLERS
from common.execution.suspensions import SUSPENSION_HANDLERS

from .attachments.commands import ATTACHMENT_HANDLERS
from .deals.commands import PLATFORM_HANDLERS
from .downloads.commands import DOWNLOAD_HANDLERS
from .external_video.commands import EXTERNAL_VIDEO_HANDLERS
from .live_video.commands import LIVE_VIDEO_HANDLERS
from .proof.commands import BUNDLE_HANDLERS
from .requests.commands import REQUEST_HANDLERS
from .retention.commands import RETENTION_HANDLERS
from .shipments.commands import SHIPMENT_HANDLERS
from .submissions.commands import SUBMISSION_HANDLERS
from .uploads.commands import UPLOAD_HANDLERS

COMMAND_HANDLERS: Final[CommandHandlers] = {
    **REQUEST_HANDLERS,
    **SUBMISSION_HANDLERS,
    **ATTACHMENT_HANDLERS,
    **SHIPMENT_HANDLERS,
    **PLATFORM_HANDLERS,
    **DOWNLOAD_HANDLERS,
    **BUNDLE_HANDLERS,
    **UPLOAD_HANDLERS,
    **LIVE_VIDEO_HANDLERS,
    **EXTERNAL_VIDEO_HANDLERS,
    **RETENTION_HANDLERS,
    **ORIGIN_HANDLERS,
    **SUSPENSION_HANDLERS,
}
"""But for what needs the key of this installation: `proof.commands:seal_handlers`."""
