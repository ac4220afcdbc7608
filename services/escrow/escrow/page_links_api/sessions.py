"""Sessions of the pages over HTTP: the secret of a link is exchanged for a token, and for the means to renew it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, Request, Response

from common.kernel.errors import PlatformNotActive
from common.web.authentication import MAX_TOKEN_SECONDS
from common.web.problems import problem_responses
from escrow import queries
from escrow.domain.errors import PageLinkRefused
from escrow.domain.page_link import PageLink
from escrow.domain.platform import Platform
from escrow.edge import EscrowDeps
from escrow.page_links.keys import LinkedPage
from escrow.page_links.schemas import (
    HandOverView,
    PageSessionBody,
    PageSessionView,
    SessionPlatformView,
    SessionRenewalBody,
)
from escrow.page_links.store import find_page_link
from escrow.tokens import TokenGrant

router = APIRouter(prefix="/v1/page-sessions", tags=["pages"])

SESSION_LENGTH: Final = timedelta(hours=12)
"""How long a page that nobody looks at stays open."""
HAND_OVER_LENGTH: Final = timedelta(minutes=10)
"""How long another device has to go on."""
PAGE_SESSION_RESPONSES: Final = problem_responses(400, 403, 415, 422, 429, 503)


@router.post(
    "",
    response_model=PageSessionView,
    operation_id="open_page_session",
    summary="Open a session with a link",
    responses=PAGE_SESSION_RESPONSES,
    openapi_extra={"security": []},
)
async def open_page_session(body: PageSessionBody, request: Request) -> Response:
    """Exchange the secret of a link for a token and a session that renews it. No token is needed."""
    deps: EscrowDeps = request.app.state.service.deps
    return await _answer_page_session(deps, deps.page_keys.read_link(body.link))


@router.post(
    "/renew",
    response_model=PageSessionView,
    operation_id="renew_page_session",
    summary="Renew the token of a session",
    responses=PAGE_SESSION_RESPONSES,
    openapi_extra={"security": []},
)
async def renew_page_session(body: SessionRenewalBody, request: Request) -> Response:
    """Get the next token while the link is good. No token is needed: the last may have run out."""
    deps: EscrowDeps = request.app.state.service.deps
    return await _answer_page_session(deps, deps.page_keys.read_session(body.session, deps.now()))


@router.post(
    "/hand-over",
    response_model=HandOverView,
    operation_id="hand_over_page_session",
    summary="Go on with a session on another device",
    responses=PAGE_SESSION_RESPONSES,
    openapi_extra={"security": []},
)
async def hand_over_page_session(body: SessionRenewalBody, request: Request) -> Response:
    """Make an address at which the same person goes on elsewhere, on a phone that reads it off the screen, say. It can
    be opened for ten minutes, while the link is good; what it opens lasts like any session. No token is needed."""
    deps: EscrowDeps = request.app.state.service.deps
    page, now = deps.page_keys.read_session(body.session, deps.now()), deps.now()
    link, _ = await _require_open_link(deps, page, now)
    ends_at = min(link.expires_at, now + HAND_OVER_LENGTH)
    secret = deps.page_keys.session_secret(link.tenant, link.id, ends_at)
    view = HandOverView(url=f"{deps.pages_url}/go-on#{secret}", ends_at=ends_at)
    return Response(view.model_dump_json(), media_type="application/json")


async def _answer_page_session(deps: EscrowDeps, page: LinkedPage) -> Response:
    """Raises PageLinkRefused, PageLinkRevoked, PageLinkExpired or PlatformNotActive."""
    now = deps.now()
    link, platform = await _require_open_link(deps, page, now)
    session = _page_session_view(deps, link, platform, now)
    return Response(session.model_dump_json(), media_type="application/json")


async def _require_open_link(deps: EscrowDeps, page: LinkedPage, now: datetime) -> tuple[PageLink, Platform]:
    """Raises PageLinkRefused, PageLinkRevoked, PageLinkExpired or PlatformNotActive."""
    async with deps.begin.read(page.tenant) as tx:
        link = await find_page_link(tx, page.link)
        if link is None:
            raise PageLinkRefused
        link.require_open(now)
        platform = await queries.get_platform(tx, page.tenant)
    if platform.suspended:
        raise PlatformNotActive
    return link, platform


def _page_session_view(deps: EscrowDeps, link: PageLink, platform: Platform, now: datetime) -> PageSessionView:
    seconds = max(1, min(MAX_TOKEN_SECONDS, int((link.expires_at - now).total_seconds())))
    grant = TokenGrant(
        link.tenant, link.role, link.participant, link.scopes, link.escrow, link.dispute, seconds=seconds
    )
    ends_at = min(link.expires_at, now + SESSION_LENGTH)
    return PageSessionView(
        session=deps.page_keys.session_secret(link.tenant, link.id, ends_at),
        session_ends_at=ends_at,
        access_token=deps.signer.sign_token(grant, now),
        expires_in=seconds,
        link=link.id,
        link_expires_at=link.expires_at,
        platform=SessionPlatformView(id=platform.id, name=platform.name),
        role=link.role,
        participant=link.participant,
        scopes=list(link.scopes),
        escrow=link.escrow,
        dispute=link.dispute,
        language=link.language,
    )
