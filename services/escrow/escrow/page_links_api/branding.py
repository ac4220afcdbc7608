"""Branding over HTTP: a platform chooses how its pages look; the pages, and whoever opens them, may see it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.ids import PlatformId
from common.kernel.principal import Role
from common.web.problems import problem_responses
from escrow import queries
from escrow.branding.commands import ChooseBranding
from escrow.branding.schemas import PATH, BrandingBody, BrandingView, branding_view
from escrow.branding.store import find_branding
from escrow.domain.branding import Branding
from escrow.edge import ACT_RESPONSES, EscrowCall, EscrowDeps

router = APIRouter(tags=["pages"])

FOR_A_WHILE: Final = "public, max-age=300"
FOR_GOOD: Final = "public, max-age=31536000, immutable"
PUBLIC: Final[Any] = {"security": []}
PICTURE: Final[Any] = {"schema": {"type": "string", "format": "binary"}}
LOGO_RESPONSES: Final[dict[int | str, Any]] = {
    200: {"description": "The picture.", "content": dict.fromkeys(("image/png", "image/jpeg", "image/webp"), PICTURE)},
    **problem_responses(404, 422, 429, 503),
}


@router.put(
    "/v1/platforms/{platform}/branding",
    response_model=BrandingView,
    operation_id="choose_branding",
    summary="Choose how the pages look",
    responses=ACT_RESPONSES,
)
async def choose_branding(platform: PlatformId, body: BrandingBody, call: EscrowCall) -> Response:
    """Replace colours, logo and legal texts as a whole. Pages, frames and the recorder show them from the next time
    they are opened; anybody may read them, so keep nothing in them that is not public."""
    call.require_role(Role.PLATFORM)
    if platform != call.tenant:
        raise NotFound("platform")
    return await call.execute(ChooseBranding(body.to_branding()), partial(_branding_view, platform=platform))


@router.get(
    f"{PATH}/{{platform}}",
    response_model=BrandingView,
    operation_id="get_branding",
    summary="Read how a platform's pages look",
    responses=problem_responses(404, 422, 429, 503),
    openapi_extra=PUBLIC,
)
async def get_branding(platform: PlatformId, request: Request) -> Response:
    """Read a platform's colours, logo and legal texts. No token is needed: its pages show them to everybody."""
    view = branding_view(platform, await _read_branding(platform, request))
    return Response(view.model_dump_json(), media_type="application/json", headers={"Cache-Control": FOR_A_WHILE})


@router.get(
    f"{PATH}/{{platform}}/logo",
    response_class=Response,
    operation_id="get_logo",
    summary="Read a platform's logo",
    responses=LOGO_RESPONSES,
    openapi_extra=PUBLIC,
)
async def get_logo(platform: PlatformId, request: Request) -> Response:
    """Read the picture itself. No token is needed. The path that `get_branding` names is good for ever: another logo
    has another one."""
    logo = (await _read_branding(platform, request)).logo
    if logo is None:
        raise NotFound("logo")
    lasting = FOR_GOOD if "edition" in request.query_params else FOR_A_WHILE
    return Response(logo.content, media_type=logo.media_type, headers={"Cache-Control": lasting})


async def _read_branding(platform: UUID, request: Request) -> Branding:
    """Raises NotFound."""
    deps: EscrowDeps = request.app.state.service.deps
    async with deps.begin.read(platform) as tx:
        await queries.get_platform(tx, platform)
        return await find_branding(tx)


def _branding_view(branding: Branding, context: Context, *, platform: UUID) -> BrandingView:
    return branding_view(platform, branding)
