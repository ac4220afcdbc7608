"""DOR-W9: a call has its effect once, however often it has to be sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from parley_client import NoAnswer, Parley, Problem, WebhookVerificationError, verify_webhook
from parley_client.tokens import Tokens
from parley_client.transport import Transport, spell_query

Answer = httpx.Response | Exception


class Server:
    """Answers as it was told, one answer after the other, and keeps what it was sent."""

    def __init__(self, *answers: Answer) -> None:
        self.answers, self.seen, self.waited = list(answers), list[httpx.Request](), list[float]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, tokens: Tokens | None = None) -> Parley:
        http = httpx.Client(transport=httpx.MockTransport(self), base_url="http://parley.test")
        return Parley(Transport(http, tokens, wait=self.waited.append))


def problem(status: int, code: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "detail": "no"}, headers=headers)


def fund(parley: Parley) -> Any:
    body: Any = {"amount": {"amount": 1, "currency": "EUR"}, "provider_reference": "p"}
    return parley.escrows.fund_escrow("esc_1", body, if_match=3)


def test_dor_w9_an_act_that_is_not_answered_is_sent_again_under_the_same_key() -> None:
    server = Server(
        httpx.ReadTimeout("late"),
        problem(503, "overloaded", **{"Retry-After": "7"}),
        problem(409, "idempotency_in_flight"),
        httpx.Response(200, json={"id": "esc_1"}),
    )

    answer = fund(server.client())

    keys = {request.headers["Idempotency-Key"] for request in server.seen}
    assert (answer, len(server.seen), len(keys)) == ({"id": "esc_1"}, 4, 1)
    assert server.seen[0].headers["If-Match"] == '"3"'
    assert server.waited[1] == 7
    assert json.loads(server.seen[0].content)["provider_reference"] == "p"


def test_dor_w9_a_refusal_is_not_argued_with() -> None:
    server = Server(problem(409, "escrow_frozen"))

    with pytest.raises(Problem) as refused:
        fund(server.client())

    assert (refused.value.code, refused.value.status, len(server.seen)) == ("escrow_frozen", 409, 1)


@pytest.mark.parametrize("status", [200, 201])
def test_dor_w9_a_page_in_its_place_is_never_taken_for_an_answer(status: int) -> None:
    asked: list[Callable[[Parley], object]] = [
        fund,
        lambda parley: parley.escrows.get_escrow("esc_1"),
        lambda parley: parley.evidence.preview_evidence("evd_1"),
    ]
    for ask in asked:
        page = httpx.Response(
            status, html="<h1>Accept our terms</h1>", request=httpx.Request("GET", "http://parley.test")
        )
        server = Server(page)
        with pytest.raises(NoAnswer, match="is a page, and no Parley"):
            ask(server.client())

        assert len(server.seen) == 1


def test_dor_w9_whoever_is_away_for_good_is_given_up() -> None:
    server = Server(*[httpx.ConnectError("away")] * 6)

    with pytest.raises(NoAnswer):
        server.client().escrows.get_escrow("esc_1")

    assert len(server.seen) == 6


def granting(*names: str) -> tuple[Callable[[], dict[str, Any]], list[str]]:
    left = list(names)
    return (lambda: {"access_token": left.pop(0), "expires_in": 300}), left


def test_dor_w9_a_token_is_renewed_before_it_ends() -> None:
    now = [0.0]
    request, _ = granting("first", "second")
    tokens = Tokens(request, clock=lambda: now[0])

    seen = []
    for now[0] in (0, 269, 270, 300):
        seen.append(tokens.current_token())

    assert seen == ["first", "first", "second", "second"]


def test_dor_w9_a_token_that_is_refused_is_replaced_once() -> None:
    request, left = granting("old", "new", "never")
    server = Server(problem(401, "unauthenticated"), problem(401, "unauthenticated"))

    with pytest.raises(Problem):
        server.client(Tokens(request)).escrows.get_escrow("esc_1")

    assert [one.headers["Authorization"] for one in server.seen] == ["Bearer old", "Bearer new"]
    assert left == ["never"]


def test_dor_w9_a_list_is_followed_to_its_end() -> None:
    server = Server(
        httpx.Response(200, json={"data": [{"id": "a"}], "has_more": True, "next_cursor": "c"}),
        httpx.Response(200, json={"data": [{"id": "b"}], "has_more": False, "next_cursor": None}),
    )

    found = [one["id"] for one in server.client().disputes.iterate_disputes(status=["closed", "decided"], overdue=True)]

    assert found == ["a", "b"]
    assert dict(server.seen[0].url.params) == {"limit": "100", "status": "closed,decided", "overdue": "true"}
    assert server.seen[1].url.params["cursor"] == "c"


def test_dor_w9_a_stream_goes_on_where_it_broke_off() -> None:
    server = Server(
        httpx.Response(
            200, text='id: evt_1\nevent: escrow.created\ndata: {"n": 1}\n\n: still here\n\nevent: end\ndata: {}\n\n'
        ),
        httpx.ReadError("cut"),
        httpx.Response(200, text='id: evt_2\ndata: {"n": 2}\n\n'),
    )

    events = server.client().caller.follow_stream("GET", "/v1/events/stream")

    assert [next(events)["n"], next(events)["n"]] == [1, 2]
    assert server.seen[2].headers["Last-Event-ID"] == "evt_1"


def test_dor_w9_a_stream_outlives_a_server_that_starts_anew_and_a_token_that_has_ended() -> None:
    server = Server(
        httpx.Response(200, text='id: evt_1\ndata: {"n": 1}\n\nevent: end\ndata: {"reason": "restarting"}\n\n'),
        httpx.Response(502, json={"code": "bad_gateway", "detail": "Away."}),
        httpx.Response(401, json={"code": "unauthenticated", "detail": "No."}),
        httpx.Response(200, text='id: evt_2\ndata: {"n": 2}\n\n'),
        httpx.Response(403, json={"code": "forbidden", "detail": "No."}),
    )

    tokens = Tokens(lambda: {"access_token": "t", "expires_in": 300})
    events = server.client(tokens).caller.follow_stream("GET", "/v1/events/stream")

    assert [next(events)["n"], next(events)["n"]] == [1, 2]
    assert [request.headers.get("Last-Event-ID") for request in server.seen] == [None, "evt_1", "evt_1", "evt_1"]
    with pytest.raises(Problem):
        next(events)


class CutOff(httpx.SyncByteStream):
    """Says that it lives, and breaks off."""

    def __init__(self, lines: bytes = b": still here\n\n") -> None:
        self.lines = lines

    def __iter__(self) -> Iterator[bytes]:
        yield self.lines
        raise httpx.ReadError("cut")


def test_dor_w9_a_quiet_stream_outlives_any_number_of_cuts_and_an_end_without_a_word_is_one() -> None:
    server = Server(
        *(httpx.Response(200, stream=CutOff()) for _ in range(10)),
        httpx.Response(200, text='id: evt_1\ndata: {"n": 1}\n\n'),
        *(httpx.ConnectError("starting anew") for _ in range(9)),
        httpx.Response(200, text='id: evt_2\ndata: {"n": 2}\n\n'),
        *(httpx.ReadError("cut") for _ in range(10)),
    )

    events = server.client().caller.follow_stream("GET", "/v1/events/stream")

    assert [next(events)["n"], next(events)["n"]] == [1, 2]
    with pytest.raises(NoAnswer, match=r"GET http://parley\.test/v1/events/stream: cut"):
        next(events)


def test_dor_w9_a_stream_tells_when_it_is_cut_and_when_it_is_there_again() -> None:
    cut = httpx.ReadError("cut")
    server = Server(
        httpx.Response(200, text='id: evt_1\ndata: {"n": 1}\n\nevent: end\ndata: {}\n\n'),
        httpx.Response(200, text='id: evt_2\ndata: {"n": 2}\n\n'),
        cut,
        httpx.Response(503, json={"code": "unavailable", "detail": "Starting."}),
        httpx.Response(200, text='id: evt_3\ndata: {"n": 3}\n\n'),
    )
    news: list[Exception | None] = []

    events = server.client().caller.follow_stream("GET", "/v1/events/stream", watch=news.append)

    assert [next(events)["n"], next(events)["n"]] == [1, 2]
    assert news == [], "a token that ends is no cut"
    assert next(events)["n"] == 3
    assert [getattr(each, "code", each) for each in news] == [cut, "unavailable", None]


def test_dor_w9_a_stream_that_had_begun_is_waited_for_as_long_as_somebody_wants() -> None:
    away = [httpx.ConnectError("refused") for _ in range(1_100)]
    server = Server(
        httpx.Response(200, text='data: {"n": 1}\nid: evt_1\n\n'),
        *away,
        httpx.Response(200, text='data: {"n": 2}\nid: evt_2\n\n'),
    )
    patient = replace(server.client().caller, lost_attempts=2_000)

    events = patient.follow_stream("GET", "/v1/events/stream")

    assert [next(events)["n"], next(events)["n"]] == [1, 2]


def test_dor_w9_a_stream_that_never_begins_is_given_up_soon() -> None:
    server = Server(*(httpx.ConnectError("refused") for _ in range(6)))

    with pytest.raises(NoAnswer):
        next(server.client().caller.follow_stream("GET", "/v1/events/stream"))

    assert len(server.seen) == 6


def test_dor_w9_a_stream_that_is_cut_before_its_first_event_goes_on_where_it_began() -> None:
    server = Server(
        httpx.Response(200, stream=CutOff(b"retry: 2000\nid: at_here\n: still here\n")),
        httpx.Response(200, text='id: at_here\nevent: created\ndata: {"n": 1}\nid: evt_1\n\n'),
        httpx.ReadError("cut"),
        httpx.Response(200, text='data: {"n": 2}\nid: evt_2\n\n'),
    )

    events = server.client().caller.follow_stream("GET", "/v1/events/stream")

    assert [next(events)["n"], next(events)["n"]] == [1, 2]
    assert [one.headers.get("Last-Event-ID") for one in server.seen] == [None, "at_here", "evt_1", "evt_1"]


def test_dor_w9_a_stream_without_a_token_to_renew_is_refused_at_once() -> None:
    server = Server(httpx.Response(401, json={"code": "unauthenticated", "detail": "No."}))

    with pytest.raises(Problem, match="unauthenticated"):
        next(server.client().caller.follow_stream("GET", "/v1/events/stream"))


def test_dor_w9_a_token_that_ended_while_nothing_was_answered_is_renewed() -> None:
    granted = iter("ab")
    tokens = Tokens(lambda: {"access_token": next(granted), "expires_in": 300})
    server = Server(
        httpx.ConnectError("asleep"),
        problem(401, "unauthenticated"),
        httpx.Response(200, json={"id": "esc_1"}),
    )

    assert fund(server.client(tokens)) == {"id": "esc_1"}
    assert [request.headers["Authorization"] for request in server.seen] == ["Bearer a", "Bearer a", "Bearer b"]


def test_dor_w9_queries_are_spelled_as_the_api_reads_them() -> None:
    assert spell_query({"a": None, "b": False, "c": ["x", "y"], "d": 3}) == {"b": "false", "c": "x,y", "d": "3"}


def test_dor_w9_webhooks_are_verified_by_the_published_library() -> None:
    from datetime import UTC, datetime

    secret, body, now = "whsec_" + "c2VjcmV0" * 4, '{"id": "evt_1"}', datetime.now(UTC)
    headers = {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(now.timestamp())),
        "Webhook-Signature": Webhook(secret).sign("msg_1", now, body),
    }

    assert verify_webhook(secret, body, headers) == {"id": "evt_1"}
    with pytest.raises(WebhookVerificationError):
        verify_webhook(secret, body + " ", headers)


def test_dor_w9_what_somebody_calls_a_user_names_no_other_address() -> None:
    server = Server(httpx.Response(200, json={}))

    server.client().participants.get_standing("anna/../shop?x=#1")

    assert server.seen[0].url.raw_path == b"/v1/participants/anna%2F..%2Fshop%3Fx%3D%231/standing"
