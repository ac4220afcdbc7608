"""Packages of npm for browsers in tests: one exact version, known by its digest, unpacked once for the machine."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final, NamedTuple

from deploy.local.place import CannotRun

FETCH_SECONDS: Final = 60


class Package(NamedTuple):
    name: str
    version: str
    sha256: str


UPPY: Final = Package("uppy", "6.0.1", "2635f034972f7e492a2b51cc447cf408587cdf916844232010bb7d46ab09ef70")


def find_package(package: Package, state: Path) -> Path:
    """Finds the package's folder, fetching it by npm where it is not there yet. Raises CannotRun."""
    home = state / f"npm-{package.name}-{package.version}"
    if (home / "package").is_dir():
        return home / "package"
    home.mkdir(parents=True, exist_ok=True)
    archive = _fetch_archive(package, home)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        archive.unlink()
        raise CannotRun(f"{archive.name} is not what it was when its digest was written down.")
    with tarfile.open(archive) as packed:
        packed.extractall(home, filter="data")
    return home / "package"


def _fetch_archive(package: Package, home: Path) -> Path:
    if (npm := shutil.which("npm")) is None:
        raise CannotRun("No npm found. Install Node.js.")
    command = [npm, "pack", f"{package.name}@{package.version}", "--pack-destination", str(home), "--silent"]
    try:
        subprocess.run(command, cwd=home, check=True, capture_output=True, timeout=FETCH_SECONDS)
    except (subprocess.SubprocessError, OSError) as failure:
        raise CannotRun(f"npm could not fetch {package.name} {package.version}: {failure}") from None
    return home / f"{package.name}-{package.version}.tgz"
