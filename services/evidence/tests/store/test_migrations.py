from __future__ import annotations

from deploy.proof.testing.catalogue import describe_schema
from evidence.transaction import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    built = await describe_schema(database.admin_url, "evidence")

    assert built == await describe_schema(await declared(metadata), "evidence")
