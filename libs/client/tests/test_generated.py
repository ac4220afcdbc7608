"""DOR-W9: the generated part is short files whose types are there for whoever asks while a program runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import httpx
import pytest

import parley_client
from parley_client import Parley
from parley_client.generated import models
from parley_client.transport import Transport

GENERATED = Path(parley_client.__file__).parent / "generated"
TYPESCRIPT = Path(__file__).resolve().parents[2] / "client-ts" / "src" / "generated"
MOST_LINES = 350


def test_dor_w9_every_generated_file_can_be_read_by_a_person() -> None:
    """Python's also by `make check`, with the functions and folders."""
    files = [*GENERATED.rglob("*.py"), *TYPESCRIPT.rglob("*.ts")]
    assert len(files) > 100
    assert [file.name for file in files if len(file.read_text().splitlines()) > MOST_LINES] == []


def test_dor_w9_types_of_bodies_and_answers_are_there_while_a_program_runs() -> None:
    """Pydantic reads them like this."""
    dictionaries = [kind for name in models.__all__ if isinstance(kind := getattr(models, name), type)]
    members = {kind.__name__: get_type_hints(kind) for kind in dictionaries}
    assert len(members) > 400
    assert members["EscrowView"]["amount"] is models.MoneyView
    assert "funded" in get_args(models.EscrowState)
    assert members["EscrowCreatedEvent"]["data"] is models.EscrowCreatedEventData


def test_dor_w9_a_filter_is_named_as_the_api_does_and_one_there_is_not_is_refused_here() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(
            200, content=json.dumps({"data": [], "next_cursor": None}), headers={"Content-Type": "application/json"}
        )

    http = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://parley.test")
    parley = Parley(Transport(http, None))
    misspelt: dict[str, Any] = {"statsu": ["closed"]}

    assert list(parley.disputes.iterate_disputes(open_=True)) == []
    assert list(parley.events.iterate_events(type_=["escrow.*"])) == []
    assert [dict(request.url.params) for request in seen] == [
        {"limit": "100", "open": "true"},
        {"limit": "100", "type": "escrow.*"},
    ]
    with pytest.raises(TypeError, match="statsu"):
        parley.disputes.list_disputes(**misspelt)
