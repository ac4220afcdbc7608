"""Links from documents to lines of code, kept right: each leads to the line that defines the name it bears."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

DOCUMENTS: Final = (REPO / "docs" / "guides" / "architecture.md",)
LINE_LINK: Final = re.compile(r"\[(\w+)\]\(([^)#\s]+\.py)#L(\d+)\)")


def write_links() -> list[Path]:
    """Write the documents whose links have to move; return those."""
    changed = []
    for document in DOCUMENTS:
        before = document.read_text()
        after = link_to_definitions(before, document.parent)
        if after != before:
            document.write_text(after)
            changed.append(document)
    return changed


def link_to_definitions(text: str, home: Path) -> str:
    """Lead each link to the definition of its name, of several to the nearest. One that is nowhere stays as it is."""

    def relink(link: re.Match[str]) -> str:
        name, target, line = link[1], link[2], int(link[3])
        places = _find_definitions(name, home / target)
        nearest = min(places, key=lambda place: abs(place - line), default=line)
        return f"[{name}]({target}#L{nearest})"

    return LINE_LINK.sub(relink, text)


def _find_definitions(name: str, file: Path) -> list[int]:
    definition = re.compile(rf"\s*(?:async def|def|class) {name}\b|{name}\b.*=")
    lines = file.read_text().splitlines() if file.is_file() else []
    return [number for number, line in enumerate(lines, 1) if definition.match(line)]
