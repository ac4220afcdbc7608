"""Web origins: from where browsers may call, spelled as they spell it (RFC 6454, Fetch)."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address, ip_address
from typing import Final

MAX_ORIGIN_LENGTH: Final = 255
DEFAULT_PORTS: Final = {"https": 443, "http": 80}
ORIGIN: Final = re.compile(r"(https?)://(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::(\d{1,5}))?", re.IGNORECASE)
HOST_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
LOOPBACK_DOMAIN: Final = ".localhost"
"""What ends so is this machine as well (RFC 6761, 6.3): one name for each of several shops."""


def parse_origin(text: str) -> str:
    """Spell an origin as a browser sends it: small letters, no default port, nothing after it.

    Raises ValueError, which says what is wrong. Plain http is for this machine alone.
    """
    match = ORIGIN.fullmatch(text) if len(text) <= MAX_ORIGIN_LENGTH else None
    if match is None:
        raise ValueError("an origin is a scheme, a host and perhaps a port, as in https://shop.example, and no path")
    scheme, host = match[1].lower(), _spell_host(match[2].lower())
    if match[3] is not None and not 0 < int(match[3]) < 65_536:
        raise ValueError("a port is between 1 and 65535")
    port = int(match[3] or DEFAULT_PORTS[scheme])
    if scheme == "http" and not _is_loopback(host):
        raise ValueError("only https: a page that was loaded over http could have been changed on its way")
    return f"{scheme}://{host}" + ("" if port == DEFAULT_PORTS[scheme] else f":{port}")


def is_loopback_origin(origin: str) -> bool:
    """Is it a page that this very machine serves, on whatever port?"""
    match = ORIGIN.fullmatch(origin)
    return match is not None and _is_loopback(match[2].lower())


def _is_loopback(host: str) -> bool:
    return host in LOOPBACK_NAMES or (host.endswith(LOOPBACK_DOMAIN) and host != LOOPBACK_DOMAIN)


def _spell_host(host: str) -> str:
    if host.startswith("["):
        try:
            return f"[{IPv6Address(host[1:-1]).compressed}]"
        except AddressValueError:
            raise ValueError("this is no IPv6 address") from None
    labels = host.split(".")
    if not all(HOST_LABEL.fullmatch(label) for label in labels):
        raise ValueError("this is no name of a host; names with other letters are spelled as xn--…")
    if labels[-1].isdecimal():
        ip_address(host)  # raises ValueError
    return host
