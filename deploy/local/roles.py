"""Roles and rights of the database: the one source, for this machine, for the containers and for tests.

One schema per service. `mig_<service>` owns it and runs the migrations; `svc_<service>` is what the service works as
and gets only what its migrations grant; `auditor` reads everything and changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import asyncpg

from .suite import SERVICES

DATABASE: Final = "parley"
AUDITOR: Final = "auditor"
ROLES: Final = (*(f"{kind}_{service}" for service in SERVICES for kind in ("mig", "svc")), AUDITOR)

# The verifier recomputes hashes in SQL. PostgreSQL builds without OpenSSL have no pgcrypto; SHA-256 is always there.
_DIGEST: Final = """
DO $do$ BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pgcrypto') THEN
        CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA public;
    ELSE
        CREATE OR REPLACE FUNCTION public.digest(content bytea, algorithm text) RETURNS bytea
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $$ SELECT CASE algorithm WHEN 'sha256' THEN sha256(content) END $$;
    END IF;
END $do$
"""


@dataclass(frozen=True)
class Access:
    """Address and passwords of one database, for any of its roles."""

    address: str
    passwords: Mapping[str, str]
    database: str = DATABASE

    def url(self, role: str) -> str:
        """URL for SQLAlchemy, which has to be told the driver."""
        return self.dsn(role).replace("postgresql://", "postgresql+asyncpg://", 1)

    def dsn(self, role: str) -> str:
        return f"postgresql://{role}:{self.passwords[role]}@{self.address}/{self.database}"


def statements_for_server(passwords: Mapping[str, str]) -> Iterator[str]:
    """Roles belong to the server. Safe to repeat: passwords and rights are set anew."""
    for role in ROLES:
        yield (f"DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$")
        rights = "BYPASSRLS" if role == AUDITOR else "NOBYPASSRLS"
        yield (
            f"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {rights}"
            f" PASSWORD {_quote_literal(passwords[role])}"
        )
    for service in SERVICES:
        yield f"ALTER ROLE mig_{service} SET search_path = {service}"
        yield f"ALTER ROLE svc_{service} SET search_path = {service}"


def statements_for_database(database: str) -> Iterator[str]:
    """Schemas and rights inside one database. Safe to repeat."""
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {database} TO {', '.join(ROLES)}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield _DIGEST
    # The verifier lays its views over all schemas here, as the auditor.
    yield f"GRANT CREATE, USAGE ON SCHEMA public TO {AUDITOR}"
    for service in SERVICES:
        yield from _statements_for_schema(service)


def _statements_for_schema(service: str) -> Iterator[str]:
    # Not IF NOT EXISTS … AUTHORIZATION alone: an administrator who is no superuser must be a member to give it away.
    yield f"CREATE SCHEMA IF NOT EXISTS {service}"
    yield f"ALTER SCHEMA {service} OWNER TO mig_{service}"
    yield f"GRANT USAGE ON SCHEMA {service} TO svc_{service}, {AUDITOR}"
    yield f"ALTER DEFAULT PRIVILEGES FOR ROLE mig_{service} IN SCHEMA {service} GRANT SELECT ON TABLES TO {AUDITOR}"


async def prepare_server(admin_dsn: str, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """Make roles, database and schemas on a server, as its administrator; whatever exists is kept."""
    server = await asyncpg.connect(admin_dsn)
    try:
        for statement in statements_for_server(passwords):
            await server.execute(statement)
        if not await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            await server.execute(f"CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0")
    finally:
        await server.close()
    await prepare_database(admin_dsn, database)


async def prepare_database(admin_dsn: str, database: str) -> None:
    inside = await asyncpg.connect(admin_dsn, database=database)
    try:
        for statement in statements_for_database(database):
            await inside.execute(statement)
    finally:
        await inside.close()


def _quote_literal(secret: str) -> str:
    return "'" + secret.replace("'", "''") + "'"
