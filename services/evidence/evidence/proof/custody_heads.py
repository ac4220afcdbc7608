"""Signs the heads of the chains of custody, case by case, and reads them for bundles (`common.anchoring`)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.anchoring.statements import Head, HeadKey, HeadStatement, LogRewritten, open_whole_series
from common.anchoring.store import HeadStore
from common.kernel.ids import format_id
from evidence.cases.transaction import TransactionFactory
from evidence.custody.model import NamedLink

from .checking import ITEM_PREFIX
from .transaction import ProofTransaction

CUSTODY_ACTION: Final = "custody."
SERIES_HOME: Final = "custody"


def case_series(tenant: UUID, dispute: UUID) -> str:
    """Name the series of a case's statements. The last bytes of an id are random, so that folders fill evenly."""
    return f"{SERIES_HOME}/{tenant}/{dispute.hex[-2:]}/{format_id('dsp', dispute)}"


@dataclass(frozen=True)
class CustodyHeads:
    """What the audit log says of chains of custody is compared with their rows, then signed."""

    begin: TransactionFactory[ProofTransaction]
    store: HeadStore
    key: HeadKey

    async def sign_new_heads(self, tenant: UUID, entries: Sequence[bytes], at: datetime) -> None:
        """Sign the heads that new entries of the audit log tell of; `at`: the database's time, as theirs is. Raises
        LogRewritten if the rows say otherwise."""
        logged = _read_logged_heads(entries)
        if not logged:
            return
        async with self.begin.read(tenant) as tx:
            links = {link.item: link for link in await tx.custody.find_links(logged.keys())}
        by_case: dict[UUID, list[Head]] = defaultdict(list)
        for (item, number), digest in sorted(logged.items()):
            by_case[_require_same(links.get(item), item, number, digest)].append(
                Head(format_id(ITEM_PREFIX, item), number, digest)
            )
        for dispute, heads in by_case.items():
            await self.store.append_statement(self.key, case_series(tenant, dispute), at, heads)

    async def read_case(self, tenant: UUID, dispute: UUID) -> tuple[Sequence[bytes], Sequence[HeadStatement]]:
        """Read what was signed of a case, as it is and as it says. Raises StatementForged."""
        series = case_series(tenant, dispute)
        signed = await self.store.read_series(series)
        return signed, open_whole_series(series, signed, self.key.public_key)


def _read_logged_heads(entries: Sequence[bytes]) -> Mapping[tuple[UUID, int], bytes]:
    """Read the last head of each chain that the entries tell of."""
    newest: dict[UUID, tuple[int, bytes]] = {}
    for canonical in entries:
        if b'"custody.' not in canonical:
            continue
        entry = json.loads(canonical)
        if entry["action"].startswith(CUSTODY_ACTION):
            newest[UUID(entry["subject"])] = (entry["seq"], bytes.fromhex(entry["hash"]))
    return {(item, number): digest for item, (number, digest) in newest.items()}


def _require_same(link: NamedLink | None, item: UUID, number: int, digest: bytes) -> UUID:
    """Return the case of a link that is there as the log tells. Raises LogRewritten."""
    if link is None or (link.seq, link.hash) != (number, digest):
        raise LogRewritten(f"{format_id(ITEM_PREFIX, item)}, link {number} of its chain of custody")
    return link.dispute
