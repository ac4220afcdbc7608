"""Drafts a migration from the difference between a service's tables and its migrations: `make migrate s=… m=…`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command

from deploy.local import migrate, postgres
from deploy.local.place import REPO
from deploy.local.roles import Access
from deploy.proof.testing import databases, keeper, template

FILE_TEMPLATE = "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s"


def draft_migration(service: str, message: str) -> Path:
    """Writes the new file. It is a draft: rights, row level security and views are never seen by the comparison."""
    with _migrated_database() as access:
        # As the administrator: with the service's schema on its search path, alembic takes its tables for others.
        config = migrate.make_alembic_configuration(service, access.url(postgres.ADMIN))
        config.set_main_option("file_template", FILE_TEMPLATE)
        script = command.revision(config, message, autogenerate=True)
    assert script is not None
    assert not isinstance(script, list)
    return Path(script.path)


@contextmanager
def _migrated_database() -> Iterator[Access]:
    """Makes a throw-away database at the newest migrations."""
    run = keeper.make_run_folder()
    running, lock = databases.join_databases(run)
    try:
        yield Access(running.access.address, running.access.passwords, template.MIGRATED)
    finally:
        lock.close()
        keeper.wait_until_ended(run)


def main(service: str, message: str) -> int:
    if service not in migrate.services_with_migrations() or not message:
        services = ", ".join(migrate.services_with_migrations())
        print(f'Say which service ({services}) and why: make migrate s=escrow m="Add …"')
        return 1
    print(f"Drafted {draft_migration(service, message).relative_to(REPO)}. Read it before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
