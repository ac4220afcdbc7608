"""`make clients`: writes the generated part of libs/client and of libs/client-ts from the joined description.

`--check` writes nothing and exits with 1 where something else would be written.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

from .python_client import write_models, write_operations
from .typescript_client import write_typescript

DOCUMENT: Final = REPO / "libs" / "common" / "common" / "docs" / "site" / "openapi.json"
PYTHON: Final = REPO / "libs" / "client" / "parley_client" / "generated"
TYPESCRIPT: Final = REPO / "libs" / "client-ts" / "src" / "generated.ts"


def generate_clients() -> Mapping[Path, str]:
    """Every generated file with what it should be."""
    document = json.loads(DOCUMENT.read_text())
    return {
        PYTHON / "models.py": format_python(write_models(document)),
        PYTHON / "operations.py": format_python(write_operations(document)),
        TYPESCRIPT: write_typescript(document),
    }


def format_python(source: str) -> str:
    formatter = [str(Path(sys.executable).parent / "ruff"), "format", "--stdin-filename", "generated.py", "-"]
    done = subprocess.run(formatter, input=source, capture_output=True, text=True, check=True, cwd=REPO)
    return done.stdout


def write_clients() -> None:
    for file, text in generate_clients().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(f"Wrote {file.relative_to(REPO)}", file=sys.stderr)


def list_outdated() -> list[str]:
    return [
        str(file.relative_to(REPO))
        for file, text in generate_clients().items()
        if not file.exists() or file.read_text() != text
    ]


def main() -> int:
    if "--check" not in sys.argv[1:]:
        write_clients()
        return 0
    outdated = list_outdated()
    if outdated:
        print(f"Not as the API is described: {', '.join(outdated)}. Run `make clients`.", file=sys.stderr)
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
