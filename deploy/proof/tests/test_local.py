"""Small things the local stack stands on: ports, files nobody else reads, keys, definitions."""

from __future__ import annotations

import json
import re
import socket
import stat
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from types import ModuleType

import jwt
import pytest

from deploy.local import credentials, keys, place, ports, refill
from deploy.local.definitions import list_user_permissions, render_broker_definitions
from deploy.local.environment import select_service_environment
from deploy.local.processes import Supervisor
from deploy.local.stack import Stack
from deploy.local.suite import SERVICES
from deploy.proof.testing.tokens import Keys
from deploy.verify import __main__ as verify


def test_a_port_in_use_is_not_free() -> None:
    with socket.create_server((ports.HOST, 0)) as taken:
        assert not ports.is_free(taken.getsockname()[1])


def test_picked_ports_differ_and_are_free() -> None:
    picked = ports.pick_free_ports(5)
    assert len(set(picked)) == 5
    assert all(map(ports.is_free, picked))


class OvertakenStack(Stack):
    """Stack of whose port another program takes hold while the database starts."""

    def _start_database(self) -> None:
        self.overtaker = socket.create_server((ports.HOST, self.port))

    def _apply_migrations(self) -> None:
        assert not ports.is_free(self.port)

    def _start_services(self, buses: Mapping[str, str]) -> None:
        assert set(buses) == set(SERVICES)


@pytest.mark.parametrize("embedded", [True, False])
def test_a_port_that_is_taken_while_the_rest_starts_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedded: bool
) -> None:
    """Or whoever answers there was taken for this suite."""
    monkeypatch.setattr(OvertakenStack, "_start_broker", lambda stack: None)
    monkeypatch.setenv("RABBITMQ_URL", "amqp://127.0.0.1")
    [port] = ports.pick_free_ports()
    stack = OvertakenStack(tmp_path, port, embedded=embedded, supervisor=Supervisor(tmp_path / "children.json"))

    with pytest.raises(place.CannotRun, match=f"Port {port} is taken by another program"):
        stack.start()

    stack.overtaker.close()
    assert not stack.supervisor.children


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first = credentials.ensure_credentials(tmp_path)
    assert credentials.ensure_credentials(tmp_path) == first
    keys.ensure_key_pair(tmp_path / "keys")
    for name in (credentials.FILE, "keys/signing-key.pem", "keys/jwks.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_no_two_secrets_are_the_same(tmp_path: Path) -> None:
    made = credentials.ensure_credentials(tmp_path)
    every = [*made.database.values(), *made.broker.values(), *made.services.values()]
    every += [made.admin, made.internal, made.encryption]
    assert len(set(every)) == len(every)
    assert min(map(len, every)) >= 32


def test_a_token_names_its_key_and_can_be_checked_with_the_published_half(keys: Keys) -> None:
    token = keys.token(role="buyer", sub="anna")
    published = jwt.PyJWKSet.from_json(keys.jwks_path.read_text())
    key = published[jwt.get_unverified_header(token)["kid"]]
    claims = jwt.decode(token, key, algorithms=["EdDSA"], audience="parley", issuer="parley")
    assert (claims["role"], claims["sub"]) == ("buyer", "anna")


def test_the_thumbprint_is_that_of_the_rfc() -> None:
    example = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}  # RFC 8037, A.3
    assert keys.compute_key_thumbprint(example) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@pytest.mark.parametrize("service", SERVICES)
def test_a_broker_user_owns_its_own_names_only(service: str) -> None:
    granted = list_user_permissions(service)
    for own in ("events", "dead", "inbox", "grave"):
        assert all(re.fullmatch(granted[kind], f"{service}.{own}") for kind in ("configure", "write", "read"))
    for other in (name for name in SERVICES if name != service):
        assert re.fullmatch(granted["read"], f"{other}.events")
        for name in (f"{other}.inbox", f"{other}.dead", f"{other}.grave", f"{other}.events.x", "amq.topic", ""):
            assert not re.fullmatch(granted["configure"], name)
            assert not re.fullmatch(granted["write"], name)
            assert not re.fullmatch(granted["read"], name)


def test_the_definitions_hold_no_password_and_no_other_user() -> None:
    passwords = {service: f"password-of-{service}" for service in SERVICES}
    written = render_broker_definitions(passwords)
    assert not any(password in written for password in passwords.values())
    assert [user["name"] for user in json.loads(written)["users"]] == list(SERVICES)


@pytest.mark.parametrize(("service", "other"), list(permutations(SERVICES, 2)))
def test_a_service_is_told_nothing_of_the_others(service: str, other: str) -> None:
    everything = {f"{name.upper()}_SECRET": name for name in SERVICES} | {"PARLEY_ENV": "test"}
    told = select_service_environment(service, everything, SERVICES)
    assert told == {f"{service.upper()}_SECRET": service, "PARLEY_ENV": "test"}
    assert f"{other.upper()}_SECRET" not in told


def test_a_folder_with_a_blank_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_STATE", str(tmp_path / "my projects" / ".run"))
    chosen = place.state_folder()
    try:
        assert " " not in str(chosen)
        assert chosen == place.state_folder()
    finally:
        chosen.rmdir()


@pytest.mark.parametrize("program", [verify, refill])
@pytest.mark.parametrize("database", [f"postgresql://auditor:pw@{ports.HOST}:1/parley", "nonsense"])
def test_dor_w9_a_database_that_lets_nobody_in_is_told_in_a_sentence(
    program: ModuleType, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["program", database, "--json"])

    code = program.main()

    told = json.loads(capsys.readouterr().out)
    assert (code, told["code"]) == (1, "cannot_run")
    assert told["detail"].startswith("The database does not let us in: ")
    assert "pw" not in told["detail"]
