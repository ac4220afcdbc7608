"""Seals and bundles over HTTP: what proves, outside of Parley, that nothing was changed."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated, Final

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import PlainTextResponse

from common.kernel.errors import NotFound
from common.kernel.ids import BundleId
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.downloads.content import HARMLESS_HEADERS, file_response, no_bytes
from evidence.downloads.delivery import Part
from evidence.downloads.schemas import LinkQuery
from evidence.edge import ACT_RESPONSES, FILE_CONTENT, READ_RESPONSES

from . import queries, verifying
from .commands import RequestBundle
from .delivery import ARCHIVE_TYPE
from .edge import ProofCall
from .schemas import BundleRequest, BundleView, DisputeQuery, SealsView
from .views import bundle_location, requested_bundle_view

router = APIRouter(prefix="/v1/evidence", tags=["proof"])

PUBLIC_PATHS: Final = ("/v1/evidence/verification",)


@router.get(
    "/seals",
    operation_id="list_seals",
    summary="List the seals of a case",
    response_model=SealsView,
    responses=READ_RESPONSES,
)
async def list_seals(query: Annotated[DisputeQuery, Query()], call: ProofCall) -> Response:
    """List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of
    custody."""
    require_reader(call)
    return await call.query(queries.list_seals, query.dispute)


@router.post(
    "/bundles",
    operation_id="create_bundle",
    summary="Create an evidence bundle",
    status_code=202,
    response_model=BundleView,
    responses=ACT_RESPONSES,
)
async def create_bundle(body: Annotated[BundleRequest, Body()], call: ProofCall) -> Response:
    """Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner checks it
    offline with the programs of `/v1/evidence/verification`. Made in the background: read it until it is `ready`."""
    require_reader(call)
    command = RequestBundle(body.dispute)
    return await call.execute(command, requested_bundle_view, status=202, locate=bundle_location)


@router.get(
    "/bundles/{bundle}",
    operation_id="get_bundle",
    summary="Read an evidence bundle",
    response_model=BundleView,
    responses=READ_RESPONSES,
)
async def get_bundle(bundle: BundleId, call: ProofCall) -> Response:
    """Read how far it is: only whoever asked for it, and the platform and its operators, know of it."""
    require_reader(call)
    return await call.query(queries.read_bundle, bundle, call.deps.link_signer)


@router.get(
    "/bundles/{bundle}/content",
    operation_id="download_bundle",
    summary="Download a bundle",
    response_class=Response,
    responses={
        **READ_RESPONSES,
        **problem_responses(409),
        200: {"description": "The archive.", "content": {ARCHIVE_TYPE: FILE_CONTENT}},
    },
)
async def download_bundle(bundle: BundleId, query: Annotated[LinkQuery, Query()], call: ProofCall) -> Response:
    """By the link that reading it gives."""
    delivery, downloads, reader = call.deps.bundle_delivery, call.deps.open_downloads, require_reader(call)
    if call.is_head:
        file = await delivery.check_out(bundle, query.token, reader, is_head=True)
        return file_response(file, Part(0, file.size, is_range=False), no_bytes(), nullcontext())
    with downloads.hold_place(reader):
        file = await delivery.check_out(bundle, query.token, reader, is_head=False)
    whole = Part(0, file.size, is_range=False)
    stream = delivery.encrypted_blobs.read_range(file, whole.start, whole.end)
    return file_response(file, whole, stream, downloads.count_place(reader))


@router.get(
    "/verification/key",
    operation_id="get_seal_key",
    summary="Get the public key of seals and bundles",
    response_class=PlainTextResponse,
    responses={
        200: {
            "description": "Ed25519, in PEM: the key that signs now, and behind it those before it.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    openapi_extra={"security": []},
)
async def get_seal_key(request: Request) -> Response:
    """Needs no token: whoever checks a bundle takes the key from here, not from the bundle. Save the answer whole: what
    an earlier key has sealed verifies with that one."""
    return PlainTextResponse(request.app.state.service.deps.seal_key.public_pem.decode())


@router.get(
    "/verification/heads-key",
    operation_id="get_heads_key",
    summary="Get the public key of signed heads",
    response_class=PlainTextResponse,
    responses={
        **problem_responses(404),
        200: {"description": "Ed25519, in PEM.", "content": {"text/plain": {"schema": {"type": "string"}}}},
    },
    openapi_extra={"security": []},
)
async def get_heads_key(request: Request) -> Response:
    """Needs no token. With it anybody checks that a chain of custody is the one whose heads were signed as it went
    on. 404 where this installation keeps none."""
    custody_heads = request.app.state.service.deps.custody_heads
    if custody_heads is None:
        raise NotFound("key")
    return PlainTextResponse(custody_heads.key.public_pem.decode())


@router.get(
    "/verification/{program}",
    operation_id="get_verification_program",
    summary="Download a bundle verifier",
    response_class=PlainTextResponse,
    responses={**problem_responses(404), 200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    openapi_extra={"security": []},
)
async def get_verification_program(program: str) -> Response:
    """`verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to run."""
    if program not in verifying.PROGRAMS:
        raise NotFound("program")
    return PlainTextResponse(verifying.read_program(program).decode(), headers=HARMLESS_HEADERS)
