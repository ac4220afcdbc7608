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


def test_wal_a3_how_many_webhooks_are_sent_at_once_is_a_setting(monkeypatch, settings) -> None:
    monkeypatch.setenv("NOTIFICATIONS_SENDINGS", '{"of_endpoint": 2}')
    monkeypatch.setenv("PARLEY_STREAMS", '{"of_caller": 1, "of_platform": 2, "of_process": 3}')
    given = settings.model_dump(exclude={"local_receivers", "sendings", "streams"})

    read = Settings(**given)

    assert (read.sendings.of_endpoint, read.sendings.of_platform) == (2, 64)
    assert read.streams.of_process == 3
    with pytest.raises(ValidationError, match="of_endpoints"):
        Settings(**given, sendings={"of_endpoints": 2})
