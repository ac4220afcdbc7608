"""The databases tests get: their own, with the rights production has."""

from __future__ import annotations

from itertools import permutations

import asyncpg
import pytest

from deploy.local.suite import SERVICES
from deploy.proof.testing.databases import Database


async def connect(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(url.replace("+asyncpg", ""))


@pytest.mark.parametrize(("reader", "owner"), list(permutations(SERVICES, 2)))
async def test_a_service_cannot_enter_the_schema_of_another(database: Database, reader: str, owner: str) -> None:
    connection = await connect(database.access.url(f"svc_{reader}"))
    try:
        allowed = await connection.fetchval("SELECT has_schema_privilege($1, 'USAGE')", owner)
        assert not allowed
    finally:
        await connection.close()


async def test_a_service_works_without_rights_to_change_its_schema(database: Database) -> None:
    connection = await connect(database.access.url("svc_escrow"))
    try:
        assert await connection.fetchval("SHOW search_path") == "escrow"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TABLE escrow.mine (id int)")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TABLE public.mine (id int)")
        rights = await connection.fetchrow("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert tuple(rights) == (False, False)
    finally:
        await connection.close()


async def test_the_auditor_reads_what_migrations_make_and_changes_nothing(database: Database) -> None:
    owner = await connect(database.access.url("mig_disputes"))
    auditor = await connect(database.auditor_url)
    try:
        await owner.execute("CREATE TABLE cases (id int); INSERT INTO cases VALUES (7)")
        await owner.execute("ALTER TABLE cases ENABLE ROW LEVEL SECURITY; ALTER TABLE cases FORCE ROW LEVEL SECURITY")
        assert await auditor.fetchval("SELECT id FROM disputes.cases") == 7
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await auditor.execute("DELETE FROM disputes.cases")
    finally:
        await owner.close()
        await auditor.close()


async def test_each_test_gets_a_database_of_its_own(database: Database, databases: object) -> None:
    owner = await connect(database.access.url("mig_disputes"))
    try:
        assert await owner.fetchval("SELECT to_regclass('disputes.cases')") is None
    finally:
        await owner.close()
