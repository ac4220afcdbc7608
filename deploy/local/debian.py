"""Debian packages without installing them: downloaded and unpacked into a folder, by any user."""

from __future__ import annotations

import fcntl
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from . import place
from .progress import print_progress

DPKG_STATUS: Final = Path("/var/lib/dpkg/status")


def unpack_package(package: str, state: Path) -> Path | None:
    """Unpacks a package and all it needs into a folder, as if it were `/`; None where there is no apt or no archive."""
    ready = state / "debian" / package
    if ready.exists():
        return ready
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return None
    ready.parent.mkdir(exist_ok=True)
    with ready.with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return ready if ready.exists() else _fetch_package(package, ready)


def _fetch_package(package: str, ready: Path) -> Path | None:
    print_progress(f"Fetching {package} from Debian's packages into {ready} (nothing is installed on the machine)")
    work = ready.with_suffix(".work")
    place.remove_tree(work)
    try:
        _download_packages(package, work)
        _extract_packages(work)
    except subprocess.CalledProcessError as failure:
        print_progress(f"That did not work: {str(failure.stderr or failure).strip()}")
        return None
    (work / "root").rename(ready)
    place.remove_tree(work)
    return ready


def _download_packages(package: str, work: Path) -> None:
    for folder in ("state/lists/partial", "cache/archives/partial", "packages", "root"):
        (work / folder).mkdir(parents=True)
    (work / "status").write_text(_status_without(package, DPKG_STATUS.read_text("utf-8", "replace")))
    options = [
        "-qq", "-o", f"Dir::State={work}/state", "-o", f"Dir::State::status={work}/status",
        "-o", f"Dir::Cache={work}/cache", "-o", "APT::Sandbox::User=", "-o", "APT::Install-Recommends=false",
    ]  # fmt: skip
    _run_command(["apt-get", *options, "update"], work)
    plan = _run_command(["apt-get", *options, "--simulate", "install", package], work)
    packages = re.findall(r"^Inst (\S+)", plan, re.MULTILINE)
    print_progress(f"{len(packages)} packages are on their way")
    _run_command(["apt-get", *options, "download", *packages], work / "packages")


def _status_without(package: str, status: str) -> str:
    """Lists what is installed, but for the package and what was built with it: if it is there, it was of no use (its
    program is hidden, or damaged).
    """
    own = re.compile(rf"^(Package|Source): {re.escape(package)}( .*)?$", re.MULTILINE)
    return "\n\n".join(entry for entry in status.split("\n\n") if not own.search(entry)) + "\n"


def _extract_packages(work: Path) -> None:
    for package in sorted((work / "packages").glob("*.deb")):
        _run_command(["dpkg", "-x", str(package), str(work / "root")], work)
    (work / "root").chmod(0o755)


def _run_command(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
