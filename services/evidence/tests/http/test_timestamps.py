from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import httpx
import pytest

from common.persistence.database import Database
from evidence.proof.timestamping import Timestamper, load_trusted_roots

CONFIG = """\
[req]
distinguished_name = name
prompt = no
x509_extensions = tsa
[name]
CN = Test TSA
[tsa]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa_config]
serial = {home}/serial
signer_cert = {home}/tsa.pem
signer_key = {home}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
crypto_device = builtin
"""


class Authority:
    """A real one, made of openssl."""

    def __init__(self, home: Path) -> None:
        self._home, self.calls, self.answers = home, 0, True
        (home / "tsa.cnf").write_text(CONFIG.format(home=home))
        (home / "serial").write_text("01\n")
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                      "-keyout", home / "tsa.key", "-out", home / "tsa.pem", "-config", home / "tsa.cnf")  # fmt: skip

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        if not self.answers:
            return httpx.Response(503)
        (self._home / "query").write_bytes(request.content)
        self._openssl("ts", "-reply", "-config", self._home / "tsa.cnf", "-section", "tsa_config",
                      "-queryfile", self._home / "query", "-out", self._home / "reply")  # fmt: skip
        return httpx.Response(200, content=(self._home / "reply").read_bytes())

    @property
    def certificate(self) -> Path:
        return self._home / "tsa.pem"

    def vouches(self, token: bytes, manifest: bytes) -> bool:
        (self._home / "token").write_bytes(token)
        (self._home / "manifest").write_bytes(manifest)
        check = ["openssl", "ts", "-verify", "-in", self._home / "token", "-data", self._home / "manifest",
                 "-CAfile", self._home / "tsa.pem", "-untrusted", self._home / "tsa.pem"]  # fmt: skip
        return subprocess.run(check, capture_output=True).returncode == 0

    def _openssl(self, *arguments: object) -> None:
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture
def authority(tmp_path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def stamper(database, app, authority):
    pool = Database(database.url("evidence"))
    client = httpx.AsyncClient(transport=httpx.MockTransport(authority))
    yield Timestamper(pool, app.state.service.deps.begin, "http://tsa", client)
    await pool.close()


async def the_seal(world) -> dict:
    return (await world.get("/seals", "operator", params={"dispute": world.dsp})).json()["data"][0]


async def test_an_authority_vouches_for_a_seal(world, stamper, authority) -> None:
    await world.submit()
    await world.decided()
    assert (await the_seal(world))["timestamp"] is None

    assert (await stamper.stamp_seals(), await stamper.stamp_seals()) == (1, 0)

    seal = await the_seal(world)
    token = base64.b64decode(seal["timestamp"])
    assert authority.vouches(token, seal["manifest"].encode())
    assert not authority.vouches(token, seal["manifest"].encode() + b" ")


async def test_an_authority_that_does_not_answer_is_asked_again(world, stamper, authority) -> None:
    await world.decided()
    authority.answers = False
    assert await stamper.stamp_seals() == 0
    authority.answers = True

    assert (await stamper.stamp_seals(), authority.calls) == (1, 2)


async def test_only_an_authority_of_a_trusted_root_is_believed(world, database, app, authority, tmp_path) -> None:
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    pool, begin = Database(database.url("evidence")), app.state.service.deps.begin
    await world.decided()

    async with httpx.AsyncClient(transport=httpx.MockTransport(authority)) as client:
        stranger = Timestamper(pool, begin, "http://tsa", client, load_trusted_roots(other.certificate))
        known = Timestamper(pool, begin, "http://tsa", client, load_trusted_roots(authority.certificate))
        assert await stranger.stamp_seals() == 0
        assert (await the_seal(world))["timestamp"] is None
        assert await known.stamp_seals() == 1

    await pool.close()


def test_roots_that_are_none_stop_the_start(tmp_path) -> None:
    (tmp_path / "roots.pem").write_text("nothing of the kind")

    with pytest.raises(ValueError, match="PEM"):
        load_trusted_roots(tmp_path / "roots.pem")


async def test_a_token_for_something_else_is_not_taken(world, database, app, authority) -> None:
    await world.decided()
    first: list[bytes] = []

    def replaying(request: httpx.Request) -> httpx.Response:
        first.append(first[0] if first else authority(request).content)
        return httpx.Response(200, content=first[0])

    pool = Database(database.url("evidence"))
    client = httpx.AsyncClient(transport=httpx.MockTransport(replaying))
    stamper = Timestamper(pool, app.state.service.deps.begin, "http://tsa", client)
    assert await stamper.stamp_seals() == 1
    await world.decided(2)

    assert await stamper.stamp_seals() == 0

    await pool.close()
