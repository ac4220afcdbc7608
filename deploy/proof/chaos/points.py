"""Crash points of each service: it dies once at each, at whichever it comes to next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

Points = Mapping[str, Sequence[str]]

_CONSUMED_EVENTS: Final = {
    "escrow": ("freeze-requested", "settlement-ordered"),
    "disputes": ("created", "frozen", "turn-changed", "agreement-submitted", "settled", "request-satisfied"),
    "mediation": ("opened", "agreement-decided", "closed"),
    "evidence": ("opened", "evidence-requested", "decided"),
    "notifications": ("funded", "closed"),
}
_OPERATIONS: Final = {
    "escrow": ("create_escrow", "fund", "release", "refund"),
    "disputes": ("open_dispute", "decide", "withdraw"),
    "mediation": ("accept", "counter"),
    "evidence": (),
    "notifications": (),
}
# Each on the way of a file at once, in parts or as a recording: whichever comes first, so several times over.
_FILE_POINTS: Final = tuple(f"upload.{point}" for point in ("after_bytes", "after_fsync", "after_rename")) * 3
_UPLOAD_ACTS: Final = (
    "upload_evidence", "create_resumable_upload", "append_to_resumable_upload", "finish_upload",
    "open_video_session", "start_recorder", "upload_video_chunk", "finish_recording",
)  # fmt: skip
_SWEEPING_SERVICES: Final = ("escrow", "mediation")

# The short list: each kind of point, on the ways that money and cases take.
SHORT_LIST: Final[Points] = {
    "escrow": (
        "escrow.fund.after_commit",
        "escrow.settlement-ordered.before_commit",
        "escrow.reader.before_ack",
        "escrow.relay.after_publish",
        "escrow.sweeper.after_commit",
    ),
    "disputes": (
        "disputes.open_dispute.before_commit",
        "disputes.agreement-submitted.after_commit",
    ),
    "mediation": ("mediation.accept.after_commit",),
    "evidence": (
        "evidence.upload.after_bytes",
        "evidence.upload.after_rename",
        "evidence.append_to_resumable_upload.before_commit",
        "evidence.finish_recording.after_commit",
    ),
    "notifications": ("notifications.reader.before_ack",),
}


def list_all_points() -> Points:
    """Lists every point: acts and facts before and after their lock and commit, the relays and the sweepers."""
    return {service: tuple(_list_service_points(service)) for service in _CONSUMED_EVENTS}


def _list_service_points(service: str) -> Sequence[str]:
    acts = [f"{act}.{point}" for act in _OPERATIONS[service] for point in _list_act_points(act)]
    events = [
        f"{fact}.{point}"
        for fact in _CONSUMED_EVENTS[service]
        for point in ("before_commit", "after_commit", "before_ack")
    ]
    # Of a whole group: its claims made, its effects committed and not acknowledged, its acknowledgement sent.
    reader = [f"reader.{point}" for point in ("after_claim", "before_ack", "after_ack")]
    relay = [f"relay.{point}" for point in ("before_publish", "after_publish", "before_commit")]
    sweeper = (
        [f"sweeper.{point}" for point in ("before_commit", "after_commit")] if service in _SWEEPING_SERVICES else []
    )
    batches = [f"executor.{point}" for point in ("before_commit", "after_commit")]
    files = _list_file_points() if service == "evidence" else []
    return [f"{service}.{name}" for name in (*acts, *events, *reader, *relay, *sweeper, *batches, *files)]


def _list_file_points() -> Sequence[str]:
    commits = [f"{act}.{point}" for act in _UPLOAD_ACTS for point in ("before_commit", "after_commit")]
    return [*_FILE_POINTS, *commits]


def _list_act_points(act: str) -> Sequence[str]:
    creates = act in ("create_escrow", "open_dispute")
    seams = ("after_claim", "before_commit", "after_commit")
    return seams if creates else ("after_lock", *seams)
