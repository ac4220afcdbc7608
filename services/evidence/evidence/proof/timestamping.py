"""Has seals timestamped by an authority (RFC 3161), if one is configured: that they were there, somebody else says."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import httpx
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from sqlalchemy import select

from common.jobs.polling import PollingWorker
from common.persistence.database import Database
from evidence.cases.transaction import TransactionFactory

from .tables import seals
from .transaction import ProofTransaction

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH_SIZE: Final = 10
QUERY_HEADERS: Final = {"Content-Type": "application/timestamp-query"}


class Timestamper:
    def __init__(
        self,
        database: Database,
        begin: TransactionFactory[ProofTransaction],
        url: str | None,
        client: httpx.AsyncClient,
        roots: Sequence[Certificate] = (),
    ) -> None:
        self._database, self._begin, self._url, self._client, self._roots = database, begin, url, client, roots

    async def run(self) -> None:
        await PollingWorker(self.stamp_seals, idle_seconds=EVERY_SECONDS).run()

    async def stamp_seals(self) -> int:
        """Count those that got their token; those the authority does not answer for are asked for again."""
        if self._url is None:
            return 0
        query = select(seals.c.tenant_id, seals.c.dispute, seals.c.instance, seals.c.manifest)
        query = query.where(seals.c.timestamp.is_(None)).order_by(seals.c.sealed_at).limit(BATCH_SIZE)
        async with self._database.worker_transaction() as connection:
            rows = (await connection.execute(query)).all()
        return sum([await self._stamp_seal(self._url, row) for row in rows])

    async def _stamp_seal(self, url: str, row: Any) -> bool:
        request = TimestampRequestBuilder().data(row.manifest).hash_algorithm(HashAlgorithm.SHA256).build()
        try:
            answer = await self._client.post(url, content=request.as_bytes(), headers=QUERY_HEADERS)
            answer.raise_for_status()
            response = decode_timestamp_response(answer.content)
        except (httpx.HTTPError, ValueError) as failure:
            log.warning("the timestamping authority does not answer (%s)", type(failure).__name__)
            return False
        if (flaw := _find_flaw(response, request, row.manifest, self._roots)) is not None:
            log.error("the timestamping authority did not vouch for the seal of %s: %s", row.dispute, flaw)
            return False
        async with self._begin(row.tenant_id) as tx:
            await tx.seals.add_timestamp(row.dispute, row.instance, answer.content)
        return True


def load_trusted_roots(file: Path | None) -> Sequence[Certificate]:
    """Load the roots an operator trusts. Raises ValueError if the file holds none."""
    return () if file is None else load_pem_x509_certificates(file.read_bytes())


def _find_flaw(response: Any, request: Any, manifest: bytes, roots: Sequence[Certificate]) -> str | None:
    """Find what is wrong with a token; None if nothing is. Whose it is only roots can tell."""
    if PKIStatus(response.status) is not PKIStatus.GRANTED:
        return "it was not granted"
    info = response.tst_info
    if info.message_imprint.message != hashlib.sha256(manifest).digest() or info.nonce != request.nonce:
        return "it is for something else"
    if not roots:
        return None
    try:
        VerifierBuilder(roots=list(roots), nonce=request.nonce).build().verify_message(response, manifest)
    except VerificationError as failure:
        return str(failure)
    return None
