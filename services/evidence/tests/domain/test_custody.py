from __future__ import annotations

import hashlib

from common.kernel.ids import new_id
from evidence.custody.model import Action, make_link
from evidence.testing import BUYER, NOON, SELLER


def test_every_link_vouches_for_all_before_it() -> None:
    item = new_id()

    first = make_link(item, None, Action.RECEIVED, actor=BUYER, at=NOON, details={"kind": "photo"})
    second = make_link(item, first, Action.DOWNLOADED, actor=SELLER, at=NOON, details={})

    assert (first.seq, first.prev_hash, second.seq, second.prev_hash) == (1, None, 2, first.hash)
    assert first.hash == hashlib.sha256(first.canonical).digest()
    assert second.hash == hashlib.sha256(first.hash + second.canonical).digest()
    assert b'"action":"downloaded"' in second.canonical
