from __future__ import annotations

import pytest
from pydantic import ValidationError

from notifications.settings import Settings


def test_local_receivers_are_refused_in_production(settings) -> None:
    given = settings.model_dump() | {"env": "production", "internal_secret": None}
    given |= {"heads": "heads", "heads_key": "heads-key.pem"}

    with pytest.raises(ValidationError, match="NOTIFICATIONS_LOCAL_RECEIVERS"):
        Settings(**given)


def test_ranges_are_read_from_the_environment(monkeypatch, settings) -> None:
    monkeypatch.setenv("NOTIFICATIONS_LOCAL_RECEIVERS", "127.0.0.0/8, ::1/128")
    given = settings.model_dump(exclude={"local_receivers"})

    read = Settings(**given)

    assert [str(network) for network in read.local_receivers] == ["127.0.0.0/8", "::1/128"]
