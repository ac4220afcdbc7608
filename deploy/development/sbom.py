"""`python -m deploy.development.sbom [LOCK]`: bill of materials of what is shipped, as CycloneDX 1.6 in JSON.

From the lock alone, so that it says what an installation gets: each package with its version and the hashes of every
file that pip would take, and the modules of others that pages carry with them (`vendor.toml`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

from deploy.development.check.vendored import find_locks
from deploy.local.place import REPO

PRODUCTION_LOCK: Final = REPO / "requirements-prod.lock"
SHIPPED_FOLDERS: Final = ("libs", "services")
CONTINUATION: Final = re.compile(r"\\\n")
PINNED: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)")
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
MARKER: Final = re.compile(r";\s*(.+?)\s*(?=--hash|$)")


def main() -> int:
    parser = argparse.ArgumentParser(prog="deploy.development.sbom", description=__doc__)
    parser.add_argument("lock", nargs="?", type=Path, default=PRODUCTION_LOCK)
    json.dump(describe_materials(parser.parse_args().lock), sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 0


def describe_materials(lock: Path) -> dict[str, Any]:
    project = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
    shipped = [one for one in find_locks() if one.relative_to(REPO).parts[0] in SHIPPED_FOLDERS]
    about = {"type": "application", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": about},
        "components": [*list_packages(lock.read_text()), *list_vendored(shipped)],
    }


def list_packages(lock: str) -> Iterator[dict[str, Any]]:
    """List what a lock pins. Raises ValueError for a line that pins nothing: a bill with a gap is none."""
    for line in CONTINUATION.sub(" ", lock).splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (pin := PINNED.match(line)) is None or not (hashes := HASH.findall(line)):
            raise ValueError(f"{line.split('--hash')[0].strip()!r} is not pinned by version and hash")
        marker = MARKER.search(line)
        yield _describe_package(pin["name"], pin["version"], hashes, None if marker is None else marker[1])


def list_vendored(locks: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """List the modules of others that lie in the repository."""
    for lock in locks:
        for name, entry in tomllib.loads(lock.read_text()).items():
            yield {
                "type": "library",
                "bom-ref": f"pkg:npm/{_encode(entry['package'])}@{entry['version']}#{name}",
                "name": entry["package"],
                "version": entry["version"],
                "purl": f"pkg:npm/{_encode(entry['package'])}@{entry['version']}#{name}",
                "licenses": [{"license": {"name": entry["licence"]}}],
                "hashes": [{"alg": "SHA-256", "content": entry["sha256"]}],
                "properties": [{"name": "parley:file", "value": str(lock.relative_to(REPO).parent / name)}],
            }


def _describe_package(name: str, version: str, hashes: Sequence[str], marker: str | None) -> dict[str, Any]:
    """Describe a package. Each hash is that of one file, of which an installation takes one."""
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    files = [{"name": "parley:file-sha256", "value": digest} for digest in hashes]
    only = [] if marker is None else [{"name": "parley:only-where", "value": marker}]
    licence = _find_licence(name)
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        **({} if licence is None else {"licenses": [{"license": {"name": licence}}]}),
        "properties": [*only, *files],
    }


def _find_licence(name: str) -> str | None:
    """Find the licence as the installed package says it; None where it is not installed, or does not say."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    given = next((about[name] for name in ("License-Expression", "License") if name in about), "")
    return given.splitlines()[0] if given.strip() else None


def _encode(package: str) -> str:
    return package.replace("@", "%40")


if __name__ == "__main__":
    sys.exit(main())
