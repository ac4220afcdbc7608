"""PostgreSQL store that erases words, in tables to which the service may add rows and change none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select, text, update

from common.kernel.ids import format_id
from common.persistence.erasing import forget_answers
from common.persistence.transaction import PostgresTransaction
from disputes.cases.tables import disputes, known_escrows

from .model import ErasedWords

# Begins with WITH: a statement that begins with SELECT is taken for one that writes nothing.
ERASE_WORDS: Final = text("""
WITH erased AS MATERIALIZED (
  SELECT disputes.erase_words(:tenant, :dispute, CAST(:roles AS text[]), CAST(:representative AS text))
)
SELECT count(*) FROM erased
""")
ANSWERED_WORDS: Final = (
    "explanation", "text", "note", "need", "terms", "tracking_number", "carrier", "address", "return_address",
    "item@agreed_price", "reason@verified", "reversal_reason", "why@decided_by",
    "policy_reference",
)  # fmt: skip
"""Keys under which answers of this service say what somebody wrote."""


class PostgresWordStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def erase(self, words: ErasedWords) -> None:
        about = {"tenant": self._tx.tenant, "dispute": words.dispute, "representative": words.representative}
        await self._tx.execute(ERASE_WORDS, {**about, "roles": sorted(words.roles)})
        await forget_answers(self._tx, [format_id("dsp", words.dispute)], ANSWERED_WORDS, words.dispute)
        if words.with_deal:
            await self._forget_deal(words)

    async def _forget_deal(self, words: ErasedWords) -> None:
        of_case = (disputes.c.tenant_id == self._tx.tenant, disputes.c.id == words.dispute)
        await self.forget_deals([(await self._tx.execute(select(disputes.c.escrow).where(*of_case))).scalar_one()])

    async def forget_deals(self, escrows: Sequence[UUID]) -> None:
        own = (known_escrows.c.tenant_id == self._tx.tenant, known_escrows.c.id.in_(escrows))
        await self._tx.execute(update(known_escrows).where(*own).values(title=None))
