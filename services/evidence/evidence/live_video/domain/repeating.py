"""Repeating of checks that could not be made: whatever ended them may be mended by now. Pure."""

from __future__ import annotations

from dataclasses import replace

from .errors import NothingToRepeat
from .judgement import is_undecided
from .session import Change, VideoSession, VideoState


def can_repeat_checks(session: VideoSession) -> bool:
    """Tell whether nothing was found, and no operator has decided in its place."""
    return session.verdict is not None and is_undecided(session.verdict) and session.overruling is None


def repeat_checks(session: VideoSession) -> Change:
    """Have the recording checked as if for the first time. Raises NothingToRepeat."""
    if not can_repeat_checks(session):
        raise NothingToRepeat
    waiting = replace(session, state=VideoState.FINISHED, verdict=None, verified_at=None, version=session.version + 1)
    return Change(waiting)
