"""Operations of the group 'proof'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class ProofOperations(Group):
    """Operations of the group 'proof'."""

    def list_seals(self, *, dispute: str) -> models.SealsView:
        """List the signed manifests of all evidence at each ruling, first to last, with the head of each chain of
        custody.

        dispute: Case whose seals are listed.
        """
        return cast(
            "models.SealsView", self._caller.call_operation("GET", "/v1/evidence/seals", query={"dispute": dispute})
        )

    def create_bundle(self, body: models.BundleRequest, *, idempotency_key: str | None = None) -> models.BundleView:
        """Case, timeline, messages, negotiation, evidence, seals and ledger postings, signed; a court or partner
        checks it offline with the programs of `/v1/evidence/verification`. Made in the background: read it
        until it is `ready`.
        """
        return cast(
            "models.BundleView",
            self._caller.call_operation("POST", "/v1/evidence/bundles", body=body, key=idempotency_key, takes_key=True),
        )

    def get_bundle(self, bundle: str) -> models.BundleView:
        """Read how far it is: only whoever asked for it, and the platform and its operators, know of it.

        bundle: Id of the bundle.
        """
        return cast(
            "models.BundleView", self._caller.call_operation("GET", f"/v1/evidence/bundles/{spell_in_path(bundle)}")
        )

    def download_bundle(self, bundle: str, *, token: str) -> bytes:
        """By the link that reading it gives.

        bundle: Id of the bundle.
        token: What the link was signed with: take the whole link from the answer that gave it.
        """
        return self._caller.download_file(
            "GET", f"/v1/evidence/bundles/{spell_in_path(bundle)}/content", query={"token": token}
        )

    def get_seal_key(self) -> bytes:
        """Needs no token: whoever checks a bundle takes the key from here, not from the bundle. Save the answer
        whole: what an earlier key has sealed verifies with that one.
        """
        return self._caller.download_file("GET", "/v1/evidence/verification/key")

    def get_heads_key(self) -> bytes:
        """Needs no token. With it anybody checks that a chain of custody is the one whose heads were signed as it
        went on. 404 where this installation keeps none.
        """
        return self._caller.download_file("GET", "/v1/evidence/verification/heads-key")

    def get_verification_program(self, program: str) -> bytes:
        """`verify.sh` (sh, sha256sum, openssl) or `verify.py` (Python alone). Needs no token and no network to
        run.

        program: `verify.sh` or `verify.py`.
        """
        return self._caller.download_file("GET", f"/v1/evidence/verification/{spell_in_path(program)}")
