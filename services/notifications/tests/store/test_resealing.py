"""WAL-A8: a key that seals webhook secrets is replaced by another, and no secret stays under the old one."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import select

from common.jobs.audit_chain import AuditLogChainer
from notifications.rows import secrets_from_json
from notifications.secret_vault import SecretVault
from notifications.tables import endpoints, infrastructure
from notifications.testing import KEY, SECRET
from notifications.upkeep import SecretResealer

NEW = Fernet.generate_key().decode()


async def test_wal_a8_webhook_secrets_are_sealed_anew_until_the_old_key_may_go(subscribe, begin, tenant) -> None:
    await subscribe("https://shop.example/hooks")
    async with begin(tenant) as tx:
        await tx.append_audit_entry("test", "endpoint")
    await AuditLogChainer(begin.database, infrastructure).chain_batch()
    idle = SecretResealer(begin.database, begin, SecretVault([KEY]))
    resealer = SecretResealer(begin.database, begin, SecretVault([NEW, KEY]))

    counts = [await one.reseal_all() for one in (idle, resealer, resealer)]

    async with begin(tenant) as tx:
        [stored] = (await tx.execute(select(endpoints.c.secrets))).scalars()
    [secret] = secrets_from_json(stored)
    assert counts == [0, 1, 0]
    assert SecretVault([NEW]).reveal_secret(secret.sealed) == SECRET
    with pytest.raises(InvalidToken):
        SecretVault([KEY]).reveal_secret(secret.sealed)
