"""Documents keep what they promise: every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import disputes.settings
import escrow.settings
from common.limits import Limits, Quota
from deploy.local.place import REPO

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


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
    common = {name: field.default for name, field in Limits.model_fields.items()}
    own = {
        "tokens": escrow.settings.Settings.model_fields["token_limit"].default,
        "secrets": escrow.settings.Settings.model_fields["secret_limit"].default,
        "openings": disputes.settings.Settings.model_fields["opening_limit"].default,
    }
    assert {name: Quota.read(spelt) for name, spelt in told.items()} == common | own
