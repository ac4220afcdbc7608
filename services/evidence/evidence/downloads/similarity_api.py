"""What operators are told about a piece of evidence beside what it shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId, EvidenceId
from common.kernel.principal import Role
from common.web.schemas import UtcTime, View
from evidence.cases.access import require_reader
from evidence.edge import READ_RESPONSES
from evidence.submissions import commands
from evidence.submissions.edge import ItemReading

from . import similarity
from .edge import DownloadCall

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

CLOCKS_DIFFER: Final = timedelta(hours=26)
"""Cameras name no zone, and are set by hand."""


class ReuseView(View):
    item: EvidenceId
    dispute: DisputeId
    how: Literal["same_file", "looks_alike"]


class SignalsView(View):
    """Signals only: nothing follows from them by itself."""

    reused: list[ReuseView]
    taken_at: UtcTime | None
    taken_after_receipt: bool


@router.get(
    "/items/{item}/signals",
    operation_id="get_evidence_signals",
    summary="See signs that evidence was used before",
    response_model=SignalsView,
    responses=READ_RESPONSES,
)
async def get_evidence_signals(item: EvidenceId, call: DownloadCall) -> Response:
    """For operators: other cases of the platform with the same file or a picture that looks the same, and whether it
    says it was taken after it was received. Fingerprints are taken within seconds of receipt."""
    call.require_role(Role.OPERATOR, Role.PLATFORM)
    who = require_reader(call)

    async def act(tx: ItemReading) -> SignalsView:
        found = await commands.get_visible(tx, item, viewer=who)
        taken = await similarity.find_taken_at(tx, item)
        return SignalsView(
            reused=[
                ReuseView(item=row.id, dispute=row.dispute, how="same_file" if row.same else "looks_alike")
                for row in await similarity.find_reuses(tx, item)
            ],
            taken_at=taken,
            taken_after_receipt=taken is not None and taken - found.received_at > CLOCKS_DIFFER,
        )

    return await call.read(act)
