"""Book of examples: what one request of each operation said, and what was answered.

Recording, a scene's request is sent as the scene has it and kept. Replaying, the request that the documents show is
sent in its place: with the ids, instants and secrets of this run, and nothing else exchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

import httpx

from deploy.proof.testing.market import Person

Json = dict[str, Any]

PLACE: Final = re.compile(
    r"http://127\.0\.0\.1:\d+/\S*|[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|[0-9a-f]{8}-[0-9a-f-]{27}"
)
"""Ids, instants and the ports of receivers: every run has its own."""
SECRETS: Final[Mapping[str, str]] = {
    "access_token": "eyJhbGciOiJFZERTQSJ9…",
    "assertion": "eyJhbGciOiJFZERTQSJ9…",
    "client_secret": "the-secret-of-your-platform",
    "link_token": "eyJhbGciOiJFZERTQSJ9…",
    "recorder_url": "/v1/evidence/video-sessions/vid_01j8000000e00820400000000r/record#AZM7fgAAcACAAAAAAAAAAQ",
    "token": "eyJpIjoiMDE5MzNiN2UifQ…",
    "code": "7KQ2",
    "link": "AZM7fgAAcACAAAAAAAAAAQGTO34AAHAAgAAAAAAAAAI",
    "session": "AZM7fgAAcACAAAAAAAAAAQGTO34AAHAAgAAAAAAAAAI",
}
"""What stands in no document, by the name of its member, and what is shown in its place."""
ALWAYS_HIDDEN: Final = frozenset({"access_token", "assertion", "client_secret", "link_token", "recorder_url", "token"})
"""Of these the name says enough; the others are hidden where a scene says so."""
SECRET_TEXTS: Final = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://127.0.0.1:9000"),
    (re.compile(r"whsec_[A-Za-z0-9+/=]+"), "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"),
    (re.compile(r"(?<=[?&]token=)[^&]+"), SECRETS["token"]),
    (re.compile(r"(?<=#)[A-Za-z0-9_=-]{20,}"), SECRETS["link"]),
)
"""Secrets and ports inside of texts, and what is shown in their place."""
SHOWN_ITEMS: Final = 3
"""Of a longer list no more is shown."""
METHODS_WITH_KEYS: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ExampleStale(AssertionError):
    """What is documented is not what the scene sends: the examples are to be recorded anew."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    described: Json

    @property
    def documented_values(self) -> Json:
        return {one["name"]: one["example"] for one in self.described.get("parameters", ()) if "example" in one}

    @property
    def documented_body(self) -> Any:
        content = self.described.get("requestBody", {}).get("content", {})
        return next((shown.get("example") for shown in content.values()), None)


def read_operations(document: Json) -> dict[str, Operation]:
    return {
        operation["operationId"]: Operation(method.upper(), path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


@dataclass
class Book:
    document: Json
    is_recording: bool = False
    examples: dict[str, Json] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    """Answers by the name of their form, or of their operation where it has none: of each the fullest."""
    shown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.operations = read_operations(self.document)

    async def show(
        self,
        id: str,
        by: Person,
        body: Any = None,
        *,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        hides: Collection[str] = (),
        **values: Any,
    ) -> Any:
        """Send one request that stands in the documents, and return its answer. `hides`: secrets by their members."""
        operation = self.operations[id]
        self.shown.add(id)
        if not self.is_recording:
            values = fill_places(_without_headers(operation, values), values, id)
            body = fill_places(operation.documented_body, body, id) if isinstance(body, dict) else body
            form = fill_places(operation.documented_body, form, id) if form else None
        answer = await self._send(operation, by, body, form, headers or {}, values)
        if not answer.is_success:
            raise AssertionError(f"{id}: {body} was answered with {answer.status_code} {answer.text}")
        if self.is_recording:
            self._record(id, values, form or body, answer, ALWAYS_HIDDEN | set(hides))
        return answer.json() if _is_json(answer) else answer

    async def show_refusal(self, id: str, by: Person, form: Mapping[str, str]) -> None:
        """Send what is refused, for the form of a refusal that is no problem document."""
        answer = await self._send(self.operations[id], by, None, form, {}, {})
        if answer.is_success:
            raise AssertionError(f"{id}: {sorted(form)} was answered with {answer.status_code}")
        if self.is_recording:
            self._record_answer(id, answer, ALWAYS_HIDDEN)

    async def _send(
        self, operation: Operation, by: Person, body: Any, form: Any, headers: Mapping[str, str], values: Json
    ) -> httpx.Response:
        path = operation.path
        in_path = {name: value for name, value in values.items() if f"{{{name}}}" in path}
        for name, value in in_path.items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        query = {name: value for name, value in values.items() if name not in in_path}
        fields = {"Authorization": f"Bearer {by.token}"} if by.token else {}
        if operation.method in METHODS_WITH_KEYS:
            fields["Idempotency-Key"] = uuid4().hex
        content: Json = {"data": form} if form else {"content": body} if isinstance(body, bytes) else {"json": body}
        if body is None and not form:
            content = {}
        return await by.client.request(
            operation.method, path, params=query or None, headers={**fields, **headers}, **content
        )

    def _record(self, id: str, values: Json, body: Any, answer: httpx.Response, hidden: Collection[str]) -> None:
        example: Json = {"values": hide_secrets(values, hidden)} if values else {}
        if isinstance(body, Mapping):
            example["body"] = hide_secrets(dict(body), hidden)
        self.examples[id] = example
        self._record_answer(id, answer, hidden)

    def _record_answer(self, id: str, answer: httpx.Response, hidden: Collection[str]) -> None:
        if not _is_json(answer):
            return
        for name in self._names_of_answer(id, answer.status_code):
            shown = shorten(hide_secrets(answer.json(), hidden))
            if name not in self.answers or count_said(shown) > count_said(self.answers[name]):
                self.answers[name] = shown

    def _names_of_answer(self, id: str, status: int) -> Iterator[str]:
        response = self.operations[id].described["responses"].get(str(status), {})
        schema = response.get("content", {}).get("application/json", {}).get("schema", {})
        if schema:
            yield schema["$ref"].rpartition("/")[2] if "$ref" in schema else id


def _without_headers(operation: Operation, values: Json) -> Json:
    return {name: value for name, value in operation.documented_values.items() if name in values}


def _is_json(answer: httpx.Response) -> bool:
    return bool(answer.headers.get("content-type", "").startswith("application/json"))


def fill_places(documented: Any, given: Any, id: str) -> Any:
    """Fill what is documented with the ids, instants and secrets of this run. Raises ExampleStale."""
    match documented, given:
        case dict(), dict() if documented.keys() == given.keys():
            return {
                name: given[name] if value == SECRETS.get(name) else fill_places(value, given[name], id)
                for name, value in documented.items()
            }
        case list(), list() if len(documented) == len(given):
            return [fill_places(one, other, id) for one, other in zip(documented, given, strict=True)]
        case str(), str() if PLACE.fullmatch(documented) and PLACE.fullmatch(given):
            return given
        case _ if documented == given:
            return documented
    raise ExampleStale(f"{id} is documented with {json.dumps(documented)}; its scene sends {json.dumps(given)}")


def hide_secrets(value: Any, hidden: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _hide_secret(name, inner, hidden) for name, inner in value.items()}
    if isinstance(value, list):
        return [hide_secrets(one, hidden) for one in value]
    return value


def _hide_secret(name: str, value: Any, hidden: Collection[str]) -> Any:
    if not isinstance(value, str):
        return hide_secrets(value, hidden)
    if name in hidden and not PLACE.fullmatch(value):
        return SECRETS[name]
    for pattern, shown in SECRET_TEXTS:
        value = pattern.sub(shown, value)
    return value


def shorten(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shorten(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shorten(one) for one in value[:SHOWN_ITEMS]]
    return value


def count_said(value: Any) -> int:
    """How many members are more than nothing."""
    if isinstance(value, dict):
        return sum(map(count_said, value.values()))
    if isinstance(value, list):
        return sum(map(count_said, value))
    return int(value is not None)
