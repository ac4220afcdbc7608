from __future__ import annotations

from deploy.proof.testing.catalogue import described
from notifications.tables import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    url = await declared(metadata)

    assert await described(database.admin_url, "notifications") == await described(url, "notifications")
