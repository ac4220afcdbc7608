"""Throw-away databases: clones of one migrated template."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.local import place, ports, postgres
from deploy.local.roles import AUDITOR, Access

from . import keeper, template


@dataclass(frozen=True)
class Database:
    """Migrated database, as each of its roles sees it. All URLs are for SQLAlchemy over asyncpg."""

    access: Access
    failures: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.access.database

    def url(self, service: str) -> str:
        """Address with the service's own role: no more rights than its migrations grant."""
        return self._url_of_role(service, f"svc_{service}")

    def migration_url(self, service: str) -> str:
        """Address with the owner of the service's tables."""
        return self._url_of_role(service, f"mig_{service}")

    @property
    def admin_url(self) -> str:
        """Address with the superuser, whom row level security does not concern."""
        return self.access.url(postgres.ADMIN)

    @property
    def auditor_url(self) -> str:
        return self.access.url(AUDITOR)

    def _url_of_role(self, service: str, role: str) -> str:
        if service in self.failures:
            raise RuntimeError(f"The migrations of {service} fail:\n{self.failures[service]}")
        return self.access.url(role)


@dataclass(frozen=True)
class Databases:
    """Server of this test run, and the databases made on it."""

    access: Access
    failures: Mapping[str, str]

    @asynccontextmanager
    async def clone(self, source: str = template.MIGRATED) -> AsyncIterator[Database]:
        name = f"test_{uuid.uuid4().hex}"
        server = await asyncpg.connect(self.access.dsn(postgres.ADMIN))
        try:
            await server.execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY = FILE_COPY")
            try:
                yield Database(Access(self.access.address, self.access.passwords, name), self.failures)
            finally:
                await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        finally:
            await server.close()

    @asynccontextmanager
    async def build_declared(self, metadata: MetaData) -> AsyncIterator[str]:
        """Builds a database straight from declared tables, to hold the migrations against."""
        async with self.clone(template.BLANK) as blank:
            engine = create_async_engine(blank.admin_url)
            async with engine.begin() as connection:
                await connection.run_sync(metadata.create_all)
            await engine.dispose()
            yield blank.admin_url


def join_databases(run: Path) -> tuple[Databases, Any]:
    """Joins the databases of a test run; the second value is to be closed when done with them."""
    description, lock = keeper.join_server(run, "databases", template.copy_into)
    access = Access(description["address"], description["passwords"], "postgres")
    return Databases(access, description["failures"]), lock


class _Cluster(keeper.Server):
    def __init__(self, folder: Path) -> None:
        [port] = ports.pick_free_ports()
        settings = {**template.THROW_AWAY_SETTINGS, "max_connections": "800", "jit": "off", "autovacuum": "off"}
        self.folder = folder
        self.cluster = postgres.Cluster(postgres.find_programs(place.state_folder()), folder, port, settings)

    def start(self) -> dict[str, Any]:
        self.cluster.start()
        return {
            "address": f"{ports.HOST}:{self.cluster.port}",
            "passwords": json.loads((self.folder / "passwords.json").read_text()),
            "failures": json.loads((self.folder / "failures.json").read_text()),
        }

    def stop(self) -> None:
        self.cluster.stop()


if __name__ == "__main__":
    keeper.keep_running(Path(sys.argv[1]), _Cluster(Path(sys.argv[1])))
