"""Files of the pages: read once, addressed by the sum of all of them, so that browsers may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static"
MEDIA_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
COMMENT_LINES: Final = re.compile(rb"^[ \t]*//.*$", re.MULTILINE)
VENDORED: Final = "vendor/"


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    compressed: bytes
    media_type: str


class PageAssets:
    """Files by their path below `static`. What no browser asks for, such as licences, is not among them; nor are our
    comments, which nobody who waits for a page reads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = sorted(file for file in folder.rglob("*") if file.suffix in MEDIA_TYPES)
        contents = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
        digest = hashlib.sha256()
        for name, content in contents.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        self.edition: Final = digest.hexdigest()[:16]
        """Of all files at once: they import one another."""
        self._assets = {name: _asset(name, self._place(name, content)) for name, content in contents.items()}

    def find_asset(self, name: str) -> Asset | None:
        return self._assets.get(name)

    def get_page(self) -> Asset:
        return self._assets["page.html"]

    def _place(self, name: str, content: bytes) -> bytes:
        """The page names the edition; the rest is relative to it. A line of a module keeps its number."""
        if name.endswith(".html"):
            return content.replace(b"{edition}", self.edition.encode())
        is_ours = name.endswith(".js") and not name.startswith(VENDORED)
        return COMMENT_LINES.sub(b"", content) if is_ours else content


def _asset(name: str, content: bytes) -> Asset:
    media_type = f"{MEDIA_TYPES[Path(name).suffix]}; charset=utf-8"
    return Asset(content, gzip.compress(content, mtime=0), media_type)
