"""Live video, as the stories speak of it: a session, what came of it, and somebody who cheats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from . import recorder, show
from .deals import Case
from .people import Person
from .stage import Mismatch

RECORDING_SECONDS: Final = 15
# Checking takes a part of the film's length, and much longer where the processor is shared.
CHECKED_SECONDS: Final = 900.0
PIECE_BYTES: Final = 150_000
CHECK_NAMES: Final = (
    "file_decodes", "chain_unbroken", "tokens_genuine", "tokens_in_order", "received_in_time",
    "duration_matches_clock", "challenge_shown", "picture_moves", "words_spoken",
)  # fmt: skip
OPERATOR_CHECK: Final = "words_spoken"


def record_live(case: Case, by: Person) -> dict[str, Any]:
    """They open the recorder page and film; answers what the checks found. Raises Mismatch."""
    session = open_session(case, by)
    try:
        recorder.record_session(
            str(by.stage.client.base_url), session["recorder_url"], seconds=RECORDING_SECONDS,
            on_progress=lambda far: show.print_act(by.role, "films on the recorder page", f"→ {far}"),
        )  # fmt: skip
    except TimeoutError as stuck:
        raise Mismatch(f"{by.role}'s recording: {stuck}") from None
    return wait_for_checks(session, by)


def send_as_live(case: Case, by: Person, film: bytes, *covers: str) -> dict[str, Any]:
    """They speak to the suite as the recorder page does, but send a film they already have."""
    session = open_session(case, by)
    media_type = "video/webm" if film.startswith(b"\x1a\x45\xdf\xa3") else "video/mp4"
    code = session["challenge"]["code"]
    _post_to_recorder(by, session, "segments", json={"code": code, "media_type": media_type})
    pieces = [film[at : at + PIECE_BYTES] for at in range(0, len(film), PIECE_BYTES)]
    for n, piece in enumerate(pieces):
        _post_to_recorder(by, session, "chunks", params={"n": n, "segment": 0}, content=piece)
    _post_to_recorder(by, session, "finish", json={"chunks": len(pieces), "covers": list(covers)})
    show.print_act(by.role, "sends a film made before, as if it were being recorded", f"→ {len(pieces)} pieces taken")
    return wait_for_checks(session, by)


def open_session(case: Case, by: Person) -> dict[str, Any]:
    return by.perform_act("opens a live recording", "/v1/evidence/video-sessions", {"dispute": case.id})


def wait_for_checks(session: Mapping[str, Any], by: Person) -> dict[str, Any]:
    path = f"/v1/evidence/video-sessions/{session['id']}"
    return by.stage.wait_until(
        "the recording is checked", lambda: by.get(path), lambda seen: bool(seen["verification"]), CHECKED_SECONDS
    )


def check_findings(operator: Person, session: Mapping[str, Any], *, result: str, failed: tuple[str, ...] = ()) -> None:
    """Checks what the operator sees beside the video. Raises Mismatch."""
    seen = operator.get(f"/v1/evidence/video-sessions/{session['id']}")
    checks = seen["verification"]["checks"]
    show.print_act(operator.role, f"reads the findings on the {seen['party']}'s video", f"→ {seen['result']}")
    show.print_findings(checks)
    stage = operator.stage
    stage.check("all nine checks are there", tuple(check["check"] for check in checks), CHECK_NAMES)
    stage.check(f"the video is {result}", (seen["result"], _checks_with_outcome(checks, "fail")), (result, failed))
    if result == "live":
        stage.check("only the ear is left to decide", _checks_with_outcome(checks, "unknown"), (OPERATOR_CHECK,))


def _checks_with_outcome(checks: list[dict[str, Any]], outcome: str) -> tuple[str, ...]:
    return tuple(check["check"] for check in checks if check["outcome"] == outcome)


def _post_to_recorder(by: Person, session: Mapping[str, Any], what: str, **content: Any) -> None:
    home, _, secret = session["recorder_url"].partition("#")
    answer = by.stage.client.post(f"{home}/{what}", headers={"X-Session-Secret": secret}, **content)
    by.stage.check(f"the recorder says {what} ({answer.text})", answer.is_success, True)
