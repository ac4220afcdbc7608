"""Patience with a borrowed machine, which stands still for seconds at times while the server's timers go on: they would
cut off whoever waits."""

from __future__ import annotations

from typing import Final

from common.persistence import database_clock
from common.persistence.read_connections import LOOK_SETTINGS, READ_SETTINGS
from common.persistence.session_settings import ACT_SETTINGS, SESSION_SETTINGS

PATIENT_SECONDS: Final = 60.0
PATIENT_SETTINGS: Final = {"statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}


def lengthen_limits() -> None:
    """Give this process's sessions, and its question for the database's time, a minute in place of seconds."""
    for settings in (SESSION_SETTINGS, ACT_SETTINGS, READ_SETTINGS, LOOK_SETTINGS):
        settings.update(PATIENT_SETTINGS)
    database_clock.SILENCE_SECONDS = database_clock.GIVE_UP_SECONDS = PATIENT_SECONDS
