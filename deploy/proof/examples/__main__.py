"""`python -m deploy.proof.examples [SCENE…]`: record the examples of the documents from a running suite.

Of scenes that are not played again the examples stay as they are. `make docs` puts them into the documents.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any, Final

import httpx

from common.docs.openapi.joined import join_descriptions
from deploy.development.docs.__main__ import SITE, apps, format_json
from deploy.local.place import REPO
from deploy.proof.demo.suite import use_running_suite

from .book import Book
from .scenes import SCENES, play_scenes

FILE: Final = SITE / "examples.json"
ANSWER_SECONDS: Final = 150.0


async def record_examples(address: str, admin_secret: str, names: list[str]) -> Book:
    book = Book(join_descriptions({service: app.openapi() for service, app in apps().items()}), is_recording=True)
    chosen = [play for play in SCENES if not names or play.__name__.removeprefix("play_") in names]
    async with httpx.AsyncClient(base_url=address, timeout=ANSWER_SECONDS, trust_env=False) as client:
        await play_scenes(client, admin_secret, book, chosen)
    return book


def join_records(before: Mapping[str, Mapping[str, Any]], book: Book) -> dict[str, Any]:
    """What was recorded now goes before; what there is no operation for any more is left out."""
    requests = {id: example for id, example in before["requests"].items() if id in book.operations}
    return {
        "requests": dict(sorted({**requests, **book.examples}.items())),
        "answers": dict(sorted({**before["answers"], **book.answers}.items())),
    }


def main() -> None:
    with use_running_suite() as suite:
        book = asyncio.run(record_examples(suite.url, suite.admin_secret, sys.argv[1:]))
    FILE.write_text(format_json(join_records(json.loads(FILE.read_text()), book)))
    print(f"Wrote {FILE.relative_to(REPO)}: {len(book.examples)} requests, {len(book.answers)} answers")


if __name__ == "__main__":
    main()
