"""Private S3 server for tests: moto's, which speaks the protocol over HTTP and checks every signature.

It and all it needs are large, so it is not among the project's packages. Where its program is, `PARLEY_TESTS_S3_SERVER`
says; services/evidence/README.md tells how to get it.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from deploy.local import ports

PROGRAM: Final = "PARLEY_TESTS_S3_SERVER"
START_SECONDS: Final = 60.0
POLICY: Final = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::*"}]}'
)


def find_program() -> Path | None:
    return Path(os.environ[PROGRAM]) if PROGRAM in os.environ else None


@dataclass(frozen=True)
class Server:
    port: int
    key: str
    secret: str

    def environment(self, port: int | None = None) -> dict[str, str]:
        """Builds the variables a client of S3 reads. `port`: of what stands between."""
        return {
            "AWS_ENDPOINT": f"http://{ports.HOST}:{port or self.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
        }


def start_server(program: Path, folder: Path, *buckets: str) -> tuple[subprocess.Popen[bytes], Server]:
    """Starts with a user who may use S3 and nobody else; from then on nothing is done without a right signature."""
    [port] = ports.pick_free_ports()
    with (folder / "s3.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "-H", ports.HOST, "-p", str(port)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    deadline = time.monotonic() + START_SECONDS
    while not ports.is_answering(port):
        has_failed = process.poll() is not None or time.monotonic() > deadline
        assert not has_failed, (folder / "s3.log").read_text()
        time.sleep(0.1)
    with httpx.Client(base_url=f"http://{ports.HOST}:{port}", trust_env=False) as client:
        for bucket in buckets:
            client.put(f"/{bucket}").raise_for_status()
        _ask_user_management(client, "CreateUser", UserName="parley")
        made = _ask_user_management(client, "CreateAccessKey", UserName="parley")
        _ask_user_management(client, "PutUserPolicy", UserName="parley", PolicyName="files", PolicyDocument=POLICY)
        client.post("/moto-api/reset-auth", content=b"0").raise_for_status()
    matches = [re.search(f"<{name}>(.+?)</{name}>", made) for name in ("AccessKeyId", "SecretAccessKey")]
    key, secret = (match[1] for match in matches if match is not None)
    return process, Server(port, key, secret)


def _ask_user_management(client: httpx.Client, action: str, **parameters: str) -> str:
    """Asks the user management, which answers this before any signature is needed."""
    scope = "AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none"
    form = {"Action": action, "Version": "2010-05-08", **parameters}
    answer = client.post("/", data=form, headers={"Authorization": scope})
    answer.raise_for_status()
    return answer.text


class Line:
    """Between the service and the server: it can be cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        [self.port] = ports.pick_free_ports()

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._carry_bytes, ports.HOST, self.port)

    async def cut(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in self._open:
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _carry_bytes(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(ports.HOST, self._target)
        self._open |= {writer, back}
        await asyncio.gather(_pipe_bytes(reader, back), _pipe_bytes(there, writer))
        self._open -= {writer, back}


async def _pipe_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    with suppress(OSError):
        writer.close()


@asynccontextmanager
async def open_line(server: Server) -> AsyncIterator[Line]:
    between: Any = Line(server.port)
    await between.mend()
    yield between
    await between.cut()
