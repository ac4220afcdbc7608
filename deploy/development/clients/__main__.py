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
        **{PYTHON / name: format_python(source) for name, source in write_operations(document).items()},
        TYPESCRIPT: write_typescript(document),
    }


def format_python(source: str) -> str:
    """Leave out the imports that nothing needs, put the others in order, and lay out what is left."""
    for command in (("check", "--fix", "--quiet", "--select", "F401,I001"), ("format",)):
        ruff = [str(Path(sys.executable).parent / "ruff"), *command, "--stdin-filename", str(PYTHON / "module.py"), "-"]
        source = subprocess.run(ruff, input=source, capture_output=True, text=True, check=True, cwd=REPO).stdout
    return source


def list_left_over(generated: Mapping[Path, str]) -> list[Path]:
    """Modules of groups that there are no more."""
    return [file for file in sorted(PYTHON.glob("*_operations.py")) if file not in generated]


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
