"""DOR-W9: the command `parley`, against a server that answers as Parley does."""

from __future__ import annotations

import http.server
import io
import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any
from uuid import uuid4

import httpx
import pytest
from rich.console import Console
from typer.testing import CliRunner

from common.kernel.ids import format_id
from parley_client import verify_webhook
from parley_client.client import Parley
from parley_client.command import feed, parked, webhooks
from parley_client.command.main import app
from parley_client.command.session import CommandFailed, Session, complete_address
from parley_client.command.tables import print_rows, spell_value
from parley_client.problems import Problem
from parley_client.transport import Transport

ENVIRONMENT = {"PARLEY": "http://parley.test", "CLIENT_ID": "plt_1", "CLIENT_SECRET": "s", "ADMIN_SECRET": "a"}
NOWHERE = {"PARLEY": "", "CLIENT_ID": "", "CLIENT_SECRET": "", "ADMIN_SECRET": "", "DATABASE": ""}
EVENT = {"id": "evt_1", "type": "escrow.created", "timestamp": "2026-11-25T12:00:00Z", "subject": "esc_1", "data": {}}


class Server:
    """Answers by method and address, and keeps what it was sent."""

    def __init__(self) -> None:
        self.answers: dict[str, httpx.Response] = {}
        self.seen: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 300})
        self.seen.append(request)
        known = self.answers.get(f"{request.method} {request.url.path}")
        return known or httpx.Response(404, json={"code": "not_found", "detail": "There is no such thing here."})

    def answers_with(self, method_and_path: str, body: Any) -> None:
        self.answers[method_and_path] = httpx.Response(200, json=body)


@pytest.fixture
def parley(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    http_of = lambda url: httpx.Client(transport=httpx.MockTransport(server), base_url=url)  # noqa: E731
    monkeypatch.setattr("parley_client.client.open_http", http_of)
    return server


@pytest.fixture
def run(tmp_path) -> Callable[..., Any]:
    def run(*arguments: str, **environment: str) -> Any:
        state = {"PARLEY_STATE": str(tmp_path)}
        return CliRunner().invoke(app, arguments, env={**ENVIRONMENT, **state, **environment})

    return run


def test_dor_w9_cases_are_listed_for_people_and_for_programs(parley: Server, run) -> None:
    row = {"id": "dsp_1", "status": "under_review", "stage": "review", "reason": "damaged", "buyer": "anna"}
    parley.answers_with("GET /v1/disputes", {"data": [row], "has_more": False, "next_cursor": None})

    table, lines = run("disputes", "list", "--awaiting", "operator"), run("--json", "disputes", "list")

    assert table.exit_code == lines.exit_code == 0
    assert {"dsp_1", "under_review", "anna"} <= set(table.output.split())
    assert json.loads(lines.output) == row
    assert parley.seen[0].url.params["awaiting"] == "operator"


def test_dor_w9_a_case_is_shown_with_its_story(parley: Server, run) -> None:
    step = {
        "at": "2026-03-08T12:00:00Z",
        "action": "execute_buyer_solution",
        "money_effect": {"buyer": 8000, "seller": 5, "currency": "EUR"},
    }
    case = {"id": "dsp_1", "status": "waiting_for_seller", "next_automatic_action": step}
    entry = {
        "at": "2026-03-02T10:00:00Z",
        "kind": "opened",
        "who": {"role": "buyer"},
        "params": {},
        "text": "Broken [sic].",
    }
    parley.answers_with("GET /v1/disputes/dsp_1", case)
    parley.answers_with("GET /v1/disputes/dsp_1/story", {"data": [entry], "has_more": False, "next_cursor": None})

    shown = run("disputes", "show", "dsp_1")

    assert "execute_buyer_solution: buyer=80.00 EUR, seller=0.05 EUR" in shown.output
    assert "10:00:00 buyer opened" in shown.output
    assert "Broken [sic]." in shown.output


def test_dor_w9_the_clock_is_moved(parley: Server, run) -> None:
    parley.answers_with("POST /v1/test-clock/advance", {"now": "2026-12-01T00:00:00Z", "held": True, "steps": []})

    moved = run("--json", "clock", "advance", "5 days", "--hold")
    unclear = run("clock", "advance")

    assert json.loads(parley.seen[0].content) == {"by": "5 days", "hold": True}
    assert json.loads(moved.output)["held"] is True
    assert (unclear.exit_code, len(parley.seen)) == (2, 1)


def test_dor_w9_what_was_typed_wrong_is_said_by_itself(parley: Server, run) -> None:
    mistake = {"pointer": "/by", "code": "term", "message": "Write a number up to 99999 and a unit."}
    detail = "The request does not have the right form."
    refusal = {"code": "validation_failed", "detail": detail, "errors": [mistake]}
    parley.answers["POST /v1/test-clock/advance"] = httpx.Response(422, json=refusal)

    moved = run("clock", "advance", "99999999", "days")

    assert (moved.exit_code, moved.stderr.strip()) == (1, "by: Write a number up to 99999 and a unit.")


def test_dor_w9_json_is_asked_for_wherever_one_thinks_of_it(parley: Server, run) -> None:
    parley.answers_with("GET /v1/disputes", {"data": [{"id": "dsp_1"}], "has_more": False, "next_cursor": None})

    for arguments in (["--json", "disputes", "list"], ["disputes", "--json", "list"], ["disputes", "list", "--json"]):
        assert json.loads(run(*arguments).output) == {"id": "dsp_1"}, arguments
    assert run("disputes", "show", "--", "--json").exit_code == 1, "behind two dashes it is a name"
    assert parley.seen[-1].url.path.endswith("/--json")


@pytest.mark.parametrize(("width", "is_table"), [(40, False), (80, False), (200, True)])
def test_dor_w9_a_narrow_terminal_breaks_no_word(width: int, is_table: bool) -> None:
    shown = io.StringIO()
    row = {"id": "dsp_01jd9qn4k4fwsbv0sqjmcpm1nn", "status": "waiting_for_seller", "reason": "item_not_received",
           "stage": "negotiation", "buyer": "anna"}  # fmt: skip

    print_rows(Session(console=Console(width=width, file=shown)), [row], tuple(row))

    assert set(row.values()) <= set(shown.getvalue().split())
    assert (len(shown.getvalue().strip().splitlines()) == 2) is is_table


def test_dor_w9_a_refusal_ends_with_one_and_says_why(parley: Server, run) -> None:
    refused = run("disputes", "show", "dsp_2")
    for_programs = run("--json", "disputes", "show", "dsp_2")

    assert (refused.exit_code, for_programs.exit_code) == (1, 1)
    assert "not_found: There is no such thing here." in " ".join(refused.output.split())
    assert json.loads(for_programs.stdout)["code"] == "not_found"


def test_dor_w9_who_says_nothing_is_told_what_to_say(run) -> None:
    nobody = run("disputes", "list", **NOWHERE)
    no_database = run("admin", "parked", **NOWHERE)

    assert "PARLEY, CLIENT_ID and CLIENT_SECRET" in " ".join(nobody.output.split())
    assert "Name the database" in no_database.output
    assert (nobody.exit_code, no_database.exit_code) == (1, 1)


def test_dor_w9_it_finds_the_parley_that_runs_here(parley: Server, run, tmp_path) -> None:
    (tmp_path / "stack.json").write_text('{"url": "http://here.test"}')
    (tmp_path / "sandbox.json").write_text('{"client_id": "plt_9", "client_secret": "s"}')
    parley.answers_with("GET /v1/test-clock", {"now": "2026-12-01T00:00:00Z", "held": False})

    assert run("clock", "show", **NOWHERE).exit_code == 0
    assert parley.seen[0].url.host == "here.test"


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    received: list[tuple[dict[str, str], bytes]] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((dict(self.headers.items()), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hooks", received
    server.shutdown()
    server.server_close()


def test_dor_w9_events_are_forwarded_signed_as_webhooks_are(parley: Server, run, receiver) -> None:
    url, received = receiver
    stream = f"id: evt_1\nevent: escrow.created\ndata: {json.dumps(EVENT)}\n\n"
    parley.answers["GET /v1/events/stream"] = httpx.Response(200, text=stream)

    heard = run("listen", "--forward-to", url, "--type", "escrow.*", "--count", "1")

    [(headers, body)] = received
    assert verify_webhook(webhooks.SECRET, body, headers) == EVENT
    assert "escrow.created esc_1 → 204" in heard.output
    assert dict(parley.seen[0].url.params) == {"since": "latest", "type": "escrow.*"}


def test_dor_w9_who_listens_is_told_once_that_the_connection_is_lost_and_that_it_is_there_again() -> None:
    side = io.StringIO()
    news = webhooks.ConnectionNews(Session(progress=Console(file=side)))
    news.report(None)  # a token was renewed: nothing was lost

    for why in (httpx.ReadError("cut"), httpx.ConnectError("refused"), None):
        news.report(why)

    assert side.getvalue().splitlines() == [
        "Connection lost (cut).",
        "Trying again…",
        "Connected again; what was missed follows.",
    ]


def test_dor_w9_where_there_is_no_stream_the_feed_is_asked(parley: Server, run) -> None:
    parley.answers_with("GET /v1/events", {"data": [EVENT], "has_more": False, "next_cursor": "c"})

    heard = run("--json", "listen", "--count", "1")

    assert json.loads(heard.stdout) == EVENT


def test_dor_w9_a_feed_that_is_asked_is_waited_for_as_a_stream_is() -> None:
    """However long nobody answers: what happened meanwhile follows, and nothing comes twice."""
    later = EVENT | {"id": "evt_2"}
    nobody = [httpx.ConnectError("refused")] * 5 + [httpx.Response(503, json={"code": "unavailable"})] * 5
    pages = iter([page_of([EVENT], "one"), *nobody, page_of([], "two"), page_of([later], "three")])
    asked: list[str | None] = []

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/stream"):
            return httpx.Response(404, json={"code": "not_found"})
        asked.append(request.url.params.get("cursor"))
        answer = next(pages)
        if isinstance(answer, Exception):
            raise answer
        return answer

    news: list[Exception | None] = []
    http = httpx.Client(transport=httpx.MockTransport(serve), base_url="http://parley.test")
    caller = Transport(http, None, attempts=3, lost_attempts=5, wait=lambda _: None)
    heard = feed.follow_feed(Parley(caller), None, "latest", news.append)

    assert [next(heard)["id"], next(heard)["id"]] == ["evt_1", "evt_2"]
    assert asked == [None, *["one"] * 11, "two"]
    assert [one is None for one in news] == [False, False, False, True, True]


def test_dor_w9_a_feed_that_refuses_is_not_asked_again() -> None:
    pages = iter([page_of([EVENT], "one"), httpx.Response(403, json={"code": "forbidden"})])
    answer = lambda request: next(pages) if request.url.path.endswith("events") else httpx.Response(404)  # noqa: E731
    http = httpx.Client(transport=httpx.MockTransport(answer), base_url="http://parley.test")
    heard = feed.follow_feed(Parley(Transport(http, None, wait=lambda _: None)), None, "latest", lambda _: None)

    assert next(heard) == EVENT
    with pytest.raises(Problem, match="forbidden"):
        next(heard)


def page_of(events: list[dict[str, Any]], cursor: str) -> httpx.Response:
    return httpx.Response(200, json={"data": events, "has_more": False, "next_cursor": cursor})


def test_dor_w9_administrators_open_and_rotate(parley: Server, run) -> None:
    opened = {"id": "plt_2", "name": "Chairs", "client_id": "plt_2", "client_secret": "only now", "secret_id": "sec_1"}
    parley.answers_with("POST /v1/platforms", opened)
    parley.answers_with("POST /v1/platforms/plt_2/secrets/rotate", {"id": "sec_2", "client_secret": "newer"})

    made = run("admin", "platforms", "open", "Chairs")
    rotated = run("admin", "secrets", "rotate", "plt_2", "--overlap-seconds", "0")

    assert "only now" in made.output
    assert "newer" in rotated.output
    assert json.loads(parley.seen[1].content) == {"overlap_seconds": 0}
    assert all("Idempotency-Key" in request.headers for request in parley.seen)


def test_dor_w9_a_replay_goes_by_the_platforms_time(parley: Server, run) -> None:
    """A sandbox may be months ahead: its events are stamped by its own clock."""
    parley.answers_with("GET /v1/webhook-endpoints", {"data": [{"id": "whe_1", "url": "http://x.test"}]})
    parley.answers_with("POST /v1/webhook-endpoints/whe_1/replay", {"endpoint": "whe_1", "events": 3})
    in_production = run("replay")
    parley.answers_with("GET /v1/test-clock", {"now": "2027-03-01T00:00:00Z", "held": True})
    in_sandbox = run("replay")

    asked = [json.loads(request.content) for request in parley.seen if request.method == "POST"]
    assert in_production.exit_code == in_sandbox.exit_code == 0
    assert asked[0]["until"] < "2027"
    assert (asked[1]["since"][:10], asked[1]["until"][:10]) == ("2027-02-28", "2027-03-01")


def test_dor_w9_a_parked_event_is_named_as_webhooks_spell_it() -> None:
    id = uuid4()

    assert parked._parse_event_id(format_id("evt", id)) == parked._parse_event_id(str(id)) == id
    with pytest.raises(CommandFailed):
        parked._parse_event_id("evt_nothing")


def test_dor_w9_who_retries_what_is_not_parked_is_told(run, monkeypatch) -> None:
    def count_of(events: int):
        return lambda *_: [{"service": "escrow", "events": events}, {"service": "disputes", "events": 0}]

    monkeypatch.setattr(parked, "run_in_database", count_of(0))
    none, one = run("admin", "retry"), run("admin", "retry", str(uuid4()))
    monkeypatch.setattr(parked, "run_in_database", count_of(1))
    parked_one = run("admin", "retry", str(uuid4()))

    assert (none.exit_code, one.exit_code, parked_one.exit_code) == (0, 1, 0)
    assert "is not parked" in " ".join(one.output.split())


def test_dor_w9_it_tells_its_version(run) -> None:
    asked = run("--version")

    assert (asked.exit_code, asked.stdout) == (0, f"parley {version('parley-client')}\n")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("localhost:3000/hooks", "http://localhost:3000/hooks"),
        ("127.0.0.1", "http://127.0.0.1"),
        ("[::1]:80", "http://[::1]:80"),
        ("[::1]", "http://[::1]"),
        ("LOCALHOST:3000", "http://LOCALHOST:3000"),
        ("shop.localhost:3000", "http://shop.localhost:3000"),
        ("parley.example.com/", "https://parley.example.com/"),
        ("http://parley.example.com", "http://parley.example.com"),
    ],
)
def test_dor_w9_an_address_is_completed_as_people_type_it(typed: str, meant: str) -> None:
    assert complete_address(typed) == meant


def test_dor_w9_what_is_no_address_is_said(run, receiver) -> None:
    nowhere = run("disputes", "list", PARLEY="http://parley:port")
    no_program = run("trigger", "--forward-to", "http://parley:port", PARLEY="http://127.0.0.1:1")
    no_database = run("admin", "parked", DATABASE="nonsense")

    assert [one.exit_code for one in (nowhere, no_program, no_database)] == [1, 1, 1]
    assert "is no address" in nowhere.output
    assert "does not let us in" in no_database.output


@pytest.mark.parametrize("typed", ["https://parley.example.com/docs", "ftp://parley.example.com", "parley.test?x=1"])
def test_dor_w9_what_no_gateway_is_at_is_not_asked(parley: Server, run, typed: str) -> None:
    """Or the answer of whatever is there was shown as Parley's."""
    refused = run("disputes", "list", PARLEY=typed)

    assert (refused.exit_code, parley.seen) == (1, [])
    assert "by http or https, without a path" in " ".join(refused.output.split())


def test_dor_w9_what_is_no_secret_is_said(parley: Server, run, receiver) -> None:
    url, received = receiver
    parley.answers["GET /v1/events/stream"] = httpx.Response(200, text=f"data: {json.dumps(EVENT)}\n\n")
    for secret in ("a", "whsec_"):
        refused = run("listen", "--forward-to", url, "--count", "1", "--secret", secret)
        assert (refused.exit_code, refused.exception.__class__) == (1, SystemExit)
        assert "no secret of webhooks" in " ".join(refused.output.split())
    assert received == []


def test_dor_w9_a_reader_there_is_not_is_refused_with_those_there_are(run) -> None:
    refused = run("admin", "refill", "--reader", "nobody")

    assert refused.exit_code == 2
    assert "'notifications'" in " ".join(refused.output.split())


def test_dor_w9_what_the_repository_checks_is_told_to_programs_too(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the password of a database stands on no command line."""
    started: list[tuple[list[str], dict[str, str]]] = []

    def note_program(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
        started.append((command[1:], how["env"]))
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr("subprocess.run", note_program)
    verified = run("--json", "verify", "postgresql://auditor:pw@db/parley", "--leave-out", "INV-X10")
    refilled = run("--json", "admin", "refill", "--reader", "disputes", "--database", "postgresql://owner:pw@db/parley")

    assert (verified.exit_code, refilled.exit_code) == (1, 1)
    assert [command for command, _ in started] == [
        ["-m", "deploy.verify", "--leave-out", "INV-X10", "--json"],
        ["-m", "deploy.local.refill", "--hours", "48", "--reader", "disputes", "--json"],
    ]
    assert [environment["PARLEY_DATABASE"].partition(":pw@")[0] for _, environment in started] == [
        "postgresql://auditor", "postgresql://owner",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({"amount": 12900, "currency": "EUR"}, "129.00 EUR"),
        ({"amount": 1050, "currency": "JPY"}, "1050 JPY"),
        ({"amount": -7, "currency": "KWD"}, "-0.007 KWD"),
        ({"state": "frozen", "disputed": 100, "currency": "EUR"}, "state=frozen, disputed=1.00 EUR"),
        ([{"of": "a", "is": {"amount": 1, "currency": "EUR"}}, {"of": "b"}], "of=a, is=0.01 EUR | of=b"),
        (["buyer", "seller"], "buyer, seller"),
    ],
)  # fmt: skip
def test_dor_w9_money_is_spelled_as_people_read_it(value: Any, spelled: str) -> None:
    assert spell_value(value) == spelled


@pytest.mark.parametrize("target", ["ftp://localhost/x", "http://localhost:99999/", "http:///x", "", "localhost:0"])
def test_dor_w9_what_events_cannot_be_sent_to_is_told_before_anything_is_waited_for(
    parley: Server, run, target: str
) -> None:
    for act in ("listen", "trigger"):
        refused = run("--json", act, "--forward-to", target)
        told = json.loads(refused.stdout)
        assert (refused.exit_code, told["code"], parley.seen) == (1, "command_failed", [])
        assert "http://localhost:3000/hooks" in told["detail"]
        no_secret = run("--json", act, "--forward-to", "localhost:3000", "--secret", "a")
        assert ("whsec_" in json.loads(no_secret.stdout)["detail"], parley.seen) == (True, [])


def test_dor_w9_an_address_has_a_port_that_there_is(run) -> None:
    refused = run("--url", "http://127.0.0.1:99999", "disputes", "list")

    assert (refused.exit_code, "no address of a Parley" in refused.output) == (1, True)


def test_dor_w9_a_span_of_time_needs_no_quotes_and_an_endpoint_is_one_part_of_an_address(parley: Server, run) -> None:
    parley.answers_with("POST /v1/test-clock/advance", {"now": "2026-12-01T00:00:00Z", "held": False, "steps": []})

    run("clock", "advance", "2", "business", "days")
    run("trigger", "dispute.opened", "--endpoint", "../events?x")

    assert json.loads(parley.seen[0].content)["by"] == "2 business days"
    assert parley.seen[1].url.raw_path == b"/v1/webhook-endpoints/..%2Fevents%3Fx/test"


@pytest.mark.parametrize("command", [["disputes", "list"], ["listen", "--count", "1"]], ids=["list", "listen"])
def test_dor_w9_a_page_that_answers_everything_is_no_parley(parley: Server, run, command: list[str]) -> None:
    for path in ("/v1/disputes", "/v1/events/stream"):
        parley.answers[f"GET {path}"] = httpx.Response(200, html="<title>Welcome</title>")

    refused = run("--json", *command)
    told = json.loads(refused.stdout)

    assert (refused.exit_code, told["code"], len(parley.seen)) == (1, "no_answer", 1)
    assert "is a page, and no Parley" in told["detail"]
