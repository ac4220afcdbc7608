from __future__ import annotations

import hashlib

import pytest

from common.kernel.ids import new_id
from evidence.custody.model import Action, find_broken_link, make_link
from evidence.testing import BUYER, NOON, SELLER


def test_every_link_vouches_for_all_before_it() -> None:
    item = new_id()

    first = make_link(item, None, Action.RECEIVED, actor=BUYER, at=NOON, details={"kind": "photo"})
    second = make_link(item, first, Action.DOWNLOADED, actor=SELLER, at=NOON, details={})

    assert (first.seq, first.prev_hash, second.seq, second.prev_hash) == (1, None, 2, first.hash)
    assert first.hash == hashlib.sha256(first.canonical).digest()
    assert second.hash == hashlib.sha256(first.hash + second.canonical).digest()
    assert b'"action":"downloaded"' in second.canonical


@pytest.mark.parametrize("text", [b"no text of ours", b"[]", b'{"seq":1}', b"\xff"])
def test_a_link_that_says_nothing_of_ours_is_broken_though_its_sum_is_right(text: bytes) -> None:
    link = make_link(new_id(), None, Action.RECEIVED, actor=BUYER, at=NOON, details={})
    forged = link._replace(canonical=text, hash=hashlib.sha256(text).digest())

    assert (find_broken_link([link]), find_broken_link([forged])) == (None, 1)
