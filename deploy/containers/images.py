"""Images of others by their digests: `pin` writes what the registry has for each to images.lock, `check` reads it.

What is started with `docker compose --env-file images.lock` is then the very image that was tried, whatever is
published under the same version later. A digest can only be asked for where a registry is
reached, so the file is made by whoever deploys, and is none of the repository's.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

COMPOSE_FILES: Final = (REPO / "docker-compose.yml", REPO / "deploy" / "containers" / "evidence-outside.yml")
LOCK: Final = Path("images.lock")
VARIABLE: Final = re.compile(r"image: \$\{([A-Z_]+_IMAGE):-([^}@]+)\}")
DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")


def find_images() -> dict[str, str]:
    """Find the images that compose starts, by the variable that each can be named by."""
    return {name: image for file in COMPOSE_FILES for name, image in VARIABLE.findall(file.read_text())}


def ask_for_digest(image: str) -> str:
    """Ask the registry for the digest of an image. Raises RuntimeError with what docker says."""
    command = ["docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}"]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise RuntimeError(str(error)) from None
    digest = asked.stdout.strip()
    if asked.returncode or not DIGEST.fullmatch(digest):
        raise RuntimeError(asked.stderr.strip() or f"no digest: {digest}")
    return digest


def find_flaws(lock: Mapping[str, str], images: Mapping[str, str]) -> list[str]:
    """Find what is not pinned, or pinned to another version than compose names."""
    flaws = []
    for name, image in images.items():
        pinned, _, digest = lock.get(name, "").partition("@")
        if pinned != image:
            flaws.append(f"{name} is {pinned or 'missing'}, and compose says {image}")
        elif not DIGEST.fullmatch(digest):
            flaws.append(f"{name} has no digest")
    return flaws


def read_lock(file: Path) -> dict[str, str]:
    """Read the lines `NAME=image@digest`; none where there is no file."""
    lines = file.read_text().splitlines() if file.is_file() else []
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def pin_images(file: Path) -> int:
    """Write every digest, or nothing at all if one cannot be had."""
    try:
        pinned = {name: f"{image}@{ask_for_digest(image)}" for name, image in find_images().items()}
    except RuntimeError as failure:
        print(f"The registry was not asked, and nothing is pinned: {failure}", file=sys.stderr)
        return 1
    file.write_text("".join(f"{name}={image}\n" for name, image in pinned.items()))
    return 0


def main(arguments: list[str]) -> int:
    if arguments == ["pin"]:
        return pin_images(LOCK)
    if arguments != ["check"]:
        print(__doc__)
        return 2
    flaws = find_flaws(read_lock(LOCK), find_images())
    print("\n".join(flaws) or f"{LOCK}: every image has its digest")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
