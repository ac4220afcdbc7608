"""Seals and bundles over HTTP: what proves, outside of Parley, that nothing was changed."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import PlainTextResponse

from common.kernel.errors import NotFound
from common.kernel.ids import BundleId, DisputeId, format_id, new_id
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Viewer
from evidence.downloads.content import HARMLESS_HEADERS, file_response
from evidence.downloads.schemas import LinkQuery
from evidence.edge import ACT_RESPONSES, FILE_CONTENT, READ_RESPONSES
from evidence.items.model import StoredFile
from evidence.requests import groups

from . import verifying
from .bundle_model import Bundle, BundleState
from .edge import ProofCall
from .errors import BundleNotReady, EvidenceSealed
from .schemas import BundleRequest, BundleView, DisputeQuery, SealsView
from .transaction import ProofTransaction
from .views import bundle_location, bundle_view, seal_view

router = APIRouter(prefix="/v1/evidence", tags=["proof"])

PUBLIC: Final = ("/v1/evidence/verification",)
ARCHIVE: Final = "application/zip"


@router.get(
    "/seals",
    operation_id="list_seals",
    summary="See what was sealed at each ruling",
    response_model=SealsView,
    responses=READ_RESPONSES,
)
async def list_seals(query: Annotated[DisputeQuery, Query()], call: ProofCall) -> Response:
    """The signed list of all evidence at each ruling, first to last, with the head of each chain of custody."""
    who = require_reader(call)

    async def act(tx: ProofTransaction) -> SealsView:
        await _require_all_open(tx, query.dispute, who)
        return SealsView(data=[seal_view(seal) for seal in await tx.seals.of_case(query.dispute)])

    return await call.read(act)


@router.post(
    "/bundles",
    operation_id="create_bundle",
    summary="Ask for everything about a case in one archive",
    status_code=202,
    response_model=BundleView,
    responses=ACT_RESPONSES,
)
async def create_bundle(body: Annotated[BundleRequest, Body()], call: ProofCall) -> Response:
    """Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner checks it
    offline with the programs of `/v1/evidence/verification`. Made in the background: read it until it is `ready`."""
    who, id = require_reader(call), new_id()

    async def act(tx: ProofTransaction) -> BundleView:
        await _require_all_open(tx, body.dispute, who)
        now = (await tx.timing()).now
        bundle = Bundle(id=id, dispute=body.dispute, by=call.actor, requested_at=now, try_at=now)
        await tx.bundles.add(bundle)
        return bundle_view(bundle, None)

    return await call.run_idempotent(act, status=202, location=bundle_location)


@router.get(
    "/bundles/{bundle}",
    operation_id="get_bundle",
    summary="See how far a bundle is",
    response_model=BundleView,
    responses=READ_RESPONSES,
)
async def get_bundle(bundle: BundleId, call: ProofCall) -> Response:
    """Only whoever asked for it, and the platform and its operators, know of it."""
    who = require_reader(call)

    async def act(tx: ProofTransaction) -> BundleView:
        archive = await _get_own_bundle(tx, bundle, who)
        token = None
        if archive.state is BundleState.READY:
            expires_at = ((await tx.timing()).now + call.deps.link_lifetime).replace(microsecond=0)
            token = call.deps.links.make(call.tenant, bundle, call.actor, expires_at=expires_at)
        return bundle_view(archive, token)

    return await call.read(act)


@router.get(
    "/bundles/{bundle}/content",
    operation_id="download_bundle",
    summary="Download a bundle",
    response_class=Response,
    responses={
        **READ_RESPONSES,
        **problem_responses(409),
        200: {"description": "The archive.", "content": {ARCHIVE: FILE_CONTENT}},
    },
)
async def download_bundle(bundle: BundleId, query: Annotated[LinkQuery, Query()], call: ProofCall) -> Response:
    """By the link that reading it gives."""
    who = require_reader(call)
    async with call.deps.begin.read(call.tenant) as tx:
        archive, now = await _get_own_bundle(tx, bundle, who), (await tx.timing()).now
        call.deps.links.check(query.token, call.tenant, bundle, call.actor, now=now)
        if (
            archive.state is not BundleState.READY
            or archive.path is None
            or archive.size is None
            or archive.sha256 is None
        ):
            raise BundleNotReady(str(archive.state))
    name = f"{format_id('dsp', archive.dispute)}.zip"
    file = StoredFile(
        archive.path,
        archive.size,
        archive.sha256,
        ARCHIVE,
        name,
        archive.requested_at,
        lock=archive.lock,
    )
    await call.deps.safe.compare(file)
    async with call.deps.begin(call.tenant) as noting:
        noting.actor, noting.cause = call.actor, "request"
        await noting.append_audit_entry("bundle.downloaded", str(bundle), dispute=str(archive.dispute))
    return file_response(call.deps.safe, file, 0, file.size)


@router.get(
    "/verification/key",
    operation_id="get_seal_key",
    summary="The public key of seals and bundles",
    response_class=PlainTextResponse,
    responses={200: {"description": "Ed25519, in PEM.", "content": {"text/plain": {"schema": {"type": "string"}}}}},
    openapi_extra={"security": []},
)
async def get_seal_key(request: Request) -> Response:
    """Needs no token: whoever checks a bundle takes the key from here, not from the bundle."""
    return PlainTextResponse(request.app.state.service.deps.seal_key.public_pem.decode())


@router.get(
    "/verification/{program}",
    operation_id="get_verification_program",
    summary="A program that checks a bundle",
    response_class=PlainTextResponse,
    responses={**problem_responses(404), 200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    openapi_extra={"security": []},
)
async def get_verification_program(program: str) -> Response:
    """`verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to run."""
    if program not in verifying.PROGRAMS:
        raise NotFound("program")
    return PlainTextResponse(verifying.read_program(program).decode(), headers=HARMLESS_HEADERS)


async def _require_all_open(tx: ProofTransaction, dispute: DisputeId, who: Viewer) -> None:
    """Raises EvidenceSealed for a party while the other side's evidence is still hidden from it."""
    side = (await tx.cases.get(dispute)).side_of(who)
    if any(groups.hides_request(request, side) for request in await tx.requests.of_case(dispute)):
        raise EvidenceSealed


async def _get_own_bundle(tx: ProofTransaction, id: BundleId, who: Viewer) -> Bundle:
    archive = await tx.bundles.get(id)
    side = (await tx.cases.get(archive.dispute)).side_of(who)
    if side is not None and archive.by != who.actor:
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return archive
