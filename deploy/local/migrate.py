"""Bring every schema to its newest migration."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config

from .layout import OtherLayout, record_layout, require_layout
from .place import REPO
from .suite import SERVICES


def migrations_folder_of(service: str) -> Path:
    return REPO / "services" / service / "migrations"


def services_with_migrations() -> list[str]:
    return [service for service in SERVICES if (migrations_folder_of(service) / "env.py").exists()]


def make_alembic_configuration(service: str, url: str) -> Config:
    """Configures alembic; the URL goes beside the options, where no percent sign is interpreted."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder_of(service)).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade_schema(service: str, url: str) -> None:
    """Raises OtherLayout for data that was made by another text of the migrations."""
    asyncio.run(require_layout(service, url))
    command.upgrade(make_alembic_configuration(service, url), "head")
    asyncio.run(record_layout(service, url))


def upgrade_all_services() -> int:
    """Every service as its own migration role, whose URL the environment names."""
    try:
        for service in services_with_migrations():
            upgrade_schema(service, os.environ[f"{service.upper()}_MIGRATION_URL"])
    except OtherLayout as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(upgrade_all_services())
