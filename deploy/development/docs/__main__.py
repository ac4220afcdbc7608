"""`make docs`: descriptions for client generators to docs/api/, the content of the served pages to common/docs/site/,
the pages about programmes to docs/programmes/, and the lines that documents link to."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI

from common.docs import asyncapi
from common.docs.openapi import problem_answers
from common.docs.openapi.joined import join_descriptions
from common.docs.public_events import public_asyncapi_document
from common.messaging.bus import InMemoryBus
from deploy.development.clients import __main__ as clients
from deploy.development.refusals.record import record_refusals
from deploy.local import credentials, keys
from deploy.local.environment import Addresses, build_services_environment
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

from . import code_links, guides, problems, programmes

FOLDER: Final = REPO / "docs" / "api"
SITE: Final = REPO / "libs" / "common" / "common" / "docs" / "site"
CONTENT: Final = SITE / "content.json"
JOINED: Final = SITE / "openapi.json"
REFUSALS: Final = SITE / "refusals.json"
UNREACHABLE_DATABASE: Final = "postgresql+asyncpg://nobody@127.0.0.1/nowhere"


def apps() -> dict[str, FastAPI]:
    """Builds each service as it would be served. Nothing is connected to."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        addresses = Addresses(
            "http://127.0.0.1:8000",
            {},
            dict.fromkeys(SERVICES, UNREACHABLE_DATABASE),
            dict.fromkeys(SERVICES, "memory:"),
        )
        before = dict(os.environ)
        os.environ.update(
            build_services_environment(
                state, addresses, credentials.ensure_credentials(state), keys.ensure_key_pair(state / "keys")
            )
        )
        try:
            return {service: import_module(f"{service}.app").create_app(bus=InMemoryBus()) for service in SERVICES}
        finally:
            os.environ.clear()
            os.environ.update(before)


def build_page_content(made: Mapping[str, FastAPI]) -> dict[str, Any]:
    return {
        "services": guides.describe_services(),
        "guides": guides.render_guides(),
        "programmes": guides.render_programmes(),
        "changelog": guides.render_changelog(),
        "problems": problems.build_problem_catalogue(made),
    }


def format_json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def draw_descriptions(made: Mapping[str, FastAPI]) -> dict[Path, Any]:
    """What generators read: five descriptions, and all of them in one."""
    descriptions = {service: app.openapi() for service, app in made.items()}
    return {
        **{FOLDER / f"{service}.openapi.json": description for service, description in descriptions.items()},
        JOINED: join_descriptions(descriptions),
    }


def main() -> None:
    for file in code_links.write_links():
        print(f"Wrote {file.relative_to(REPO)}")
    made = apps()
    problem_answers.RECORDED_REFUSALS.update(record_refusals(made))
    files: dict[Path, Any] = {
        REFUSALS: problem_answers.RECORDED_REFUSALS,
        CONTENT: build_page_content(made),
        **draw_descriptions(made),
    }
    files |= {
        FOLDER / "events.asyncapi.json": public_asyncapi_document(),
        FOLDER / "internal-events.asyncapi.json": asyncapi.asyncapi_document(),
    }
    for file, value in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(format_json(value))
        print(f"Wrote {file.relative_to(REPO)}")
    for file in programmes.write_pages():
        print(f"Wrote {file.relative_to(REPO)}")
    clients.write_clients()


if __name__ == "__main__":
    main()
