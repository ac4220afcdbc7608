"""One version: of every package, of the described APIs, and of the newest entry of the changelog."""

from __future__ import annotations

import re
import tomllib

from common import __version__
from common.docs import asyncapi
from deploy.local.place import REPO
from deploy.proof.testing.served import describe_apps


def test_every_package_has_the_same_version() -> None:
    files = [REPO / "pyproject.toml", *REPO.glob("libs/*/pyproject.toml"), *REPO.glob("services/*/pyproject.toml")]
    versions = {str(file.relative_to(REPO)): tomllib.loads(file.read_text())["project"]["version"] for file in files}
    assert versions == dict.fromkeys(versions, __version__)


def test_the_descriptions_carry_it() -> None:
    described = {name: document["info"]["version"] for name, document in describe_apps().items()}
    assert described == dict.fromkeys(described, __version__)
    assert asyncapi.asyncapi_document()["info"]["version"] == __version__


def test_the_changelog_begins_with_it() -> None:
    newest = re.search(r"^## (\S+)", (REPO / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
