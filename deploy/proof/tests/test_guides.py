"""PRM-11: JSON that a document shows as an event or an answer is as the models write it, down to each member.

The demo runs the commands of the documents and compares what they print; here everything shown is held against the
models, the payloads of webhooks as well, which no command prints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

import pytest

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.disputes import DisputePaused
from common.contracts.envelope import ActorRef, Event
from common.contracts.public_form import ID_PREFIXES
from deploy.development.docs import contract
from deploy.local.place import REPO
from deploy.proof.demo.examples import list_documents
from deploy.proof.testing.served import describe_apps, serve_apps
from notifications.public_events import public_event

ELLIPSIS: Final = "…"
JSON_BLOCK: Final = re.compile(r"^(?:<!-- (?P<mark>\w+) -->\n)?```json\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CALL: Final = re.compile(r'curl (?P<options>[^\n]*?(?:\\\n[^\n]*?)*?)"\$PARLEY(?P<path>/[^"?]*)(?P<rest>.*)', re.DOTALL)
RUN_BLOCK: Final = re.compile(r"^<!-- run -->\n```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EVENT_OF_TYPE: Final = {event.public: event for event in EVENT_OF_TOPIC.values() if event.public is not None}
JSON_TYPES: Final = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


class Shown(NamedTuple):
    document: Path
    mark: str | None
    value: Any
    before: str
    """What stands before it in the document."""


def shown_examples() -> Iterator[Any]:
    for document in list_documents():
        text = document.read_text()
        for number, block in enumerate(JSON_BLOCK.finditer(text), 1):
            shown = Shown(document, block["mark"], json.loads(block["text"]), text[: block.start()])
            yield pytest.param(shown, id=f"{document.relative_to(REPO)} {number}")


EXAMPLES: Final = list(shown_examples())
SERVED: Final = serve_apps()
DESCRIPTIONS: Final = list(describe_apps().values())
PROBLEM_MEMBERS: Final = {
    code: frozenset(about.partition("; with ")[2].split(", "))
    for code, about in contract.describe_problem_codes(SERVED).items()
}
"""What the problem of a code has beside what every problem has."""


def misfits(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], at: str = "") -> list[str]:
    """Where a value, abridged as it may be, is not what the schema describes."""
    if "$ref" in schema:
        return misfits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, at)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            found = [misfits(value, one, schemas, at) for one in schema[several]]
            return [m for one in found for m in one] if several == "allOf" else min(found, key=len)
    if isinstance(value, dict):
        return list(_misfits_of_object(value, schema, schemas, at))
    if isinstance(value, list):
        items = schema.get("items")
        if schema.get("type") != "array":
            return [f"{at} is no list"]
        return [m for one in value for m in misfits(one, items, schemas, f"{at}[]")] if items else []
    return list(_misfits_of_scalar(value, schema, at))


def _misfits_of_object(
    value: dict[str, Any], schema: Mapping[str, Any], schemas: Mapping[str, Any], at: str
) -> Iterator[str]:
    if schema.get("type", "object") != "object":
        yield f"{at} is no object"
        return
    members, more = schema.get("properties", {}), schema.get("additionalProperties", "properties" not in schema)
    for name, inner in value.items():
        if name in members:
            yield from misfits(inner, members[name], schemas, f"{at}.{name}")
        elif isinstance(more, dict):
            yield from misfits(inner, more, schemas, f"{at}.{name}")
        elif not more:
            yield f"{at}.{name} is not written by anything"


def _misfits_of_scalar(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    kind, pattern = schema.get("type"), schema.get("pattern")
    if kind is not None and not _is_of_kind(value, kind):
        yield f"{at} is {value!r}, not {kind}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at} is {value!r}, none of {schema['enum']}"
    elif "const" in schema and value != schema["const"]:
        yield f"{at} is {value!r}, not {schema['const']!r}"
    elif isinstance(value, str) and pattern and not value.endswith(ELLIPSIS) and not re.search(pattern, value):
        yield f"{at} is {value!r}, not like {pattern}"


def _is_of_kind(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, JSON_TYPES.get(kind, ()))


@pytest.mark.parametrize("shown", EXAMPLES)
def test_prm_11_every_example_is_held_against_something(shown: Shown) -> None:
    assert shown.mark in ("answer", "event"), "write <!-- answer --> or <!-- event --> before it"


@pytest.mark.parametrize("shown", [one for one in EXAMPLES if one.values[0].mark == "event"])
def test_prm_11_a_payload_that_is_shown_is_what_we_send(shown: Shown) -> None:
    assert payload_misfits(shown.value) == []


def test_prm_11_the_feed_and_webhooks_show_payloads() -> None:
    assert [one for one in EXAMPLES if one.values[0].mark == "event"]


def payload_misfits(payload: dict[str, Any]) -> list[str]:
    envelope = real_envelope()
    if payload.keys() != envelope.keys():
        return [f"the members are {sorted(envelope)}, not {sorted(payload)}"]
    event = EVENT_OF_TYPE.get(payload["type"])
    if event is None:
        return [f"nothing is sent as {payload['type']}"]
    wrong = [
        f"{name} is {payload[name]!r}, and really like {real!r}"
        for name, real in envelope.items()
        if name != "data" and type(payload[name]) is not type(real)
    ]
    if payload["subject"].partition("_")[0] != event.prefix:
        wrong.append(f"the subject of {payload['type']} is {event.prefix}_{ELLIPSIS}")
    return [*wrong, *_misfits_of_data(payload["data"], event)]


def _misfits_of_data(data: dict[str, Any], event: Any) -> Iterator[str]:
    schema = event.model_json_schema(mode="serialization")
    hidden = {*Event.model_fields, *event.internal_members}
    for name, value in data.items():
        if name in hidden or name not in schema["properties"]:
            yield f"data.{name} is not sent"
        elif name in ID_PREFIXES and isinstance(value, str):
            if not value.startswith(f"{ID_PREFIXES[name]}_"):
                yield f"data.{name} begins with {ID_PREFIXES[name]}_"
        else:
            yield from misfits(value, schema["properties"][name], schema.get("$defs", {}), f"data.{name}")


def real_event() -> DisputePaused:
    about: dict[str, Any] = {
        "tenant": UUID(int=1),
        "subject": UUID(int=2),
        "sequence": 3,
        "version": 3,
        "escrow": UUID(int=4),
    }
    actor = ActorRef(role="operator", id="olga")
    return DisputePaused.model_validate(
        {**about, "occurred_at": "2026-11-25T12:00:00Z", "actor": actor, "cause": "request"}
    )


def real_envelope() -> dict[str, Any]:
    return dict(json.loads(public_event(real_event(), 1).body))


@pytest.mark.parametrize("shown", [one for one in EXAMPLES if one.values[0].mark == "answer"])
def test_prm_11_an_answer_that_is_shown_is_described(shown: Shown) -> None:
    possible = list(answer_schemas(shown))
    if not possible:
        pytest.skip("printed by a command of the document itself")
    more = PROBLEM_MEMBERS.get(shown.value.get("code"), frozenset()) if isinstance(shown.value, dict) else frozenset()
    value = {name: one for name, one in shown.value.items() if name not in more} if more else shown.value
    found = [misfits(value, schema, schemas) for schema, schemas in possible]
    assert min(found, key=len) == []


def answer_schemas(shown: Shown) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Find what the operation may answer that the last command before the example calls."""
    calls = [call for block in RUN_BLOCK.findall(shown.before)[-1:] for call in re.split(r"(?=curl )", block)]
    paths = [match["path"] for call in calls if (match := CALL.search(call))]
    for path in paths[-1:]:
        pattern = re.compile(re.sub(r"\$\w+", "[^/]+", path.replace("'", "")) + "$")
        for description in DESCRIPTIONS:
            for described, methods in description["paths"].items():
                if not _is_same_path(pattern, path, described):
                    continue
                for operation in (methods[m] for m in ("get", "post", "put", "delete") if m in methods):
                    for answer in operation["responses"].values():
                        for content in answer.get("content", {}).values():
                            if "schema" in content:
                                yield content["schema"], description.get("components", {}).get("schemas", {})


def _is_same_path(pattern: re.Pattern[str], path: str, described: str) -> bool:
    theirs, ours = described.split("/"), path.split("/")
    return len(theirs) == len(ours) and all(
        a == b or a.startswith("{") or b.startswith("$") for a, b in zip(theirs, ours, strict=True)
    )


def test_prm_11_an_example_that_is_wrong_is_found() -> None:
    """The check itself is no rubber stamp."""
    good = json.loads(json.dumps(real_envelope()))
    assert payload_misfits(good) == []
    for name, wrong in (("data", {"price": 8000}), ("type", "dispute.stopped"), ("subject", "esc_1"), ("number", "1")):
        assert payload_misfits({**good, name: wrong}), name
    assert payload_misfits({name: value for name, value in good.items() if name != "version"})
