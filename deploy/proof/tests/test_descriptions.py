"""Descriptions that clients are generated from: header fields, names, shapes, and one document of all services."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import httpx
import pytest

from common.docs.openapi.field_texts import EVENT_DATA, iterate_members, iterate_parameters, read_texts
from common.docs.openapi.joined import JoiningFailed, join_descriptions
from common.docs.openapi.route_traits import read_route_traits
from common.docs.openapi.schemas import iterate_inner_schemas
from deploy.development.docs.__main__ import JOINED, format_json
from deploy.proof.testing.served import describe_apps, serve_apps
from deploy.proof.tests.badinput.roles import MONEY

MADE: Final = serve_apps()
DESCRIPTIONS: Final = describe_apps()
SAYS_NOTHING: Final = frozenset({
    "When (UTC).", "When (RFC 3339).", "What it does.", "What happens.", "What it is.", "What it is about.",
    "Who did it.", "Which kind it is.", "Where it is.", "Where it stands.", "How far it is.", "Whom it concerns.",
    "What was done.",
})  # fmt: skip
"""True of anything that has such a member."""
WHOLE: Final = join_descriptions(DESCRIPTIONS)
SCHEMAS: Final[dict[str, Any]] = WHOLE["components"]["schemas"]


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for service, description in DESCRIPTIONS.items():
        for item in description["paths"].values():
            yield from ((f"{service}.{operation['operationId']}", operation) for operation in item.values())


OPERATIONS: Final = dict(operations())


def header_parameters(name: str) -> dict[str, Any]:
    return {one["name"]: one for one in OPERATIONS[name].get("parameters", ()) if one["in"] == "header"}


def every_schema() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in SCHEMAS.items():
        yield from ((name, inner) for inner in iterate_inner_schemas(schema))
    for name, operation in OPERATIONS.items():
        for parameter in operation.get("parameters", ()):
            yield from ((f"{name} {parameter['name']}", inner) for inner in iterate_inner_schemas(parameter["schema"]))


def test_dor_w10_a_field_of_a_form_has_a_text_too() -> None:
    """Its shape stands in the operation itself, and not among those that have names."""
    fields = [
        (name, field, shape)
        for name, operation in OPERATIONS.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for field, shape in content.get("schema", {}).get("properties", {}).items()
    ]
    assert fields
    assert [(name, field) for name, field, shape in fields if not shape.get("description")] == []


def test_dor_w8_a_key_is_required_where_money_moves_and_nowhere_else() -> None:
    """What really insists on it `badinput/test_money.py` finds out over HTTP."""
    required = {name for name in OPERATIONS if header_parameters(name).get("Idempotency-Key", {}).get("required")}
    assert required == MONEY


def test_dor_w8_the_version_is_required_where_a_ruling_is_decided_on_it() -> None:
    required = {name for name in OPERATIONS if header_parameters(name).get("If-Match", {}).get("required")}
    assert required == {
        "disputes.rule_on_dispute", "disputes.approve_decision", "disputes.reject_approval",
        "disputes.verify_transaction",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "named"),
    [
        ("escrow.create_escrow", {"Idempotency-Key"}),
        ("escrow.ship_escrow", {"Idempotency-Key", "If-Match"}),
        ("escrow.get_escrow", {"If-None-Match"}),
        ("disputes.get_eligibility", {"Accept-Language"}),
        ("mediation.list_mediations", {"If-None-Match"}),
        ("evidence.upload_evidence", {"Content-Digest", "X-Checksum-SHA256", "Idempotency-Key"}),
        ("evidence.download_evidence", {"Range"}),
        ("evidence.create_resumable_upload", {"Tus-Resumable", "Upload-Length", "Upload-Metadata"}),
        ("evidence.append_to_resumable_upload", {"Tus-Resumable", "Upload-Offset", "Upload-Checksum"}),
        ("evidence.finish_recording", {"X-Session-Secret"}),
    ],
)
def test_dor_w8_an_operation_names_the_fields_that_its_route_looks_at(operation: str, named: set[str]) -> None:
    assert named <= header_parameters(operation).keys()
    assert not {"Idempotency-Key", "If-Match", "Accept-Language", "Range"} & (
        header_parameters(operation).keys() - named
    )


@pytest.mark.parametrize(
    ("operation", "status", "carried"),
    [
        ("escrow.create_escrow", "201", {"ETag", "Location", "Idempotent-Replayed", "X-Request-Id", "RateLimit"}),
        ("escrow.list_escrows", "200", {"ETag", "Link", "RateLimit-Policy", "traceparent"}),
        ("escrow.get_escrow", "200", {"ETag"}),
        ("evidence.create_bundle", "202", {"Location", "Retry-After"}),
        ("evidence.download_evidence", "206", {"Content-Range", "Accept-Ranges"}),
        ("evidence.create_resumable_upload", "201", {"Location", "Upload-Offset", "Tus-Resumable"}),
        ("mediation.get_mediation", "200", {"ETag", "Content-Language"}),
        ("disputes.open_dispute", "429", {"Retry-After", "RateLimit", "RateLimit-Policy"}),
        ("disputes.open_dispute", "401", {"WWW-Authenticate"}),
    ],
)
def test_dor_w8_an_answer_names_the_fields_that_it_carries(operation: str, status: str, carried: set[str]) -> None:
    assert carried <= OPERATIONS[operation]["responses"][status]["headers"].keys()


def test_dor_w8_traits_are_read_from_the_code_beside_the_route() -> None:
    async def plain(call: Any) -> Any:
        return await call.query(None)

    async def paying(call: Any) -> Any:
        call.require_expected_version()
        return await call.execute_money(None, None, status=201, locate=str)

    assert not read_route_traits(plain).takes_key
    assert not read_route_traits(plain).takes_version
    traits = read_route_traits(paying)
    assert (traits.requires_key, traits.requires_version, traits.tells_address) == (True, True, True)


def test_dor_w9_the_joined_description_is_up_to_date() -> None:
    """If this fails: `make docs`."""
    assert json.loads(JOINED.read_text()) == json.loads(format_json(WHOLE))


async def test_dor_w9_every_service_serves_the_joined_description() -> None:
    transport = httpx.ASGITransport(MADE["escrow"], raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://parley.test") as client:
        answer = await client.get("/docs/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["info"]["title"] == "Parley"


def test_dor_w9_two_shapes_of_one_name_are_not_joined() -> None:
    other = json.loads(json.dumps(DESCRIPTIONS["mediation"]))
    other["paths"] = {}
    other["components"]["schemas"]["MoneyView"] = {"type": "object"}
    with pytest.raises(JoiningFailed, match="MoneyView"):
        join_descriptions({"mediation": DESCRIPTIONS["mediation"], "other": other})


def test_dor_w9_every_reference_resolves() -> None:
    for reference in {text for text in json.dumps(WHOLE).split('"') if text.startswith("#/components/")}:
        found: Any = WHOLE
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]


def test_dor_w9_every_whole_number_says_whether_32_bits_hold_it() -> None:
    unsized = {name for name, schema in every_schema() if schema.get("type") == "integer" and "format" not in schema}
    assert unsized == set()
    assert SCHEMAS["MoneyView"]["properties"]["amount"]["format"] == "int64"
    assert SCHEMAS["MoneyBody"]["properties"]["amount"]["format"] == "int64"


def test_dor_w9_choices_have_names() -> None:
    unnamed = {
        name
        for name, schema in SCHEMAS.items()
        for member in schema.get("properties", {}).values()
        for inner in iterate_inner_schemas(member)
        if len(inner.get("enum", ())) > 1
    }
    assert unnamed == set()


def test_dor_w9_names_are_words() -> None:
    assert [name for name in SCHEMAS if not name.isalnum()] == []
    ids = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if "_" not in id] == []


def test_dor_w9_what_is_sent_is_closed_and_what_is_answered_is_open() -> None:
    sent = {name for name, schema in SCHEMAS.items() if schema.get("additionalProperties") is False}
    assert {"NewEscrowBody", "MoneyBody", "OpeningBody"} <= sent
    assert [name for name in sent if name.endswith(("View", "Page", "Summary"))] == []


def test_dor_w9_bodies_have_media_types() -> None:
    media_types = {
        media_type
        for operation in OPERATIONS.values()
        for body in (operation.get("requestBody", {}), *operation["responses"].values())
        for media_type in body.get("content", {})
    }
    assert [one for one in media_types if "*" in one] == []


def test_dor_w10_every_member_and_parameter_has_a_text() -> None:
    """If this fails: write a docstring beside the member, or its text in common/docs/site/fields."""
    members = {f"{name}.{member}" for name, member, schema in iterate_members(WHOLE) if "description" not in schema}
    parameters = {f"{id} {one['name']}" for id, one in iterate_parameters(WHOLE) if "description" not in one}
    assert (members, parameters) == (set(), set())


def test_dor_w10_no_text_is_left_over() -> None:
    members = {(name, member) for name, member, _ in iterate_members(WHOLE)}
    members |= {(EVENT_DATA, member) for name, member in members if name.endswith(EVENT_DATA)}
    texts = {service: read_texts(service) for service in DESCRIPTIONS}
    written = {(name, member) for own in texts.values() for name, about in own.items() for member in about}
    assert {(name, member) for name, member in written - members if member != "like"} == set()


def test_dor_w10_texts_are_sentences() -> None:
    texts = [schema["description"] for _, _, schema in iterate_members(WHOLE)]
    assert [text for text in texts if not text[:1].strip() or not text.endswith((".", ")", "`", "…"))] == []
    assert [text for text in texts if len(text) < 5] == []


def test_dor_w10_tags_stand_in_the_order_of_a_cases_life() -> None:
    tags = [tag["name"] for tag in WHOLE["tags"]]
    assert tags[0] == "auth"
    assert tags.index("escrows") < tags.index("disputes") < tags.index("mediations") < tags.index("operators")
    assert all(tag["description"] for tag in WHOLE["tags"])
    assert "Idempotency-Key" in WHOLE["info"]["description"]


def test_dor_w10_a_text_says_of_what_and_not_only_that_there_is_something() -> None:
    """ "When (UTC)." says nothing that the member's name does not."""
    texts = {f"{name}.{member}": schema["description"] for name, member, schema in iterate_members(WHOLE)}

    assert {at: text for at, text in texts.items() if len(text.split()) < 3 and not text.startswith("Always")} == {}
    assert {at: text for at, text in texts.items() if text in SAYS_NOTHING} == {}
