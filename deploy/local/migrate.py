"""Bring every schema to its newest migration."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config

from deploy.local.place import REPO
from deploy.local.suite import SERVICES


def folder(service: str) -> Path:
    return REPO / "services" / service / "migrations"


def with_migrations() -> list[str]:
    return [service for service in SERVICES if (folder(service) / "env.py").exists()]


def configuration(service: str, url: str) -> Config:
    """What alembic needs; the URL goes beside the options, where no percent sign is interpreted."""
    config = Config()
    config.set_main_option("script_location", str(folder(service)).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade(service: str, url: str) -> None:
    command.upgrade(configuration(service, url), "head")


def main() -> None:
    """Every service as its own migration role, whose URL the environment names."""
    for service in with_migrations():
        upgrade(service, os.environ[f"{service.upper()}_MIGRATION_URL"])


if __name__ == "__main__":
    main()
