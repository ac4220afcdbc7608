"""Hands out finished bundles, and says in the audit log to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.kernel.principal import Principal
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.cases.transaction import TransactionFactory, origin_of_request
from evidence.downloads.links import LinkSigner
from evidence.items.model import StoredFile
from evidence.storage.encrypted import EncryptedBlobStore

from .bundle_model import Bundle, BundleState
from .errors import BundleNotReady
from .transaction import ProofTransaction

ARCHIVE_TYPE: Final = "application/zip"


@dataclass(frozen=True)
class BundleDelivery:
    begin: TransactionFactory[ProofTransaction]
    encrypted_blobs: EncryptedBlobStore
    link_signer: LinkSigner

    async def check_out(self, bundle_id: UUID, token: str, principal: Principal, *, is_head: bool) -> StoredFile:
        """Raises NotFound, LinkRefused, BundleNotReady or ContentAltered."""
        async with self.begin.read(principal.tenant) as tx:
            bundle, now = await get_own_bundle(tx, bundle_id, principal), (await tx.timing()).now
        self.link_signer.require_valid_link(token, principal, bundle_id, now)
        file = _file_of(bundle)
        if is_head:
            return file
        await self.encrypted_blobs.require_unaltered(file)
        async with self.begin(principal.tenant, origin_of_request(principal)) as tx:
            await tx.append_audit_entry("bundle.downloaded", str(bundle_id), dispute=str(bundle.dispute))
        return file


async def get_own_bundle(tx: ProofTransaction, bundle_id: UUID, principal: Principal) -> Bundle:
    """Read a bundle for whoever asked for it, or the platform and its operators. Raises NotFound."""
    bundle = await tx.bundles.get(bundle_id)
    side = (await tx.cases.get(bundle.dispute)).side_of(principal)
    if side is not None and bundle.by != principal.actor:
        raise NotFound(DISPUTE_OR_EVIDENCE)
    return bundle


def _file_of(bundle: Bundle) -> StoredFile:
    """Raises BundleNotReady."""
    path, size, sha256 = bundle.path, bundle.size, bundle.sha256
    if bundle.state is not BundleState.READY or path is None or size is None or sha256 is None:
        raise BundleNotReady(str(bundle.state))
    name = f"{format_id('dsp', bundle.dispute)}.zip"
    return StoredFile(path, size, sha256, ARCHIVE_TYPE, name, bundle.requested_at, object_key=bundle.object_key)
