"""Contract of events: what is described is what is sent, type by type (DOR-W13)."""

from __future__ import annotations

import json
from typing import Any, Final

import jsonschema_rs
import pytest

from common.contracts.envelope import Event
from common.contracts.public_form import public_schema, read_samples
from common.docs.asyncapi import asyncapi_document
from common.docs.openapi.webhooks import list_public_events, schema_name
from common.docs.public_events import public_asyncapi_document
from deploy.development.docs.__main__ import JOINED
from deploy.proof.demo.receiver import find_contract_breach

EVENTS: Final = [pytest.param(event, id=event.public) for event in list_public_events()]


@pytest.mark.parametrize("event", EVENTS)
def test_dor_w13_the_sample_of_a_type_is_as_its_schema_says(event: type[Event]) -> None:
    """If one is missing: `python -m deploy.development.docs.samples`, after `make demo`."""
    sample = read_samples()[str(event.public)]
    assert find_contract_breach(sample) is None
    assert sample["type"] == event.public
    assert sample.keys() == public_schema(event)["properties"].keys(), "as it is sent now (PRM-11)"


@pytest.mark.parametrize("event", EVENTS)
def test_dor_w13_a_schema_is_strict_about_what_is_sent(event: type[Event]) -> None:
    schema, sample = public_schema(event), read_samples()[str(event.public)]
    jsonschema_rs.meta.validate(schema)
    for changed in ({"type": "other"}, {"id": "evt_1"}, {"sequence": 0}, {"subject": "nobody"}, {"data": None}):
        assert not jsonschema_rs.is_valid(schema, {**sample, **changed}), changed
    hidden = {"tenant", "traceparent", "recorded_at", *event.internal_members}
    assert not hidden & schema["properties"]["data"]["properties"].keys()


def test_dor_w13_what_is_not_as_described_is_found() -> None:
    sample = json.loads(json.dumps(read_samples()["dispute.opened"]))
    sample["data"]["escrow"] = "dsp_01j8000000e00820400000000r"
    assert find_contract_breach(sample) is not None


def test_dor_w13_openapi_and_asyncapi_have_every_public_type() -> None:
    types = {str(event.public) for event in list_public_events()}
    document: dict[str, Any] = json.loads(JOINED.read_text())
    assert document["webhooks"].keys() == types
    channels = public_asyncapi_document()["channels"]
    assert channels["webhook"]["messages"].keys() == types
    assert {schema_name(event) for event in list_public_events()} <= document["components"]["schemas"].keys()


@pytest.mark.parametrize("document", [asyncapi_document(), public_asyncapi_document()], ids=["internal", "public"])
def test_dor_w13_asyncapi_says_whom_to_ask_and_where_events_go(document: dict[str, Any]) -> None:
    """What Spectral's rules of AsyncAPI recommend."""
    info, tags = document["info"], {tag["name"] for tag in document["info"]["tags"]}
    assert info["contact"]["name"]
    assert info["license"].keys() == {"name"}, "AsyncAPI has no identifier of SPDX"
    assert all(tag["description"] for tag in info["tags"])
    assert all(server.keys() >= {"host", "protocol", "description"} for server in document["servers"].values())
    assert all(operation["description"] for operation in document["operations"].values())
    described = [*document["operations"].values(), *document["components"]["messages"].values()]
    used = {tag["name"] for one in described for tag in one.get("tags", ())}
    assert used == tags, "each is used, each is described"
