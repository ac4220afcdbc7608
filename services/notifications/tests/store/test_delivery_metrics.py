"""DOR-W26: what Prometheus is told of webhooks."""

from __future__ import annotations

from prometheus_client import CollectorRegistry


def registry_of(courier) -> CollectorRegistry:
    registry = CollectorRegistry()
    for collector in courier.metrics.collectors:
        registry.register(collector)
    return registry


async def test_dor_w26_attempts_are_counted_by_what_came_of_them(courier, receiver, subscribe, tell, clock) -> None:
    receiver.will_answer(500, 204)
    await subscribe(receiver.url)
    await tell()
    shown = registry_of(courier)

    await courier.deliver_due()
    clock.advance_time(seconds=65)
    await courier.deliver_due()

    def attempts(outcome: str) -> float | None:
        return shown.get_sample_value("parley_webhook_attempts_total", {"outcome": outcome})

    assert (attempts("5xx"), attempts("delivered")) == (1, 1)
    assert shown.get_sample_value("parley_webhook_seconds_count") == 2
    assert shown.get_sample_value("parley_webhooks_under_way") == 0
    late = [shown.get_sample_value("parley_webhook_lag_seconds_bucket", {"le": le}) for le in ("15.0", "60.0")]
    assert late == [1, 2], "the second attempt was due after 5 seconds and began a minute after that"


async def test_dor_w26_nobody_who_listens_is_an_outcome_too(courier, subscribe, tell) -> None:
    await subscribe("http://127.0.0.1:9/hooks")
    await tell()

    await courier.deliver_due()

    outcomes = {
        sample.labels["outcome"]: sample.value
        for metric in registry_of(courier).collect()
        for sample in metric.samples
        if sample.name == "parley_webhook_attempts_total"
    }
    assert outcomes == {"unreachable": 1}
