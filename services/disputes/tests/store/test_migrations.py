from __future__ import annotations

import disputes.transaction  # noqa: F401 - its rooms declare the tables
from deploy.proof.testing.catalogue import describe_schema
from disputes.schema import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    built = await describe_schema(database.admin_url, "disputes")

    assert built == await describe_schema(await declared(metadata), "disputes")
