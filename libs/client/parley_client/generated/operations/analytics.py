"""Operations of the group 'analytics'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group
from parley_client.generated import models


class AnalyticsOperations(Group):
    """Operations of the group 'analytics'."""

    def dispute_analytics(
        self, *, from_: str, to: str, interval: models.Interval | None = None, policy: str | None = None
    ) -> models.AnalyticsView:
        """Measure the cases closed from `from` until before `to`: all numbers are of these, counted from the case
        log.

        Share resolved without an operator, acts of the support team against your baseline, interactions, time
        to resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).

        from_: From when on (RFC 3339), included.
        to: Until when (RFC 3339), excluded.
        interval: Stretches of `over_time`, in UTC; the first and the last are cut off where the period begins
            and ends.
        policy: Only cases of this policy (`agreement_first`), or of one of its editions.
        """
        return cast(
            "models.AnalyticsView",
            self._caller.call_operation(
                "GET", "/v1/analytics/disputes", query={"from": from_, "to": to, "interval": interval, "policy": policy}
            ),
        )
