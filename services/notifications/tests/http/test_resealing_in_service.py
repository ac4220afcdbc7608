"""WAL-A8: whoever starts the service with a second key need do nothing more."""

from __future__ import annotations

import asyncio

from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from common.jobs.audit_chain import AuditLogChainer
from notifications.rows import secrets_from_json
from notifications.secret_vault import SecretVault
from notifications.tables import endpoints, infrastructure
from notifications.testing import KEY, SECRET

from ..conftest import serving

NEW = Fernet.generate_key().decode()


async def test_wal_a8_a_service_that_runs_with_a_newer_key_seals_its_secrets_anew(
    subscribe, settings, begin, tenant
) -> None:
    await subscribe("https://shop.example/hooks")
    async with begin(tenant) as tx:
        await tx.append_audit_entry("test", "endpoint")
    await AuditLogChainer(begin.database, infrastructure).chain_batch()

    async def read_sealed() -> str:
        async with begin(tenant) as tx:
            [stored] = (await tx.execute(select(endpoints.c.secrets))).scalars()
        [secret] = secrets_from_json(stored)
        return secret.sealed

    before = await read_sealed()
    async with serving(settings.model_copy(update={"workers": True, "encryption_key": SecretStr(f"{NEW},{KEY}")})):
        async with asyncio.timeout(30):
            while (after := await read_sealed()) == before:
                await asyncio.sleep(0.02)

    assert SecretVault([NEW]).reveal_secret(after) == SECRET
