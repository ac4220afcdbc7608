"""Links to the pages over HTTP: a platform's backend makes and revokes them."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from common.execution.commands import Context
from common.kernel.errors import NotFound
from common.kernel.ids import format_id, parse_id
from common.kernel.principal import Principal, Role
from common.persistence.transaction import PostgresTransaction
from common.web.problems import problem_responses
from escrow.domain.page_link import PageLink, require_role_scopes
from escrow.edge import ACT_RESPONSES, CREATE_RESPONSES, READ_RESPONSES, EscrowCall
from escrow.page_links.commands import CreatePageLink, RevokePageLink
from escrow.page_links.schemas import CreatedPageLinkView, NewPageLinkBody, PageLinkId, PageLinkView, page_link_view
from escrow.page_links.store import find_page_link

router = APIRouter(prefix="/v1/page-links", tags=["pages"])


@router.post(
    "",
    status_code=201,
    response_model=CreatedPageLinkView,
    operation_id="create_page_link",
    summary="Make a link to the pages",
    responses=CREATE_RESPONSES,
)
async def create_page_link(body: NewPageLinkBody, call: EscrowCall) -> Response:
    """Make a link that lets one of the platform's users, or an operator, settle disputes in the browser. Whoever has
    the link acts as this person: hand it to nobody else. It can be opened as often as wished until it expires or is
    revoked."""
    call.require_role(Role.PLATFORM)
    role, now = Role(body.role), call.deps.now()
    scopes = require_role_scopes(role, tuple(body.scopes))
    expires_at = now + timedelta(seconds=body.expires_in)
    command = CreatePageLink(role, body.participant, scopes, body.escrow, body.dispute, body.language, now, expires_at)
    return _with_link_address(await call.execute(command, _page_link_view, status=201), call)


@router.get(
    "/{link}",
    response_model=PageLinkView,
    operation_id="get_page_link",
    summary="Read a link to the pages",
    responses=READ_RESPONSES | problem_responses(403),
)
async def get_page_link(link: PageLinkId, call: EscrowCall) -> Response:
    """Read whom a link is for, and whether it was revoked. Its address was shown when it was made."""
    call.require_role(Role.PLATFORM)
    return await call.query(read_page_link, link)


@router.post(
    "/{link}/revoke",
    response_model=PageLinkView,
    operation_id="revoke_page_link",
    summary="Revoke a link to the pages",
    responses=ACT_RESPONSES,
)
async def revoke_page_link(link: PageLinkId, call: EscrowCall) -> Response:
    """Revoke it: it opens nothing any more, and open pages can do nothing once their token has run out, within five
    minutes."""
    call.require_role(Role.PLATFORM)
    return await call.execute(RevokePageLink(link, call.deps.now()), _page_link_view)


async def read_page_link(tx: PostgresTransaction, principal: Principal, link_id: UUID) -> PageLinkView:
    """Raises NotFound."""
    if (link := await find_page_link(tx, link_id)) is None:
        raise NotFound("page_link")
    return page_link_view(link)


def _page_link_view(link: PageLink, context: Context) -> PageLinkView:
    return page_link_view(link)


def _with_link_address(answer: Response, call: EscrowCall) -> Response:
    """Add the address after the answer was stored for repeats: it is derived again, and kept nowhere."""
    if answer.status_code != 201:
        return answer
    stored = json.loads(bytes(answer.body))
    secret = call.deps.page_keys.link_secret(call.tenant, parse_id("plk", stored["id"]))
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    framed = f"{call.deps.pages_url}/in/{format_id('plt', call.tenant)}"
    addresses = {"url": f"{call.deps.pages_url}/open#{secret}", "embed_url": f"{framed}/open#{secret}"}
    return JSONResponse(stored | addresses, 201, headers)
