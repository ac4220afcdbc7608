from __future__ import annotations

from deploy.proof.testing.catalogue import describe_schema
from mediation.tables import metadata


async def test_the_migrations_build_exactly_the_declared_tables(database, declared) -> None:
    built = await describe_schema(database.admin_url, "mediation")

    assert built == await describe_schema(await declared(metadata), "mediation")


async def test_every_table_of_a_tenant_is_isolated_by_force(rows) -> None:
    unprotected = await rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'mediation'::regnamespace AND relkind = 'r'"
        " AND relname <> 'alembic_version' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )

    assert unprotected == []
