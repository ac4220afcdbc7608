"""Folder of the state, and who may read it."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
from pathlib import Path
from typing import Any, Final

REPO: Final = Path(__file__).resolve().parents[2]
IS_ROOT: Final = os.geteuid() == 0


class CannotRun(Exception):
    """Something the person at the terminal has to settle; the text says what and how."""


def state_folder() -> Path:
    """Finds the folder of all that running leaves behind: `.run`, unless other programs could not use it there."""
    chosen = os.environ.get("PARLEY_STATE")
    folder = Path(chosen).resolve() if chosen else REPO / ".run"
    if " " in str(folder) or (IS_ROOT and not is_open_to_all(folder.parent)):
        # RabbitMQ's scripts break on blanks, and PostgreSQL's user cannot enter a private home.
        folder = Path("/var/tmp") / f"parley-{_short_folder_name(folder)}"  # noqa: S108 (ownership is checked below)
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        raise CannotRun(f"{folder} belongs to somebody else. Remove it, or name another folder with PARLEY_STATE=…")
    return folder


def is_open_to_all(path: Path) -> bool:
    """May any user reach this path?"""
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents) if part.exists())


def unprivileged_arguments() -> dict[str, Any]:
    """Arguments for `subprocess` that give root away: PostgreSQL refuses uid 0 and wants a user with a name."""
    if not IS_ROOT:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise CannotRun("Running as root needs a user `postgres` or `nobody` to run PostgreSQL as; there is neither.")


def give_to_postgres(path: Path) -> Path:
    """Hand a file or folder to the user PostgreSQL runs as."""
    if who := unprivileged_arguments():
        os.chown(path, who["user"], who["group"])
    return path


def write_private_file(path: Path, content: str | bytes) -> Path:
    """Write a file only its owner may read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    data = content.encode() if isinstance(content, str) else content
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    draft.replace(path)
    return path


def remove_tree(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)


def _short_folder_name(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]
