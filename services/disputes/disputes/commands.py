"""Commands of every room, each with its handler: the one table of this service."""

from __future__ import annotations

from typing import Final

from common.execution.commands import CommandHandlers
from common.execution.origins import ORIGIN_HANDLERS
from common.execution.suspensions import SUSPENSION_HANDLERS
from disputes.approvals.commands import COMMAND_HANDLERS as APPROVAL_HANDLERS
from disputes.approvals.event_commands import EVENT_COMMAND_HANDLERS as AGREEMENT_HANDLERS
from disputes.cases.commands import COMMAND_HANDLERS as CASE_HANDLERS
from disputes.cases.event_commands import EVENT_COMMAND_HANDLERS
from disputes.desk.commands import COMMAND_HANDLERS as DESK_HANDLERS
from disputes.editions.commands import COMMAND_HANDLERS as EDITION_HANDLERS
from disputes.erasure.commands import COMMAND_HANDLERS as ERASURE_HANDLERS
from disputes.evidence_requests.commands import EVIDENCE_REQUEST_HANDLERS
from disputes.penalties.commands import COMMAND_HANDLERS as PENALTY_HANDLERS
from disputes.story.commands import READING_HANDLERS

COMMAND_HANDLERS: Final[CommandHandlers] = {
    **EDITION_HANDLERS,
    **CASE_HANDLERS,
    **EVENT_COMMAND_HANDLERS,
    **PENALTY_HANDLERS,
    **APPROVAL_HANDLERS,
    **AGREEMENT_HANDLERS,
    **DESK_HANDLERS,
    **EVIDENCE_REQUEST_HANDLERS,
    **READING_HANDLERS,
    **ERASURE_HANDLERS,
    **ORIGIN_HANDLERS,
    **SUSPENSION_HANDLERS,
}
