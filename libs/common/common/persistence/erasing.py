"""Erasing of what people said: out of stored answers and stored events, whose codes, amounts, instants and ids stay.

`{schema}.without_words` is a function of the database (`common.persistence.migrations`): it takes out of a JSON value
the texts under the keys that it is given. An empty text was erased; null was never said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from .statements import build_statement
from .transaction import PostgresTransaction

_WITHOUT_WORDS: Final = (
    "convert_to({schema}.without_words(convert_from(body, 'UTF8')::jsonb, CAST(:keys AS text[]))::text, 'UTF8')"
)
FORGET_ANSWERS: Final = f"""
-- Whoever repeats a request hears the same once more, without the words.
UPDATE {{schema}}.idempotency SET body = {_WITHOUT_WORDS}
WHERE tenant_id = :tenant AND status IS NOT NULL
  AND (route LIKE ANY (CAST(:speaking AS text[])) OR convert_from(body, 'UTF8') LIKE ANY (CAST(:speaking AS text[])))
  AND convert_from(body, 'UTF8') LIKE '{{{{%'
  -- Answers are kept for a day: where nothing has happened to their subject for longer there is none.
  AND (CAST(:subject AS uuid) IS NULL OR EXISTS (
    SELECT 1 FROM {{schema}}.outbox o WHERE o.subject = :subject AND o.created_at > now() - interval '25 hours'))
"""  # noqa: S608 (an expression of ours)
FORGET_SENT: Final = f"""
UPDATE {{schema}}.outbox SET body = {_WITHOUT_WORDS} WHERE tenant_id = :tenant AND subject = :subject
"""  # noqa: S608 (an expression of ours)
FORGET_WAITING: Final = f"""
-- Only what is still to be tried again, or parked, has a body.
UPDATE {{schema}}.inbox SET body = {_WITHOUT_WORDS}
WHERE tenant_id = :tenant AND subject = :subject AND state <> 'done'
"""  # noqa: S608 (an expression of ours)


async def forget_answers(
    tx: PostgresTransaction, ids: Sequence[str], keys: Sequence[str], subject: UUID | None = None
) -> None:
    """Take the texts under `keys` out of stored answers that speak of one of these public ids, or were asked of it.

    `subject`: whose events tell when it last changed: what is old is not looked for. None: always.
    """
    about = {"tenant": tx.tenant, "speaking": [f"%{id}%" for id in ids], "keys": list(keys), "subject": subject}
    await tx.execute(build_statement(FORGET_ANSWERS, tx.infrastructure.schema), about)


async def forget_sent_events(tx: PostgresTransaction, subject: UUID, keys: Sequence[str]) -> None:
    """Take the texts under `keys` out of the events of one subject that are kept to be sent once more."""
    about = {"tenant": tx.tenant, "subject": subject, "keys": list(keys)}
    await tx.execute(build_statement(FORGET_SENT, tx.infrastructure.schema), about)


async def forget_waiting_events(tx: PostgresTransaction, subject: UUID, keys: Sequence[str]) -> None:
    """`forget_sent_events` of those that wait in the inbox, or are parked there."""
    about = {"tenant": tx.tenant, "subject": subject, "keys": list(keys)}
    await tx.execute(build_statement(FORGET_WAITING, tx.infrastructure.schema), about)
