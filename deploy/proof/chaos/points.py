"""Where each service is to die, once at each point: at whichever it comes to next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

Points = Mapping[str, Sequence[str]]

_READERS: Final = {
    "escrow": ("freeze-requested", "settlement-ordered"),
    "disputes": ("created", "frozen", "turn-changed", "agreed", "settled", "request-satisfied"),
    "mediation": ("opened", "closed"),
    "evidence": ("opened", "evidence-requested", "decided"),
    "notifications": ("funded", "closed"),
}
_ACTS: Final = {
    "escrow": ("create_escrow", "fund", "release", "refund"),
    "disputes": ("open_dispute", "decide", "withdraw"),
    "mediation": ("accept", "counter"),
    "evidence": (),
    "notifications": (),
}
# Each on the way of a file at once, in parts or as a recording: whichever comes first, so several times over.
_FILES: Final = tuple(f"upload.{point}" for point in ("after_bytes", "after_fsync", "after_rename")) * 3
_GIVING: Final = (
    "upload_evidence", "create_resumable_upload", "append_to_resumable_upload", "finish_upload",
    "open_video_session", "start_recorder", "upload_video_chunk", "finish_recording",
)  # fmt: skip
_SWEEPING: Final = ("escrow", "mediation")

# The short list: each kind of point, on the ways that money and cases take.
SLICE: Final[Points] = {
    "escrow": (
        "escrow.fund.after_commit",
        "escrow.release.before_commit",
        "escrow.freeze-requested.before_ack",
        "escrow.settlement-ordered.before_commit",
        "escrow.relay.after_publish",
        "escrow.sweeper.after_commit",
    ),
    "disputes": (
        "disputes.open_dispute.before_commit",
        "disputes.agreed.after_commit",
        "disputes.relay.before_publish",
        "disputes.settled.before_ack",
    ),
    "mediation": (
        "mediation.accept.after_commit",
        "mediation.sweeper.before_commit",
    ),
    "evidence": (
        "evidence.evidence-requested.before_ack",
        "evidence.upload.after_bytes",
        "evidence.upload.after_fsync",
        "evidence.upload.after_rename",
        "evidence.append_to_resumable_upload.before_commit",
        "evidence.finish_upload.before_commit",
        "evidence.finish_recording.after_commit",
    ),
    "notifications": ("notifications.funded.after_commit",),
}


def every() -> Points:
    """All there are: acts and facts before and after their lock and commit, the relays and the sweepers."""
    return {service: tuple(_of(service)) for service in _READERS}


def _of(service: str) -> Sequence[str]:
    acts = [f"{act}.{point}" for act in _ACTS[service] for point in _around(act)]
    facts = [
        f"{fact}.{point}" for fact in _READERS[service] for point in ("before_commit", "after_commit", "before_ack")
    ]
    relay = [f"relay.{point}" for point in ("before_publish", "after_publish", "before_commit")]
    sweeper = [f"sweeper.{point}" for point in ("before_commit", "after_commit")] if service in _SWEEPING else []
    files = _of_files() if service == "evidence" else []
    return [f"{service}.{name}" for name in (*acts, *facts, *relay, *sweeper, *files)]


def _of_files() -> Sequence[str]:
    commits = [f"{act}.{point}" for act in _GIVING for point in ("before_commit", "after_commit")]
    return [*_FILES, *commits]


def _around(act: str) -> Sequence[str]:
    creates = act in ("create_escrow", "open_dispute")
    return ("before_commit", "after_commit") if creates else ("after_lock", "before_commit", "after_commit")
