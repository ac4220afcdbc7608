"""Runs once before the services, in a container of its own: roles, schemas, migrations. Safe to repeat."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from urllib.parse import urlsplit

from common.settings import SECRETS_FOLDER
from deploy.local import migrate, roles
from deploy.local.layout import OtherLayout


def main() -> int:
    admin = read_secret("database_url")
    passwords = json.loads(read_secret("database_passwords"))
    asyncio.run(roles.prepare_server(admin, passwords))
    access = roles.Access(urlsplit(admin).netloc.rpartition("@")[2], passwords)
    try:
        for service in migrate.services_with_migrations():
            migrate.upgrade_schema(service, access.url(f"mig_{service}"))
    except OtherLayout as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def read_secret(name: str) -> str:
    """Read what the container was given: a file, or a variable of the same name in capitals."""
    file = SECRETS_FOLDER / name
    return file.read_text().strip() if file.is_file() else os.environ[name.upper()]


if __name__ == "__main__":
    sys.exit(main())
