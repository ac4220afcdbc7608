"""DOR-W12: the description of an operation names the problems that its code can refuse with, and no others."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, Final

import pytest

from common.docs.openapi.problem_answers import CODES_EXTENSION, RECORDED_REFUSALS
from deploy.development.docs.__main__ import JOINED, apps
from deploy.development.refusals.record import record_refusals
from deploy.local.suite import SERVICES
from deploy.proof.testing.refusals import find_unnamed

DOCUMENT: Final = json.loads(JOINED.read_text())
OF_EVENTS_ALONE: Final = frozenset({"split_does_not_sum"})
"""Refusals that no request meets: the settlement that another service orders."""


def codes_of(id: str) -> set[str]:
    [operation] = [one for item in DOCUMENT["paths"].values() for one in item.values() if one["operationId"] == id]
    return {code for answer in operation["responses"].values() for code in answer.get(CODES_EXTENSION, ())}


@pytest.mark.parametrize("service", ["notifications", *(pytest.param(one, marks=pytest.mark.slow) for one in SERVICES)])
def test_dor_w12_the_record_is_what_the_code_says(service: str) -> None:
    """If this fails: `make docs`."""
    assert record_refusals({service: apps()[service]})[service] == RECORDED_REFUSALS[service]


def test_dor_w12_every_refusal_of_a_service_is_some_operations() -> None:
    """Else the reading of the code has lost its way: an annotation that says too little, a table it cannot see."""
    for service, app in apps().items():
        recorded = {code for of in RECORDED_REFUSALS[service].values() for codes in of.values() for code in codes}
        assert {kind.code for kind in app.state.service.statuses} - recorded <= OF_EVENTS_ALONE, service


@pytest.mark.parametrize(
    ("operation", "named", "not_named"),
    [
        ("withdraw_dispute", {"assigned_to_another", "case_closed"}, {"title_taken", "opening_incomplete"}),
        ("open_dispute", {"already_disputed", "opening_incomplete"}, {"ruling_not_allowed", "version_conflict"}),
        ("get_escrow", {"not_found"}, {"escrow_frozen", "insufficient_hold"}),  # which the forecast it shows only tries
        ("accept_proposal", {"agreement_overtaken", "approval_needed"}, {"tree_unsound"}),  # by what follows the commit
        ("create_webhook_endpoint", {"url_forbidden"}, {"retention_exceeded"}),  # behind a protocol
        ("upload_video_chunk", {"chunk_conflict", "secret_refused"}, {"forbidden"}),  # caught, and answered with
        ("issue_token", {"rate_limited", "unsupported_media_type"}, {"not_found"}),  # but for what is packed
        ("create_resumable_upload", {"file_too_large"}, {"url_forbidden"}),
    ],
)  # fmt: skip
def test_dor_w12_an_operation_names_its_own_problems(operation: str, named: set[str], not_named: set[str]) -> None:
    assert named <= codes_of(operation)
    assert not not_named & codes_of(operation)


def test_dor_w12_what_a_test_is_refused_with_is_held_against_the_description() -> None:
    def complain(status: int, code: str) -> str | None:
        scope: Any = {"route": SimpleNamespace(path="/v1/disputes/{dispute}/withdraw"), "method": "POST"}
        return find_unnamed(scope, status, json.dumps({"code": code}).encode())

    assert complain(409, "case_closed") is None
    assert "withdraw_dispute answered 409 title_taken" in str(complain(409, "title_taken"))
    assert "answered 422 case_closed" in str(complain(422, "case_closed"))
