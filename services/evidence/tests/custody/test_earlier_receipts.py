"""WAL-A1: both published verifiers, on a bundle whose chains an earlier release wrote: they told less of a piece."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from common.kernel.ids import format_id
from evidence.proof import verifying
from evidence.proof.archive import Archive
from evidence.testing import NOON, an_image

LATER = {"added_at", "finished_at", "text_sha256", "filename_sha256"}
ENDED = {"invalidated_at", "reason_sha256"}
UNTOLD = {
    "nothing of the case": {
        "received": {"dispute", "side", "request", "covers", *LATER}, "attached": {"covers"}, "invalidated": ENDED,
    },
    "neither instants nor what an attachment covers": {
        "received": {"added_at", "finished_at"}, "attached": {"covers"}, "invalidated": ENDED,
    },
}  # fmt: skip
"""What the links of earlier releases did not tell."""
WHOLE = (0, "All of it is as it was signed.\n")
Alter = Callable[[dict[str, Any]], None]


def set_outermost(name: str, value: Any) -> Alter:
    return lambda item: item.update({name: value})


STILL_TOLD: dict[str, Alter] = {
    "kind": set_outermost("kind", "document"),
    "by": set_outermost("by", ["buyer", "mallory"]),
    "received_at": set_outermost("received_at", "2026-03-01T11:00:00Z"),
    "sha256": lambda item: item["content"].update(sha256="0" * 64),
    "size": lambda item: item["content"].update(size="1"),
    "media_type": lambda item: item["content"].update(media_type="image/png"),
    "sufficiency": set_outermost("sufficiency", "insufficient"),
    "provenance": set_outermost("provenance", "shipment_record"),
    "invalidation": lambda item: item["invalid"].update(reason_code="duplicate"),
}
"""What an earlier release told as well: a forged piece, by what is named."""


@pytest.fixture(params=UNTOLD)
async def earlier(kept: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Path]:
    """Bundle with two pieces, one given for a request and found invalid, one attached to it, as an earlier release had
    written their chains.
    """
    world, untold = kept.world, UNTOLD[request.param]
    asked = format_id("req", await world.asked("buyer", ("photo",)))
    attached = {"item": format_id("evd", kept.item)}
    path, buyer = f"/v1/evidence/requests/{asked}/items", world.token("buyer")
    assert (await world.client.post(path, json=attached, headers=buyer)).is_success
    piece = (await world.upload(an_image("JPEG", (61, 41)), request=asked)).json()["id"]
    await world.invalidate(piece)
    made = tmp_path / "made.zip"
    made.write_bytes(await kept.make_bundle())
    key = world.app.state.service.deps.seal_key

    def write(alter: Alter = lambda item: None) -> Path:
        """Write it anew with what `alter` makes of the piece, signed as a whole by the same key."""
        bundle = tmp_path / "earlier.zip"
        archive = Archive(bundle, NOON)
        with zipfile.ZipFile(made) as given:
            for name in given.namelist():
                if name.startswith(("SHA256SUMS", "heads/", "seals/")):
                    continue
                content = given.read(name)
                if name.endswith("/custody.jsonl"):
                    content = as_earlier(content, untold)
                elif name == f"evidence/{piece}/item.json":
                    item = json.loads(content)
                    alter(item)
                    archive.put_json(name, item)
                    continue
                archive.put_file(name, content)
        archive.sign_and_close(key)
        return bundle

    return write


def as_earlier(chain: bytes, untold: Mapping[str, set[str]]) -> bytes:
    """Spell a chain as an earlier release did, without its seal, each link with the hash that follows."""
    last, lines = b"", []
    for line in chain.splitlines():
        link = json.loads(json.loads(line)["canonical"])
        if link["action"] == "sealed":
            continue
        link["seq"] = len(lines) + 1
        unknown = untold.get(link["action"], set())
        link["details"] = {name: value for name, value in link["details"].items() if name not in unknown}
        canonical = json.dumps(link, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
        last = hashlib.sha256(last + canonical.encode()).digest()
        lines.append(json.dumps({"canonical": canonical, "hash": last.hex()}, sort_keys=True, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize("program", verifying.PROGRAMS)
async def test_wal_a1_receipts_of_an_earlier_release_are_asked_only_for_what_they_tell(
    kept, earlier, program: str
) -> None:
    assert kept.check(program, earlier()) == WHOLE


@pytest.mark.parametrize("name", STILL_TOLD)
async def test_wal_a1_what_an_earlier_receipt_tells_is_compared(kept, earlier, name: str) -> None:
    bundle = earlier(STILL_TOLD[name])

    for program in verifying.PROGRAMS:
        status, said = kept.check(program, bundle)
        assert (status, f"its {name} is not what its chain of custody tells" in said) == (1, True), (program, said)
