"""Debian packages without installing them: downloaded and unpacked into a folder, by any user."""

from __future__ import annotations

import fcntl
import re
import shutil
import subprocess
from pathlib import Path

from deploy.local import place
from deploy.local.say import say


def unpack(package: str, state: Path) -> Path | None:
    """The folder with the package and all it needs, as if it were `/`; None where there is no apt or no archive."""
    ready = state / "debian" / package
    if ready.exists():
        return ready
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return None
    ready.parent.mkdir(exist_ok=True)
    with ready.with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return ready if ready.exists() else _fetch(package, ready)


def _fetch(package: str, ready: Path) -> Path | None:
    say(f"Fetching {package} from Debian's packages into {ready} (nothing is installed on the machine)")
    work = ready.with_suffix(".work")
    place.remove(work)
    try:
        _download(package, work)
        _extract(work)
    except subprocess.CalledProcessError as failure:
        say(f"That did not work: {str(failure.stderr or failure).strip()}")
        return None
    (work / "root").rename(ready)
    place.remove(work)
    return ready


def _download(package: str, work: Path) -> None:
    for folder in ("state/lists/partial", "cache/archives/partial", "packages", "root"):
        (work / folder).mkdir(parents=True)
    options = [
        "-qq", "-o", f"Dir::State={work}/state", "-o", "Dir::State::status=/var/lib/dpkg/status",
        "-o", f"Dir::Cache={work}/cache", "-o", "APT::Sandbox::User=", "-o", "APT::Install-Recommends=false",
    ]  # fmt: skip
    _run(["apt-get", *options, "update"], work)
    # A package that is installed but of no use here (its program is hidden or damaged) is fetched all the same.
    plan = _run(["apt-get", *options, "--simulate", "--reinstall", "install", package], work)
    _run(["apt-get", *options, "download", *re.findall(r"^Inst (\S+)", plan, re.MULTILINE)], work / "packages")


def _extract(work: Path) -> None:
    for package in sorted((work / "packages").glob("*.deb")):
        _run(["dpkg", "-x", str(package), str(work / "root")], work)
    (work / "root").chmod(0o755)


def _run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
