"""Data folder with all migrations applied, made once and copied by every test run."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import os
import secrets
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import asyncpg

from deploy.local import migrate, place, ports, postgres, roles

MIGRATED: Final = "parley_template"
BLANK: Final = "parley_blank"
THROW_AWAY_SETTINGS: Final = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
OF_SERVICE: Final = "parley_template_{service}"
"""With the schema of one service alone: half the files, so a test's copy costs half."""
CAN_CHOOSE_ITERATIONS: Final = (16, 0)
DAY_SECONDS: Final = 24 * 60 * 60


def copy_into(target: Path) -> None:
    """Fill `target` with a fresh copy of the template, building that first if a migration has changed."""
    shelf = place.state_folder() / "test-templates"
    shelf.mkdir(exist_ok=True)
    place.give_to_postgres(shelf)
    with _hold_exclusive_lock(shelf / "lock"):
        template = shelf / _compute_template_fingerprint()
        if not (template / "complete").exists():
            _build_template(template)
        os.utime(template)
        subprocess.run(["cp", "-a", f"{template}/.", target], check=True)
        if json.loads((template / "failures.json").read_text()):
            place.remove_tree(template)  # the cause may lie outside the files looked at
        _forget_old_templates(shelf, current=template)


def _compute_template_fingerprint() -> str:
    """Hashes everything the template depends on; rather too much than too little."""
    seen = hashlib.sha256(str(sys.version_info).encode())
    for pattern in ("services/*/migrations/**/*.py", "services/*/*/**/tables.py", "libs/common/common/**/*.py"):
        for file in sorted(place.REPO.glob(pattern)):
            seen.update(str(file.relative_to(place.REPO)).encode() + file.read_bytes())
    for module in (__file__, roles.__file__, postgres.__file__, migrate.__file__):
        seen.update(Path(module).read_bytes())
    return seen.hexdigest()[:16]


def _build_template(folder: Path) -> None:
    place.remove_tree(folder)
    # A process of its own: migrations import all services, and tests want to import them under their own rules.
    done = subprocess.run(
        [sys.executable, "-m", "deploy.proof.testing.template", folder], cwd=place.REPO, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"The test database could not be built:\n{done.stderr}")
    (folder / "complete").touch()


def _forget_old_templates(shelf: Path, current: Path) -> None:
    for folder in shelf.iterdir():
        if folder != current and folder.is_dir() and folder.stat().st_mtime < time.time() - DAY_SECONDS:
            place.remove_tree(folder)


@contextmanager
def _hold_exclusive_lock(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_template(folder: Path) -> None:
    passwords = {role: secrets.token_hex(16) for role in (postgres.ADMIN, *roles.ROLES)}
    [port] = ports.pick_free_ports()
    server = postgres.Cluster(postgres.find_programs(place.state_folder()), folder, port, THROW_AWAY_SETTINGS)
    server.create(passwords[postgres.ADMIN])
    place.write_private_file(folder / "passwords.json", json.dumps(passwords))
    server.start()
    try:
        admin = server.url(postgres.ADMIN, passwords[postgres.ADMIN])
        asyncio.run(roles.prepare_server(admin, passwords, BLANK))
        asyncio.run(roles.prepare_server(admin, passwords, MIGRATED))
        services = migrate.services_with_migrations()
        failures = _migrate_services(roles.Access(f"{ports.HOST}:{port}", passwords, MIGRATED), services)
        for service in services:
            own = OF_SERVICE.format(service=service)
            asyncio.run(roles.prepare_server(admin, passwords, own))
            failures |= _migrate_services(roles.Access(f"{ports.HOST}:{port}", passwords, own), [service])
        (folder / "failures.json").write_text(json.dumps(failures))
        asyncio.run(_cheapen_logins(admin, passwords))
    finally:
        server.stop()


async def _cheapen_logins(dsn: str, passwords: Mapping[str, str]) -> None:
    """A test logs in some eight times, and 4,096 rounds of hashing each time were a fifth of what it cost."""
    connection = await asyncpg.connect(dsn)
    try:
        if connection.get_server_version() >= CAN_CHOOSE_ITERATIONS:
            await connection.execute("SET scram_iterations = 1")
            for role, password in passwords.items():
                await connection.execute(f"ALTER ROLE {role} PASSWORD '{password}'")
    finally:
        await connection.close()


def _migrate_services(access: roles.Access, services: Iterable[str]) -> dict[str, str]:
    """Upgrade services; one that fails is no reason to leave the others without a database."""
    failures = {}
    for service in services:
        try:
            migrate.upgrade_schema(service, access.url(f"mig_{service}"))
        except Exception:
            failures[service] = traceback.format_exc()
    return failures


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
