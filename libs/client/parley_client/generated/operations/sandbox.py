"""Operations of the group 'sandbox'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group
from parley_client.generated import models


class SandboxOperations(Group):
    """Operations of the group 'sandbox'."""

    def get_test_clock(self) -> models.TestClockView:
        """Tell what time it is for this platform, and whether time stands still."""
        return cast("models.TestClockView", self._caller.call_operation("GET", "/v1/test-clock"))

    def advance_test_clock(
        self, body: models.AdvanceBody, *, idempotency_key: str | None = None
    ) -> models.TestClockView:
        """Move this platform's time forward and do all that falls due on the way, in order and in every service:
        one leap brings about the same as many steps. What takes longer than two minutes is answered 503
        `clock_too_slow` with how far it got; time stands still there, and the same request with the same
        Idempotency-Key goes on to the same instant.
        """
        return cast(
            "models.TestClockView",
            self._caller.call_operation(
                "POST", "/v1/test-clock/advance", body=body, key=idempotency_key, takes_key=True
            ),
        )

    def release_test_clock(self) -> models.TestClockView:
        """Let a held time run on from where it stands. One that runs, runs on."""
        return cast("models.TestClockView", self._caller.call_operation("POST", "/v1/test-clock/release"))
