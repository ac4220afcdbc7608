"""DOR-W26: the dashboard and the alert rules ask for what the services show, and for nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import promql_parser as promql
import pytest
import yaml

from deploy.development.docs import contract
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

FOLDER: Final = REPO / "deploy" / "observability"
OF_PROMETHEUS: Final = frozenset({"up"})
TARGET_LABELS: Final = frozenset({"job", "instance", "service", "le"})
"""Labels that the scrape, or a histogram, adds."""
GRAFANA_VARIABLES: Final = {"$__rate_interval": "5m", "$service": ".*"}
SUFFIXES: Final = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}
BY: Final = re.compile(r"\b(?:by|without)\s*\(([^)]*)\)")


def shown_metrics() -> dict[str, frozenset[str]]:
    """Each name that can be asked for, with its labels."""
    shown = {}
    for name, described in contract.build_contract()["metrics"].items():
        kind, _, labels = described.partition(" (")
        own = frozenset(labels.rstrip(")").split(", ")) - {""}
        for suffix in SUFFIXES[kind]:
            shown[name + suffix] = own
    return shown


@pytest.fixture(scope="module")
def shown() -> dict[str, frozenset[str]]:
    return shown_metrics()


def alert_rules() -> list[dict[str, Any]]:
    rules = yaml.safe_load((FOLDER / "prometheus" / "rules.yml").read_text())
    return [rule for group in rules["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    return dict(json.loads((FOLDER / "grafana" / "parley.json").read_text()))


def expressions() -> Iterator[Any]:
    for rule in alert_rules():
        yield pytest.param(rule["expr"], id=rule["alert"])
    for panel in dashboard()["panels"]:
        for target in panel.get("targets", ()):
            yield pytest.param(target["expr"], id=f"{panel['title']} {target['refId']}")


def selectors(expression: str) -> Iterator[promql.VectorSelector]:
    """Walk through a parsed expression. Fails for one that is none."""
    pending: list[Any] = [promql.parse(expression)]
    while pending:
        node = pending.pop()
        if isinstance(node, promql.VectorSelector):
            yield node
            continue
        for name in ("expr", "lhs", "rhs", "vector_selector", "args", "param"):
            value = getattr(node, name, None)
            pending += value if isinstance(value, list) else [value] if value is not None else []


@pytest.mark.parametrize("expression", list(expressions()))
def test_dor_w26_every_metric_and_label_asked_for_exists(expression: str, shown: dict[str, frozenset[str]]) -> None:
    for variable, value in GRAFANA_VARIABLES.items():
        expression = expression.replace(variable, value)

    asked = list(selectors(expression))

    assert asked
    labels = {label.strip() for group in BY.findall(expression) for label in group.split(",")}
    names = {selector.name for selector in asked}
    assert names <= shown.keys() | OF_PROMETHEUS
    own = frozenset().union(*(shown.get(name, frozenset()) for name in names))
    labels |= {matcher.name for selector in asked for matcher in selector.matchers.matchers}
    assert labels <= own | TARGET_LABELS


def test_dor_w26_every_metric_is_looked_at(shown: dict[str, frozenset[str]]) -> None:
    asked = " ".join(parameter.values[0] for parameter in expressions())
    assert [name for name in contract.build_contract()["metrics"] if name not in asked] == []


def test_dor_w26_an_alert_says_what_it_means_and_whom_it_wakes() -> None:
    for rule in alert_rules():
        assert rule["labels"]["severity"] in ("page", "ticket"), rule["alert"]
        assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]
    names = [rule["alert"] for rule in alert_rules()]
    assert len(names) == len(set(names))


def test_dor_w26_panels_stand_side_by_side() -> None:
    taken = set[tuple[int, int]]()
    for panel in dashboard()["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in dashboard()["panels"]}) == len(dashboard()["panels"])


def test_dor_w26_every_process_of_compose_is_scraped() -> None:
    scraped = yaml.safe_load((FOLDER / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]
    groups = [group for one in scraped for group in one["static_configs"]]
    targets = {target: group["labels"]["service"] for group in groups for target in group["targets"]}
    assert targets == {f"{service}{part}:8000": service for service in SERVICES for part in ("", "-worker")}
