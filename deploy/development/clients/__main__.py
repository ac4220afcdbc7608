"""`make clients`: writes the generated part of libs/client and of libs/client-ts from the joined description.

`--check` writes nothing and exits with 1 where something else would be written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

from . import python_models, python_operations, typescript_models, typescript_operations
from .python_text import GENERATED as PYTHON

DOCUMENT: Final = REPO / "libs" / "common" / "common" / "docs" / "site" / "openapi.json"
TYPESCRIPT: Final = REPO / "libs" / "client-ts" / "src" / "generated"


def generate_clients() -> Mapping[Path, str]:
    """Every generated file with what it should be."""
    document = json.loads(DOCUMENT.read_text())
    python = {**python_models.write_models(document), **python_operations.write_operations(document)}
    typescript = {**typescript_models.write_models(document), **typescript_operations.write_operations(document)}
    return {
        PYTHON
        / "__init__.py": '"""What is generated from the description of the API by `make clients`: do not edit."""\n',
        **{PYTHON / name: source for name, source in python.items()},
        **{TYPESCRIPT / name: source for name, source in typescript.items()},
    }


def list_left_over(generated: Mapping[Path, str]) -> list[Path]:
    """Modules of what there is no more."""
    there = [*PYTHON.rglob("*.py"), *TYPESCRIPT.rglob("*.ts")]
    return [file for file in sorted(there) if file not in generated]


def write_clients() -> None:
    generated = generate_clients()
    for file in list_left_over(generated):
        file.unlink()
    for file, text in generated.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(f"Wrote {file.relative_to(REPO)}", file=sys.stderr)


def list_outdated() -> list[str]:
    generated = generate_clients()
    differing = [file for file, text in generated.items() if not file.exists() or file.read_text() != text]
    return [str(file.relative_to(REPO)) for file in (*differing, *list_left_over(generated))]


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
