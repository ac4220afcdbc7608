"""Targets of webhooks: where they may go.

The text of a URL is judged when it is named, the address again at every connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final, Self

from .errors import UrlForbidden

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

MAX_URL_LENGTH: Final = 2048
MAX_HOST_LENGTH: Final = 253
DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_URL: Final = re.compile(r"(https?)://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?([/?].*)?", re.IGNORECASE)
_VISIBLE: Final = re.compile(r"[!$-;=?-\[\]_a-z~]+")  # no space, control, quote, #, backslash, <>^`{|} or non-ASCII
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")

# Below 1024 only the web's own ports. Above: databases, brokers, caches, remote desktops and other machines' doors.
_SERVICE_PORTS: Final = frozenset(
    {1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5433, 5671, 5672, 5900, 5984, 5985, 6379,
     6443, 6667, 8500, 9042, 9092, 9200, 9300, 10250, 11211, 15671, 15672, 25672, 27017}
)  # fmt: skip
# `ipaddress.is_global` calls NAT64, 6to4, multicast and fec0:: global. So: an own list, and of IPv6 only the range
# from which public addresses are given out, without the transition mechanisms in it.
_NOT_PUBLIC: Final = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
_PUBLIC_V6: Final = IPv6Network("2000::/3")


def is_public_address(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _PUBLIC_V6:
        return False
    return not any(address in network for network in _NOT_PUBLIC)


@dataclass(frozen=True, slots=True)
class WebhookUrl:
    """Address of a receiver, taken apart once, so that what is checked is what is connected to."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises UrlForbidden for everything that is not plainly one web address."""
        match = _URL.fullmatch(url)
        if match is None or len(url) > MAX_URL_LENGTH or _VISIBLE.fullmatch(url) is None:
            raise UrlForbidden
        scheme, host, path = match[1].lower(), match[2].lower(), match[4] or "/"
        port = int(match[3]) if match[3] else DEFAULT_PORTS[scheme]
        if not _is_valid_host(host) or not _is_allowed_port(port):
            raise UrlForbidden
        return cls(scheme, host.strip("[]"), port, path if path.startswith("/") else f"/{path}")

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class AllowedTargets:
    """Public addresses, and whichever local ranges a sandbox admits; plain http only within those."""

    local: tuple[Network, ...] = ()

    def allows_address(self, address: Address) -> bool:
        return is_public_address(address) or self._is_local_address(address)

    def require_allowed_target(self, target: WebhookUrl, addresses: Iterable[Address]) -> None:
        """Raises UrlForbidden. Every address of the name must be fine, for any of them may be the one connected to."""
        resolved = list(addresses)
        if not resolved or not all(map(self.allows_address, resolved)):
            raise UrlForbidden
        if target.scheme == "http" and not all(map(self._is_local_address, resolved)):
            raise UrlForbidden

    def _is_local_address(self, address: Address) -> bool:
        return any(address in network for network in self.local)


def _is_valid_host(host: str) -> bool:
    if host.startswith("["):
        return _is_valid_address(host[1:-1], IPv6Address)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):  # a number in one of the many spellings C libraries accept
        return _is_valid_address(host, IPv4Address)
    return len(host) <= MAX_HOST_LENGTH and all(_LABEL.fullmatch(label) for label in labels)


def _is_valid_address(text: str, kind: type[Address]) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _is_allowed_port(port: int) -> bool:
    return port in DEFAULT_PORTS.values() or (1024 <= port <= 65_535 and port not in _SERVICE_PORTS)
