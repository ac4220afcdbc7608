"""Examples of the documents, each sent as it stands (DOR-W11)."""

from __future__ import annotations

from typing import Any, Final

import jsonschema_rs
import pytest

from common.docs.openapi.examples import RECORDED, complete_example
from common.docs.openapi.joined import join_descriptions
from deploy.proof.smoke.suite import Suite
from deploy.proof.testing.served import describe_apps

from .book import Book, ExampleStale, fill_places, read_operations
from .scenes import SCENES, Scene, play_scenes

DOCUMENT: Final[dict[str, Any]] = join_descriptions(describe_apps())
OPERATIONS: Final = read_operations(DOCUMENT)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_dor_w11_every_example_of_a_request_works_as_it_stands(suite: Suite, scene: Scene) -> None:
    """With the ids, instants and secrets of this run. If one is stale: `python -m deploy.proof.examples`."""
    book = Book(DOCUMENT)
    await play_scenes(suite.client, suite.admin_secret, book, [scene])
    assert book.shown


def test_dor_w11_every_body_that_is_documented_was_recorded() -> None:
    """If this fails: send it in a scene, then `python -m deploy.proof.examples`."""
    takes_body = {id for id, one in OPERATIONS.items() if one.documented_body is not None}
    assert takes_body - RECORDED["requests"].keys() == set()
    assert RECORDED["requests"].keys() - OPERATIONS.keys() == set()


def test_dor_w11_no_example_is_a_placeholder() -> None:
    empty = {id for id, one in OPERATIONS.items() for name, value in _members(one.documented_body) if name == value}
    assert empty == set()


def test_dor_w11_every_form_of_an_answer_was_recorded() -> None:
    """If this fails: `python -m deploy.proof.examples`. A proposal that is still to be agreed lasts for milliseconds:
    no scene can count on it."""
    forms = {
        content["schema"].get("$ref", id).rpartition("/")[2]
        for id, one in OPERATIONS.items()
        for answer in one.described["responses"].values()
        if (content := answer.get("content", {}).get("application/json"))
    }
    assert forms - RECORDED["answers"].keys() == {"PendingAgreementView"}


def test_dor_w11_the_example_of_an_answer_has_its_form() -> None:
    schemas, examples = DOCUMENT["components"]["schemas"], DOCUMENT["components"]["examples"]
    for name in schemas.keys() & RECORDED["answers"].keys():
        whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        jsonschema_rs.validate(whole, examples[name]["value"])


def test_dor_w11_an_answer_that_was_recorded_earlier_gets_what_its_form_has_gained() -> None:
    schemas = {
        "Inner": {"properties": {"new": {"type": "integer"}}, "required": ["new"]},
        "Form": {"properties": {"old": {}, "in": {"anyOf": [{"$ref": "#/c/Inner"}, {"type": "null"}]}}, "required": []},
    }
    assert complete_example({"old": "kept", "in": {}}, schemas["Form"], schemas) == {"old": "kept", "in": {"new": 1}}


def test_dor_w11_what_a_scene_sends_otherwise_than_documented_is_found() -> None:
    escrow, other = "esc_01m8jdk8nqe95vwj84h0h9sxjj", "esc_01m8jdj046eyftpsbhhk6zrj8w"
    assert fill_places({"escrow": escrow, "text": "a"}, {"escrow": other, "text": "a"}, "x") == {
        "escrow": other, "text": "a",
    }  # fmt: skip
    with pytest.raises(ExampleStale, match="is documented with"):
        fill_places({"text": "why"}, {"text": "a"}, "x")


def _members(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [*value.items(), *(pair for inner in value.values() for pair in _members(inner))]
    return [pair for inner in value for pair in _members(inner)] if isinstance(value, list) else []
