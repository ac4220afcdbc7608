"""INV-V8: the key of seals is replaced, and what the earlier one sealed goes on to verify."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from evidence.proof import verifying
from evidence.proof.signing import SealKey, derive_key, open_key
from services.evidence.tests.conftest import SECRET


def pem_of(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("how", ["the old key", "its public half", "none, but the secret is still listed"])
async def test_inv_v8_what_an_earlier_key_sealed_goes_on_to_verify(kept, tmp_path, how: str) -> None:
    deps, new, file = kept.world.app.state.service.deps, Ed25519PrivateKey.generate(), tmp_path / "keys.pem"
    old = open_key(None, SECRET)
    assert old.public_pem == deps.seal_key.public_pem
    behind = {"the old key": pem_of(derive_key(SECRET)), "its public half": old.public_pem}.get(how, b"")
    file.write_bytes(pem_of(new) + behind)
    rotated = open_key(file, SECRET if not behind else "another secret, long after")
    assert rotated.id != old.id
    object.__setattr__(deps, "seal_key", rotated)
    kept.use_key(rotated)
    bundle, published = tmp_path / "bundle.zip", tmp_path / "published.pem"
    published.write_bytes(rotated.public_pem)

    bundle.write_bytes(await kept.make_bundle())

    assert await kept.broken_rules() == set()
    for program in verifying.PROGRAMS:
        assert kept.check(program, bundle, published) == (0, "All of it is as it was signed.\n")
        published.write_bytes(SealKey(new).public_pem)
        assert "seals/1/manifest.json or its signature" in kept.check(program, bundle, published)[1]
        published.write_bytes(rotated.public_pem)


async def test_inv_v8_a_key_saved_without_its_last_line_break_verifies_all_the_same(kept, tmp_path) -> None:
    bundle, published = tmp_path / "bundle.zip", tmp_path / "published.pem"
    bundle.write_bytes(await kept.make_bundle())
    published.write_bytes(kept.world.app.state.service.deps.seal_key.public_pem.rstrip())

    for program in verifying.PROGRAMS:
        assert kept.check(program, bundle, published) == (0, "All of it is as it was signed.\n")


async def test_inv_v8_a_seal_of_a_key_that_is_not_named_is_signed_by_nobody(kept, caplog) -> None:
    kept.use_key(SealKey(Ed25519PrivateKey.generate()))

    assert "seal 1: its signature is not as it was signed" in await kept.find_reasons(caplog)
