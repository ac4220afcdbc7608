"""Generated requests against every documented operation of a running suite: `make run` first, then `make fuzz`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from deploy.local import place, sandbox
from deploy.local.place import REPO, CannotRun
from deploy.local.suite import SERVICES

from . import tokens

# What has to hold whatever is sent: no 5xx, and nothing the description does not announce.
CHECKS: Final = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "missing_required_header", "unsupported_method", "ignored_auth",
)  # fmt: skip
CONFIGURATION: Final = Path(__file__).with_name("schemathesis.toml")
ROLES: Final = (tokens.PLATFORM, "buyer", "operator")


def fuzz_service(service: str, url: str, platform: sandbox.Platform, role: str, examples: int) -> bool:
    print(f"\n{service}, asked by {role}", flush=True)
    command: list[str | Path] = [
        Path(sys.executable).with_name("st"), "--config-file", CONFIGURATION, "run",
        f"{url}/docs/{service}/openapi.json", "--url", url, "--checks", ",".join(CHECKS), "--continue-on-failure",
        "--max-examples", str(examples),
    ]  # fmt: skip
    variables = {
        "SCHEMATHESIS_HOOKS": "deploy.proof.fuzz.tokens", "PYTHONPATH": str(REPO),
        tokens.URL_VARIABLE: url, tokens.ROLE_VARIABLE: role,
        tokens.CLIENT_VARIABLE: platform.client_id, tokens.SECRET_VARIABLE: platform.client_secret,
    }  # fmt: skip
    return subprocess.run(command, env={**os.environ, **variables}, cwd=place.state_folder()).returncode == 0


def read_running_platform() -> tuple[str, sandbox.Platform]:
    state = place.state_folder()
    try:
        url = json.loads((state / "stack.json").read_text())["url"]
        return url, sandbox.Platform(**json.loads((state / sandbox.FILE).read_text()))
    except FileNotFoundError:
        raise CannotRun("Nothing is running. Start it in another terminal: make run") from None


def main() -> int:
    options = _build_argument_parser().parse_args()
    try:
        url, platform = read_running_platform()
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    failed = [
        f"{service} by {role}"
        for service in options.services or SERVICES
        for role in options.roles or ROLES
        if not fuzz_service(service, url, platform, role, options.examples)
    ]
    print(f"Failed: {', '.join(failed)}" if failed else "Nothing found.")
    return bool(failed)


def _build_argument_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.proof.fuzz", description=__doc__)
    parser.add_argument("services", nargs="*", help="all five if none is named")
    parser.add_argument("--as", dest="roles", action="append", choices=ROLES, help="by all of them if not said")
    parser.add_argument("--examples", type=int, default=25, help="of each operation, in each phase")
    return parser


if __name__ == "__main__":
    sys.exit(main())
