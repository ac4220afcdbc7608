"""Generated requests against every documented operation of a running suite: `make run` first, then `make fuzz`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from deploy.local import place, sandbox
from deploy.local.place import REPO, CannotRun
from deploy.local.suite import SERVICES

# What has to hold whatever is sent: no 5xx, and nothing the description does not announce.
CHECKS: Final = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "missing_required_header", "unsupported_method", "ignored_auth",
)  # fmt: skip


def fuzz(service: str, url: str, token: str) -> bool:
    command: list[str | Path] = [
        Path(sys.executable).with_name("st"), "--config-file", REPO / "deploy" / "fuzz.toml", "run",
        f"{url}/docs/{service}/openapi.json", "--url", url, "--checks", ",".join(CHECKS), "--continue-on-failure",
    ]  # fmt: skip
    return subprocess.run(command, env={**os.environ, "PARLEY_TOKEN": token}, cwd=place.state()).returncode == 0


def running() -> tuple[str, sandbox.Platform]:
    state = place.state()
    try:
        url = json.loads((state / "stack.json").read_text())["url"]
        return url, sandbox.Platform(**json.loads((state / sandbox.FILE).read_text()))
    except FileNotFoundError:
        raise CannotRun("Nothing is running. Start it in another terminal: make run") from None


def main(chosen: list[str]) -> int:
    try:
        url, platform = running()
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    failed = []
    for service in chosen or SERVICES:
        # A new one each time: tokens live for minutes.
        token = sandbox.token(url, platform.client_id, platform.client_secret)
        if token is None or not fuzz(service, url, token):
            failed.append(service)
    print(f"Failed: {', '.join(failed)}" if failed else "Nothing found.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
