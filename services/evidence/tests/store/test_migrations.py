from __future__ import annotations

from deploy.proof.testing.catalogue import described
from evidence.transaction import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    built = await described(database.admin_url, "evidence")

    assert built == await described(await declared(metadata), "evidence")
