from __future__ import annotations

from deploy.proof.testing.catalogue import describe_schema
from notifications.tables import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    url = await declared(metadata)

    assert await describe_schema(database.admin_url, "notifications") == await describe_schema(url, "notifications")
