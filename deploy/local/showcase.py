"""Case under way to click through, with a link to the pages for each of its people: `make run` prints them.

Made over the public API with the sandbox platform's credentials. Later starts make new links to the same case, or to
another one once it is over.
"""

from __future__ import annotations

import json
import urllib.error
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from . import sandbox
from .place import write_private_file

FILE: Final = "showcase.json"
BUYER, SELLER, OPERATOR = "anna", "lamp-shop", "olga"
PRICE: Final = {"amount": 12_900, "currency": "EUR"}
DESK: Final = ("read", "decide", "lead")
CLOCK: Final = "clock"
"""Shows the sandbox's clock on the pages, and lets whoever looks at them move it."""
LINK_SECONDS: Final = 7 * 86_400
EXPLANATION: Final = (
    "The lamp arrived today with a crack right across the shade. The box was undamaged, so it must have been packed "
    "like that. I would keep it if part of the price came back."
)


@dataclass(frozen=True)
class Links:
    buyer: str
    seller: str
    desk: str


@dataclass(frozen=True)
class ShownCase:
    platform: str
    escrow: str
    dispute: str


def ensure_links(url: str, platform: sandbox.Platform, state: Path) -> Links | None:
    """Makes three links to a case under way. None if the suite does not answer as expected: it runs all the same."""
    try:
        token = sandbox.request_token(url, platform.client_id, platform.client_secret)
        if token is None:
            return None
        case = _known_case(url, token, platform, state) or _open_case(url, token, platform, state)
        return Links(
            buyer=_make_link(url, token, role="buyer", participant=BUYER, scopes=[CLOCK]),
            seller=_make_link(url, token, role="seller", participant=SELLER, scopes=[CLOCK], dispute=case.dispute),
            desk=_make_link(url, token, role="operator", participant=OPERATOR, scopes=[*DESK, CLOCK]),
        )
    except (OSError, urllib.error.URLError, KeyError):
        return None


def _known_case(url: str, token: str, platform: sandbox.Platform, state: Path) -> ShownCase | None:
    """Find the case of an earlier start. None once it is over: there is nothing left in it to click through."""
    file = state / FILE
    if not file.exists():
        return None
    case = ShownCase(**json.loads(file.read_text()))
    if case.platform != platform.id:
        return None
    dispute = sandbox.send_request(f"{url}/v1/disputes/{case.dispute}", None, Authorization=f"Bearer {token}")
    return case if dispute["status"] != "closed" else None


def _open_case(url: str, token: str, platform: sandbox.Platform, state: Path) -> ShownCase:
    """Open the case of a lamp that came broken: the buyer has reported it and wishes half of the money back."""
    deal = _post(url, token, "/v1/escrows", _deal("Desk lamp “Tizio”, black", "agreement_first"))
    _pay_and_deliver(url, token, deal["id"])
    other = _post(url, token, "/v1/escrows", _deal("Floor lamp “Arco”, rewired", "report_review"))
    _pay_and_deliver(url, token, other["id"])
    grant = {"role": "buyer", "participant": BUYER}
    buyer = str(_post(url, token, "/v1/participant-tokens", grant)["access_token"])
    report = {
        "escrow": deal["id"],
        "reason": "significantly_not_as_described",
        "claimed": PRICE,
        "explanation": EXPLANATION,
        "options": [
            {"kind": "refund_partial", "amount": {"amount": 6_000, "currency": "EUR"}},
            {"kind": "refund_full"},
        ],
    }
    dispute = _post(url, buyer, "/v1/disputes", report)
    case = ShownCase(platform.id, deal["id"], dispute["id"])
    write_private_file(state / FILE, json.dumps(asdict(case), indent=2))
    return case


def _deal(title: str, policy: str) -> dict[str, Any]:
    return {
        "buyer": BUYER,
        "seller": SELLER,
        "amount": PRICE,
        "fee": {"basis_points": 250},
        "agreement": {"title": title},
        "policy": policy,
    }


def _pay_and_deliver(url: str, token: str, deal: str) -> None:
    _post(url, token, f"/v1/escrows/{deal}/fund", {"amount": PRICE, "provider_reference": f"pay-{deal[-12:]}"})
    _post(url, token, f"/v1/escrows/{deal}/ship", {"carrier": "DHL", "tracking_number": "JD014600000RU"})
    _post(url, token, f"/v1/escrows/{deal}/deliver", None)


def _make_link(url: str, token: str, **wanted: Any) -> str:
    return str(_post(url, token, "/v1/page-links", {**wanted, "expires_in": LINK_SECONDS})["url"])


def _post(url: str, token: str, path: str, body: Any) -> Any:
    content = b"" if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    if body is not None:
        headers["Content-Type"] = "application/json"
    return sandbox.send_request(f"{url}{path}", content, **headers)
