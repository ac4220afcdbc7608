"""Access tokens: what is current is told by the machine's clock as the seam has it, and by no other (WAL-A9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from common.kernel.seams import current_world, install_world
from common.web.authentication import MAX_TOKEN_SECONDS, KeySet, TokenVerifier, Unauthenticated
from deploy.proof.testing.tokens import Keys

ISSUED = 4_000_000_000
"""Far from the machine's own time: whoever asks it refuses every token."""


@contextmanager
def machine_time(seconds: float) -> Iterator[None]:
    remove = install_world(replace(current_world(), utc_now=lambda: datetime.fromtimestamp(seconds, UTC)))
    try:
        yield
    finally:
        remove()


@pytest.fixture
async def key_set(keys: Keys) -> KeySet:
    key_set = KeySet(str(keys.jwks_path))
    await key_set.load_keys()
    return key_set


OURS = "https://parley.example"


def is_accepted(key_set: KeySet, keys: Keys, at: float, **claims: Any) -> bool:
    token = keys.token(**{"iat": ISSUED, "exp": ISSUED + MAX_TOKEN_SECONDS, **claims})
    with machine_time(at):
        try:
            TokenVerifier(key_set, issuer=OURS)(f"Bearer {token}")
        except Unauthenticated:
            return False
        return True


@pytest.mark.parametrize(
    ("after", "accepted"),
    [(-1, False), (0, True), (MAX_TOKEN_SECONDS - 0.001, True), (MAX_TOKEN_SECONDS, False), (10**6, False)],
)
async def test_wal_a9_a_token_is_good_from_its_first_instant_to_its_last(key_set, keys, after, accepted) -> None:
    assert is_accepted(key_set, keys, ISSUED + after) is accepted


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": ISSUED + MAX_TOKEN_SECONDS + 1},
        {"exp": ISSUED},
        {"exp": float(ISSUED + 60)},
        {"exp": str(ISSUED + 60)},
        {"exp": None},
        {"exp": True},
        {"iat": ISSUED + 2},
        {"iat": float(ISSUED)},
        {"iat": None},
        {"nbf": ISSUED + 2},
        {"nbf": float(ISSUED)},
        {"nbf": None},
        {"nbf": "now"},
    ],
)
async def test_wal_a9_times_that_are_none_or_not_now_prove_nothing(key_set, keys, claims) -> None:
    assert is_accepted(key_set, keys, ISSUED + 1)
    assert is_accepted(key_set, keys, ISSUED + 1, nbf=ISSUED + 1)
    assert not is_accepted(key_set, keys, ISSUED + 1, **claims)


async def test_wal_a9_a_verified_token_is_forgotten_when_it_ends(key_set, keys) -> None:
    verifier, token = TokenVerifier(key_set), f"Bearer {keys.token(iat=ISSUED, exp=ISSUED + 60)}"
    with machine_time(ISSUED):
        verifier(token)
        assert verifier.has_verified(token)
    with machine_time(ISSUED + 60):
        assert not verifier.has_verified(token)
        with pytest.raises(Unauthenticated):
            verifier(token)


@pytest.mark.parametrize(
    ("issuer", "accepted"), [(OURS, True), ("parley", True), (f"{OURS}/", False), ("https://other.example", False)]
)
async def test_dor_w15_a_token_is_issued_by_our_address_or_from_before_it_named_one(
    key_set, keys, issuer, accepted
) -> None:
    assert is_accepted(key_set, keys, ISSUED, iss=issuer) is accepted
