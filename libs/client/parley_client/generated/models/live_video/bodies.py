"""Bodies of live video. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.choices import Side
from parley_client.generated.models.live_video.choices import AttestedOutcome, Result


class Attest(TypedDict):
    held: AttestedOutcome
    """Whether the call took place as it was told."""
    statement: str
    """What you attest, in words."""


class FinishVideoBody(TypedDict):
    chunks: int
    """How many pieces there are."""
    covers: NotRequired[list[str]]
    """Codes of the request's checklist that it shows."""


class OpenVideoBody(TypedDict):
    dispute: str
    """Id of the dispute."""
    request: NotRequired[str | None]
    """The request it answers; found by its kind if left out."""


class OverruleBody(TypedDict):
    result: Result
    """What you have found instead."""
    reason: str
    """Why, in words; it is recorded."""


class StartSegmentBody(TypedDict):
    code: str
    """The case code the recorder shows."""
    media_type: str
    """What the recorder makes, as in `video/webm;codecs=vp8,opus`."""


class SubmitExternalVideo(TypedDict):
    dispute: str
    """Id of the dispute."""
    request: NotRequired[str | None]
    """The request it answers; found by its kind if left out."""
    link: str
    """Address of the call or of its recording, elsewhere."""
    provider: str
    """Name of the platform on which it took place."""
    started_at: str
    """When it began (RFC 3339)."""
    ended_at: str
    """When it ended (RFC 3339)."""
    recording: NotRequired[str | None]
    """An uploaded video of the same side that is its recording."""
    covers: NotRequired[list[str]]
    """Codes of the request's checklist that it shows."""
    on_behalf_of: NotRequired[Side | None]
    """For operators: the party that has mailed it to support. It is entered as that, for that party."""
