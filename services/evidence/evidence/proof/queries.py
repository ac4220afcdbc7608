"""Reads seals and bundles for those who may see them: changes nothing and decides nothing."""

from __future__ import annotations

from uuid import UUID

from common.kernel.principal import Principal
from evidence.downloads.links import LinkSigner
from evidence.requests import groups

from .bundle_model import BundleState
from .delivery import get_own_bundle
from .errors import EvidenceSealed
from .schemas import BundleView, SealsView
from .transaction import ProofTransaction
from .views import bundle_view, seal_view


async def list_seals(tx: ProofTransaction, principal: Principal, dispute: UUID) -> SealsView:
    """First to last. Raises EvidenceSealed for a party while the other side's evidence is still hidden from it."""
    side = (await tx.cases.get(dispute)).side_of(principal)
    if any(groups.hides_request(request, side) for request in await tx.requests.of_case(dispute)):
        raise EvidenceSealed
    return SealsView(data=[seal_view(seal) for seal in await tx.seals.of_case(dispute)])


async def read_bundle(
    tx: ProofTransaction, principal: Principal, bundle_id: UUID, link_signer: LinkSigner
) -> BundleView:
    """Read a bundle with a link to it, once it is ready. Raises NotFound."""
    bundle, token = await get_own_bundle(tx, bundle_id, principal), None
    if bundle.state is BundleState.READY:
        token = link_signer.sign_for(principal, bundle_id, (await tx.timing()).now).token
    return bundle_view(bundle, token)
