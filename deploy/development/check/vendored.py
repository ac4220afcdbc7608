"""Compares modules of others that lie in the repository with what their packages shipped, by SHA-256."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

LOCK: Final = "vendor.toml"
LICENCES: Final = "LICENSES.txt"
MEMBERS: Final = ("package", "file", "version", "licence", "sha256")


def find_locks() -> list[Path]:
    return sorted(path for top in ("libs", "services", "deploy") for path in (REPO / top).rglob(LOCK))


def list_complaints(lock: Path) -> Iterator[str]:
    """What a lock says and is not so, what is not locked, and whose licence is missing."""
    entries = tomllib.loads(lock.read_text())
    licences = (lock.parent / LICENCES).read_text() if (lock.parent / LICENCES).exists() else ""
    here = lock.relative_to(REPO).parent
    for name, entry in entries.items():
        if missing := [member for member in MEMBERS if member not in entry]:
            yield f"{here}/{LOCK}: {name} lacks {', '.join(missing)}"
        elif not (lock.parent / name).exists():
            yield f"{here}/{name} is locked and not there"
        elif hashlib.sha256((lock.parent / name).read_bytes()).hexdigest() != entry["sha256"]:
            yield f"{here}/{name} is not what {entry['package']} {entry['version']} ships: replace both or neither"
        elif f"== {entry['package']} " not in licences:
            yield f"{here}/{LICENCES} lacks the licence of {entry['package']}"
    for file in lock.parent.iterdir():
        if file.name not in (LOCK, LICENCES, *entries):
            yield f"{here}/{file.name} is in no lock: write its package, version, licence and SHA-256 into {LOCK}"


def main() -> int:
    complaints = [complaint for lock in find_locks() for complaint in list_complaints(lock)]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
