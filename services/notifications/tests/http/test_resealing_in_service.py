"""WAL-A8: whoever starts the service with a second key need do nothing more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from common.jobs.audit_chain import AuditLogChainer
from notifications.rows import secrets_from_json
from notifications.secret_vault import SecretVault
from notifications.settings import Settings
from notifications.tables import endpoints, infrastructure
from notifications.testing import KEY, SECRET

NEW = Fernet.generate_key().decode()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"encryption_key": SecretStr(f"{NEW},{KEY}")})


@pytest.fixture
async def read_sealed(subscribe, begin, tenant) -> Callable[[], Awaitable[str]]:
    """Reads the secret of an endpoint that was made under the older key."""
    await subscribe("https://shop.example/hooks")
    async with begin(tenant) as tx:
        await tx.append_audit_entry("test", "endpoint")
    await AuditLogChainer(begin.database, infrastructure).chain_batch()

    async def read() -> str:
        async with begin(tenant) as tx:
            [stored] = (await tx.execute(select(endpoints.c.secrets))).scalars()
        [secret] = secrets_from_json(stored)
        return secret.sealed

    return read


@pytest.fixture
async def sealed(read_sealed) -> str:
    """As it was before the service started."""
    return await read_sealed()


async def test_wal_a8_a_service_that_runs_with_a_newer_key_seals_its_secrets_anew(sealed, running, read_sealed) -> None:
    async with asyncio.timeout(30):
        while (anew := await read_sealed()) == sealed:  # noqa: ASYNC110 (the worker has no event for this)
            await asyncio.sleep(0.02)

    assert SecretVault([NEW]).reveal_secret(anew) == SECRET
