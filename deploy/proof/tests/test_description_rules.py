"""DOR-W12: rules that linters of API descriptions recommend (Spectral's and Redocly's), as far as they find anything to
say of a document that is made: here they need no Node."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import jsonschema_rs
import pytest

from common.docs.openapi.joined import join_descriptions
from common.docs.openapi.schemas import iterate_inner_schemas
from deploy.development.docs.__main__ import SITE
from deploy.proof.testing.served import describe_apps

Json = dict[str, Any]
DESCRIPTIONS: Final[dict[str, Json]] = describe_apps()
DOCUMENTS: Final[dict[str, Json]] = {**DESCRIPTIONS, "joined": join_descriptions(DESCRIPTIONS)}
SCHEMA_WORDS: Final = frozenset(
    {
        "$ref", "type", "title", "description", "properties", "required", "additionalProperties", "patternProperties",
        "propertyNames", "items", "prefixItems", "anyOf", "oneOf", "allOf", "enum", "const", "default", "examples",
        "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "discriminator", "contentEncoding",
        "contentMediaType", "writeOnly", "readOnly", "deprecated",
    }
)  # fmt: skip
"""Keywords of JSON Schema 2020-12 and OpenAPI 3.1 that ours use: `ge` and `le` are none."""
PYTHON_TYPES: Final[dict[str, set[type]]] = {
    "string": {str}, "integer": {int}, "number": {int, float}, "boolean": {bool}, "object": {dict}, "array": {list},
    "null": {type(None)},
}  # fmt: skip

each_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def iterate_operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items())


def iterate_contents(document: Json) -> Iterator[tuple[str, Json]]:
    """Everything that has a schema and may have examples: parameters, bodies, answers, header fields."""
    for _, _, operation in iterate_operations(document):
        id = operation["operationId"]
        yield from ((f"{id} {one['name']}", one) for one in operation.get("parameters", ()))
        for place, body in (("body", operation.get("requestBody", {})), *operation["responses"].items()):
            yield from ((f"{id} {place}", content) for content in body.get("content", {}).values())
    yield from document["components"]["headers"].items()


def iterate_examples(document: Json, content: Json) -> Iterator[Any]:
    if "example" in content:
        yield content["example"]
    for one in content.get("examples", {}).values():
        name = one.get("$ref", "").rpartition("/")[2]
        yield document["components"]["examples"][name]["value"] if name else one["value"]


def select_parts(schema: Json, schemas: Json) -> Json:
    """Those of the components that a schema is made of."""
    parts: Json = {}
    ahead = [schema]
    while ahead:
        for name in set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(ahead.pop()))) - parts.keys():
            parts[name] = schemas[name]
            ahead.append(schemas[name])
    return parts


def every_schema(document: Json) -> Iterator[tuple[str, Json]]:
    for name, schema in document["components"]["schemas"].items():
        yield from ((name, inner) for inner in iterate_inner_schemas(schema))
    for name, content in iterate_contents(document):
        yield from ((name, inner) for inner in iterate_inner_schemas(content.get("schema", {})))


@pytest.mark.parametrize("document", DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
def test_dor_w12_every_example_is_as_its_schema_says(document: Json) -> None:
    schemas, seen, wrong = document["components"]["schemas"], set(), []
    for place, content in iterate_contents(document):
        for example in iterate_examples(document, content):
            case = json.dumps([content["schema"], example], sort_keys=True)
            if case not in seen:
                seen.add(case)
                whole = {**content["schema"], "components": {"schemas": select_parts(content["schema"], schemas)}}
                wrong += [
                    f"{place}: {error.message}"
                    for error in jsonschema_rs.validator_for(whole, validate_formats=True).iter_errors(example)
                ]
    assert wrong == []


@each_document
def test_dor_w12_addresses_of_the_description_itself_are_whole(document: Json) -> None:
    """Spectral's `oas3-schema` and `info-contact`: whoever keeps the file elsewhere has nothing else to go by."""
    contact = document["info"]["contact"]

    assert contact["name"]
    assert re.match(r"https?://", contact.get("url", "https://"))


@each_document
def test_dor_w12_what_a_schema_shows_and_defaults_to_is_as_it_says(document: Json) -> None:
    """By the formats, too: a time of day without seconds and an offset is no `time`."""
    schemas, wrong = document["components"]["schemas"], []
    for name, schema in every_schema(document):
        shown = [*schema.get("examples", ()), *([schema["default"]] if schema.get("default") is not None else [])]
        if shown:
            whole = {**schema, "components": {"schemas": select_parts(schema, schemas)}}
            check = jsonschema_rs.validator_for(whole, validate_formats=True)
            wrong += [f"{name}: {error.message}" for value in shown for error in check.iter_errors(value)]
    assert wrong == []


@each_document
def test_dor_w12_no_link_of_an_example_or_a_text_is_dead(document: Json) -> None:
    """Types of problems lead to pages of the catalogue, links in texts to pages that are served."""
    problems = {one["code"] for one in json.loads((SITE / "content.json").read_text())["problems"]}
    named = set(re.findall(r'"type": "/problems/([a-z0-9-]+)"', json.dumps(document)))
    assert {slug.replace("-", "_") for slug in named} - problems == set()
    pages = {one["name"] for one in json.loads((SITE / "content.json").read_text())["guides"]}
    assert set(re.findall(r"\(/docs/guides/([a-z-]+)\)", json.dumps(document))) - pages == set()


@each_document
def test_dor_w12_schemas_use_words_of_the_standard(document: Json) -> None:
    assert {(name, word) for name, schema in every_schema(document) for word in schema.keys() - SCHEMA_WORDS} == set()


@each_document
def test_dor_w12_choices_and_defaults_are_of_the_type_they_are_given_for(document: Json) -> None:
    wrong = []
    for name, schema in every_schema(document):
        types = schema.get("type")
        if isinstance(types, str):
            values = [*schema.get("enum", ()), *([schema["default"]] if "default" in schema else [])]
            wrong += [(name, value) for value in values if type(value) not in PYTHON_TYPES[types]]
        if "enum" in schema and max(Counter(map(str, schema["enum"])).values()) > 1:
            wrong.append((name, schema["enum"]))
    assert wrong == []


@each_document
def test_dor_w12_what_is_required_is_a_member(document: Json) -> None:
    missing = {
        (name, member)
        for name, schema in every_schema(document)
        if "properties" in schema
        for member in schema.get("required", ())
        if member not in schema["properties"]
    }
    assert missing == set()
    assert [name for name, schema in every_schema(document) if schema.get("type") == "array" and not (
        {"items", "prefixItems"} & schema.keys())] == []  # fmt: skip


@each_document
def test_dor_w12_every_part_of_an_address_is_a_parameter_and_the_other_way_round(document: Json) -> None:
    for path, method, operation in iterate_operations(document):
        parameters = [(one["in"], one["name"]) for one in operation.get("parameters", ())]
        assert len(parameters) == len(set(parameters)), (method, path)
        in_path = {name for place, name in parameters if place == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path)), (method, path)
        assert all(one["required"] for one in operation.get("parameters", ()) if one["in"] == "path")
        assert not path.endswith("/")
        assert "?" not in path


@each_document
def test_dor_w12_no_two_addresses_are_the_same_but_for_names(document: Json) -> None:
    patterns = Counter(re.sub(r"{\w+}", "{}", path) for path in document["paths"])
    assert [pattern for pattern, count in patterns.items() if count > 1] == []


@each_document
def test_dor_w12_every_operation_answers_well_and_ill_and_says_who_may(document: Json) -> None:
    schemes, tags = document["components"]["securitySchemes"], {tag["name"] for tag in document["tags"]}
    for path, method, operation in iterate_operations(document):
        statuses = operation["responses"].keys()
        assert any(status.startswith("2") for status in statuses), (method, path)
        assert any(status.startswith("4") for status in statuses), (method, path)
        assert re.fullmatch(r"[A-Za-z0-9_]+", operation["operationId"])
        assert set(operation["tags"]) <= tags
        for requirement in operation.get("security", document["security"]) or ():
            assert requirement.keys() <= schemes.keys()
        assert all(response["description"] for response in operation["responses"].values()), (method, path)


@each_document
def test_dor_w9_what_a_form_or_a_choice_is_if_left_out_its_members_or_its_text_say(document: Json) -> None:
    """OpenAPI Generator writes `var fee FeeBody = {basis_points=0}` into Go."""
    with_default = [(name, one) for name, one in every_schema(document) if one.get("default") is not None]
    assert [name for name, one in with_default if "$ref" in one and isinstance(one["default"], dict)] == []
    assert [name for name, one in with_default if len(_forms_of(one)) > 1] == []


def test_dor_w9_a_deal_says_what_its_fee_and_its_windows_are_if_left_out() -> None:
    schemas = DESCRIPTIONS["escrow"]["components"]["schemas"]
    defaults = {
        name: {one: about.get("default") for one, about in schemas[name]["properties"].items()}
        for name in ("FeeBody", "WindowsBody")
    }
    assert defaults["FeeBody"] == {"basis_points": 0, "fixed": None, "paid_by": "seller"}
    assert all(defaults["WindowsBody"].values())


@each_document
def test_dor_w9_no_form_is_called_like_what_go_calls_the_making_of_another(document: Json) -> None:
    """OpenAPI Generator makes an `EndpointView` by a function `NewEndpointView`."""
    names = document["components"]["schemas"]
    assert [name for name in names if name.startswith("New") and name.removeprefix("New") in names] == []


@each_document
def test_dor_w9_a_choice_between_forms_is_called_by_a_name_of_its_own(document: Json) -> None:
    schemas = document["components"]["schemas"]
    choices = [inner for schema in schemas.values() for inner in iterate_inner_schemas(schema) if "title" in inner]
    titles = [inner["title"] for inner in choices if len(_forms_of(inner)) > 1]

    assert [title for title, count in Counter(titles).items() if count > 1] == []
    assert sorted(set(titles) & schemas.keys()) == []


def _forms_of(schema: Json) -> list[Json]:
    choices = schema.get("anyOf") or schema.get("oneOf") or []
    return [choice for choice in choices if choice.get("type") != "null"]


@pytest.mark.parametrize("name", ["notifications", "joined"])
def test_dor_w9_generators_leave_calls_and_deliveries_apart(name: str) -> None:
    """openapi-generator writes a file a tag, webhooks last, and its Python of webhooks cannot be parsed."""
    document = DOCUMENTS[name]
    files = {_file_name(tag) for _, _, operation in iterate_operations(document) for tag in operation["tags"]}
    received = [one["post"] for one in document["webhooks"].values()]
    assert {_file_name(tag) for operation in received for tag in operation["tags"]}.isdisjoint(files)
    assert {tag for operation in received for tag in operation["tags"]} <= {tag["name"] for tag in document["tags"]}
    assert all(operation["x-internal"] is True for operation in received)


def _file_name(tag: str) -> str:
    return re.sub(r"[^a-z0-9]", "", tag.lower())


@each_document
def test_dor_w12_no_component_is_left_over(document: Json) -> None:
    used = set(re.findall(r'"#/components/(\w+)/([\w.-]+)"', json.dumps(document)))
    for kind in ("schemas", "examples", "headers"):
        unused = document["components"][kind].keys() - {name for of, name in used if of == kind}
        assert unused == set(), kind


@each_document
def test_dor_w12_texts_run_nothing_and_servers_are_no_examples(document: Json) -> None:
    assert not re.search(r"<script|eval\(|javascript:", json.dumps(document))
    for server in document["servers"]:
        assert "example.com" not in server["url"]
    info = document["info"]
    assert all(info[name] for name in ("summary", "description", "version"))
    assert info["contact"].keys() >= {"name"}, "whom to ask"
    # OpenAPI Generator refuses a licence without an identifier; Swagger UI links any identifier to SPDX's list, where
    # one of our own is not. What may be done with Parley stands in the agreement with its owner.
    assert "license" not in info


@each_document
def test_dor_w12_operations_tags_and_components_are_called_by_names_that_every_tool_takes(document: Json) -> None:
    """Spectral's `operation-operationId-unique`, `operation-description`, `openapi-tags-uniqueness`, `tag-description`;
    Redocly's `operation-summary`, `no-duplicated-tag-names`, `spec-components-invalid-map-name`."""
    received = document.get("webhooks", {}).items()
    operations = [*iterate_operations(document), *iterate_operations({"paths": dict(received)})]
    ids = Counter(operation["operationId"] for _, _, operation in operations)
    assert [id for id, count in ids.items() if count > 1] == []
    assert [one["operationId"] for _, _, one in operations if not (one.get("summary") and one.get("description"))] == []
    tags = Counter(tag["name"] for tag in document["tags"])
    assert max(tags.values()) == 1
    assert all(tag["description"] for tag in document["tags"])
    names = {name for kind in document["components"].values() for name in kind}
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._-]+", name)] == []


@each_document
def test_dor_w12_servers_are_addresses_and_their_variables_have_values(document: Json) -> None:
    """Spectral's `oas3-api-servers`, `oas3-server-trailing-slash`, `oas3-server-variables`; Redocly's
    `no-empty-servers`, `no-undefined-server-variable`, `no-server-variables-empty-enum`."""
    assert document["servers"]
    for server in document["servers"]:
        variables = server.get("variables", {})
        assert server["url"] == "/" or not server["url"].endswith("/")
        assert set(re.findall(r"{(\w+)}", server["url"])) == variables.keys()
        assert all(one["default"] in one.get("enum", [one["default"]]) for one in variables.values())


@each_document
def test_dor_w12_schemas_are_of_the_type_of_what_they_say(document: Json) -> None:
    """Redocly's `no-schema-type-mismatch`, Spectral's `object-with-properties-requires-type-object`, `array-items`."""
    wrong = [
        name for name, schema in every_schema(document) if "properties" in schema and schema.get("type") != "object"
    ]
    wrong += [name for name, schema in every_schema(document) if "items" in schema and schema.get("type") != "array"]
    assert wrong == []


@each_document
def test_dor_w12_an_example_has_one_value_and_what_is_received_no_server(document: Json) -> None:
    """Spectral's `oas3-examples-value-or-externalValue`, `oas3_1-servers-in-webhook`, `oas3_1-callbacks-in-webhook`."""
    examples = document["components"]["examples"].items()
    assert [name for name, one in examples if ("value" in one) == ("externalValue" in one)] == []
    for item in document.get("webhooks", {}).values():
        assert not {"servers", "callbacks"} & {word for part in (item, *item.values()) for word in part}


@each_document
def test_dor_w12_where_a_word_stands_in_the_place_of_an_id_it_can_be_none(document: Json) -> None:
    """Redocly warns of such (`no-ambiguous-paths`). No id looks like one of our words, so nothing is ambiguous."""
    operations = [*iterate_operations(document)]
    for path, method, _ in operations:
        for other, _, operation in (one for one in operations if one[1] == method and one[0] != path):
            parts = [*zip(path.split("/"), other.split("/"), strict=False)]
            if path.count("/") == other.count("/") and all("{" in their or our == their for our, their in parts):
                words = {their[1:-1]: our for our, their in parts if "{" not in our and "{" in their}
                assert any(not may_be(operation, name, word) for name, word in words.items()), (path, other)


def may_be(operation: Json, name: str, word: str) -> bool:
    if name == "program":
        return "." in word  # the file of a verifier has an ending
    [schema] = [one["schema"] for one in operation["parameters"] if (one["in"], one["name"]) == ("path", name)]
    return jsonschema_rs.is_valid(schema, word) if "$ref" not in schema else True
