"""The demonstration itself: what it would miss, it must not miss."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks import Webhook

from deploy.local.place import REPO
from deploy.proof.demo import examples
from deploy.proof.demo.__main__ import play_story
from deploy.proof.demo.books import compute_account_balances
from deploy.proof.demo.receiver import Receiver
from deploy.proof.demo.stage import Mismatch, Stage
from deploy.proof.demo.stories import Story, load_all_stories
from deploy.proof.demo.suite import Suite

SECRET = "whsec_" + base64.b64encode(b"x" * 32).decode()
SUITE = Suite("http://suite.test", embedded=True, auditor_dsn="", superuser_dsn="", admin_secret="secret")
SAMPLE = json.loads((REPO / "libs/common/common/contracts/event_samples.json").read_text())["escrow.created"]
BODY = json.dumps(SAMPLE)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as opened:
        opened.trust_secret("/story", SECRET)
        yield opened


def deliver(receiver: Receiver, body: str, signed: str) -> int:
    now = datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("msg_1", now, signed),
    }
    return httpx.post(receiver.url("/story"), content=body, headers=headers, trust_env=False).status_code


def test_a_genuine_webhook_is_kept_once(receiver: Receiver) -> None:
    assert [deliver(receiver, BODY, BODY) for _ in range(2)] == [204, 204]
    assert list(receiver.verified_events_of("/story")) == [SAMPLE["id"]]
    assert receiver.refused == []


def test_a_forged_webhook_is_refused_and_told_of(receiver: Receiver) -> None:
    assert deliver(receiver, BODY.replace("created", "released"), BODY) == 400
    assert receiver.verified_events_of("/story") == {}
    assert len(receiver.refused) == 1


def suite_that_agrees_to_everything(request: httpx.Request) -> httpx.Response:
    answer = {"access_token": "t", "client_id": "plt_1", "client_secret": "s", "secret": SECRET}
    return httpx.Response(201, json=answer)


def play(story: Story, receiver: Receiver) -> bool:
    transport = httpx.MockTransport(suite_that_agrees_to_everything)
    with httpx.Client(base_url=SUITE.url, transport=transport) as client:
        return play_story(story, SUITE, client, receiver)


def test_a_story_that_goes_otherwise_fails(receiver: Receiver) -> None:
    def disappointed(stage: Stage) -> None:
        stage.check("the seller gets", 8_900, 9_000)

    assert not play(Story("x_story", "A story", "", disappointed), receiver)


def test_an_act_that_should_have_been_refused_fails_the_story(receiver: Receiver) -> None:
    def naive(stage: Stage) -> None:
        stage.platform.expect_refusal("releases", "/v1/escrows/esc_1/release", status=409, code="escrow_frozen")

    assert not play(Story("x_story", "A story", "", naive), receiver)


def test_balances_are_signed_sums_by_account() -> None:
    price, seller = {"amount": 12_000, "currency": "EUR"}, {"amount": 9_000, "currency": "EUR"}
    statement = [
        {"movements": [{"from_account": "external", "to_account": "hold", "amount": price}]},
        {"movements": [{"from_account": "hold", "to_account": "seller_payable", "amount": seller}]},
    ]
    assert compute_account_balances(statement) == {"external": -12_000, "hold": 3_000, "seller_payable": 9_000}


def test_every_story_has_a_letter_of_its_own() -> None:
    letters = [story.name[0] for story in load_all_stories()]
    assert letters == sorted(set(letters))
    assert set("abcde") <= set(letters)


DOCUMENT = """
```sh
make run
```
<!-- run -->
```sh
curl somewhere
```
It says:
<!-- answer -->
```json
{"status": "funded"}
```
"""


def test_only_marked_blocks_are_run_and_answers_belong_to_them() -> None:
    [block] = examples.parse_blocks(DOCUMENT)
    assert (block.commands, block.answers) == ("curl somewhere\n", ['{"status": "funded"}\n'])


@pytest.mark.parametrize(
    ("shown", "printed", "agree"),
    [
        ('{"a": 1}', '{"a": 1, "b": 2}', True),
        ('{"a": 1}', '{"b": 2}', False),
        ('{"id": "dsp_…"}', '{"id": "dsp_01"}', True),
        ('{"id": "dsp_…"}', '{"id": "esc_01"}', False),
        ("[1]", "[1, 2]", False),
        ("HTTP/1.1 204\n", "HTTP/1.1  204", True),
        ("HTTP/1.1 204", "HTTP/1.1 409", False),
    ],
)
def test_an_abridged_answer_is_compared(shown: str, printed: str, agree: bool) -> None:
    if agree:
        examples.compare_answer(shown, printed, where="here")
    else:
        with pytest.raises(Mismatch):
            examples.compare_answer(shown, printed, where="here")


def test_javascript_is_handed_to_node_with_its_answer() -> None:
    document = "<!-- node -->\n```js\nconsole.log(1);\n```\n<!-- answer -->\n```text\n1\n```\n"

    [block] = examples.parse_blocks(document)

    assert block.is_javascript
    assert block.answers == ["1\n"]
    assert block.commands == "node --input-type=module - <<'JAVASCRIPT'\nconsole.log(1);\nJAVASCRIPT\n"
