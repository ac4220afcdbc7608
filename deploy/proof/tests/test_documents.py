"""Documents keep what they promise: every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

import disputes.settings
import escrow.settings
from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.settings import ServiceSettings
from common.web.rate_limits import Quota, RateLimits
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
TOPICS = re.compile(r"`(\w+)\.\*`: ([^;|]+)")


def documents() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=REPO, capture_output=True, text=True, check=True
    )
    return [REPO / name for name in listed.stdout.split() if (REPO / name).exists()]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(REPO)))
def test_every_link_leads_somewhere(document: Path) -> None:
    missing = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]
    assert missing == []


def test_the_limits_that_are_documented_are_the_defaults() -> None:
    told = dict(
        re.findall(r"^\| `(\w+)` \|.*\| (\d+ in \d+ s) \|$", (REPO / "docs/guides/errors.md").read_text(), re.MULTILINE)
    )
    common = {name: field.default for name, field in RateLimits.model_fields.items()}
    own = {
        "tokens": escrow.settings.Settings.model_fields["token_limit"].default,
        "bulks": escrow.settings.Settings.model_fields["bulk_limit"].default,
        "secrets": escrow.settings.Settings.model_fields["secret_limit"].default,
        "openings": disputes.settings.Settings.model_fields["opening_limit"].default,
    }
    assert {name: Quota.parse(spelt) for name, spelt in told.items()} == common | own


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_readme_names_all_its_settings(service: str) -> None:
    settings = import_module(f"{service}.settings").Settings
    own = [name for name in settings.model_fields if name not in ServiceSettings.model_fields]
    assert [name for name in own if f"`{service.upper()}_{name.upper()}`" not in readme_of(service)] == []


def readme_of(service: str) -> str:
    return (REPO / "services" / service / "README.md").read_text()


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_readme_names_its_rooms(service: str) -> None:
    rooms = [
        folder.name
        for folder in (REPO / "services" / service / service).iterdir()
        if folder.name != "testing" and any(folder.glob("*.py"))
    ]
    assert [room for room in rooms if f"`{room}/" not in readme_of(service)] == []


def topics_told(readme: str) -> set[str]:
    """Topics of the line `publishes`: of `fine-booked / cancelled` the second has the stem of the first."""
    [told] = re.findall(r"^\| publishes \| (.*) \|$", readme, re.MULTILINE)
    topics: set[str] = set()
    for family, names in TOPICS.findall(re.sub(r" \([^)]*\)", "", told)):
        for name in names.strip().split(", "):
            first, *others = name.split(" / ")
            stem = first.rpartition("-")[0]
            topics |= {f"{family}.{first}.v1", *(f"{family}.{stem}-{other}.v1" for other in others)}
    return topics


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_readme_names_what_it_publishes(service: str) -> None:
    published = {topic for topic, publisher in PUBLISHER_OF_TOPIC.items() if publisher == service}
    assert topics_told(readme_of(service)) == published
