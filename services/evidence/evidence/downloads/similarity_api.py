"""Signals over HTTP: what operators are told about a piece of evidence beside what it shows."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import EvidenceId
from common.kernel.principal import Role
from evidence.cases.access import require_reader
from evidence.edge import READ_RESPONSES

from .edge import DownloadCall
from .schemas import SignalsView
from .signals import read_signals

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.get(
    "/items/{item}/signals",
    operation_id="get_evidence_signals",
    summary="List duplicates of a piece of evidence",
    response_model=SignalsView,
    responses=READ_RESPONSES,
)
async def get_evidence_signals(item: EvidenceId, call: DownloadCall) -> Response:
    """See, as an operator, other cases of the platform with the same file or a picture that looks the same, and
    whether it says it was taken after it was received. Fingerprints are taken within seconds of receipt."""
    call.require_role(Role.OPERATOR, Role.PLATFORM)
    require_reader(call)
    return await call.query(read_signals, item)
