"""Ports on the loopback address that nobody uses."""

from __future__ import annotations

import random
import socket
from typing import Final

HOST: Final = "127.0.0.1"
# Below the range from which kernels take the ports of outgoing connections: what is free now stays free.
FIRST_PORT, LAST_PORT = 20_000, 32_000
ATTEMPTS: Final = 1_000


def is_free(port: int, host: str = HOST) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return not is_answering(port, host)


def is_answering(port: int, host: str = HOST) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def pick_free_ports(count: int = 1) -> list[int]:
    """So many different free ports."""
    picked: set[int] = set()
    for _ in range(ATTEMPTS):
        port = random.randrange(FIRST_PORT, LAST_PORT)
        if is_free(port):
            picked.add(port)
        if len(picked) == count:
            return list(picked)
    raise OSError(f"no {count} free ports between {FIRST_PORT} and {LAST_PORT}")
