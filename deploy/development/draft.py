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

DATED = "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s"


def draft(service: str, message: str) -> Path:
    """The new file. It is a draft: rights, row level security and views are never seen by the comparison."""
    with _migrated() as access:
        # As the administrator: with the service's schema on its search path, alembic takes its tables for others.
        config = migrate.configuration(service, access.url(postgres.ADMIN))
        config.set_main_option("file_template", DATED)
        script = command.revision(config, message, autogenerate=True)
    assert script is not None
    assert not isinstance(script, list)
    return Path(script.path)


@contextmanager
def _migrated() -> Iterator[Access]:
    """A throw-away database at the newest migrations."""
    run = keeper.new_run()
    found, held = databases.join(run)
    try:
        yield Access(found.access.address, found.access.passwords, template.MIGRATED)
    finally:
        held.close()
        keeper.gone(run)


def main(service: str, message: str) -> int:
    if service not in migrate.with_migrations() or not message:
        print(f'Say which service ({", ".join(migrate.with_migrations())}) and why: make migrate s=escrow m="Add …"')
        return 1
    print(f"Drafted {draft(service, message).relative_to(REPO)}. Read it before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
