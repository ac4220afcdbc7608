"""`python -m deploy.proof.bench.beside.webhook_sink PORT`: takes webhooks in as they come; GET says when each came."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Final

import uvloop

from deploy.local.ports import HOST

NO_CONTENT: Final = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


class Sink:
    def __init__(self) -> None:
        self.times: list[float] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                if head.startswith(b"get "):
                    content = json.dumps(self.times).encode()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content))
                    continue
                at = head.find(b"\r\ncontent-length:")
                await reader.readexactly(int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0)
                self.times.append(time.time())
                writer.write(NO_CONTENT)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


async def run_sink(port: int) -> None:
    server = await asyncio.start_server(Sink().serve, HOST, port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(run_sink(int(sys.argv[1])))
