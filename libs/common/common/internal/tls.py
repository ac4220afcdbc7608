"""Authorities that a service trusts when it asks others over TLS."""

from __future__ import annotations

import functools
import ssl

import httpx


@functools.cache
def shared_tls_context() -> ssl.SSLContext:
    """Read the trusted authorities once for a process: each client for itself would take 40 ms and its own copy."""
    return httpx.create_ssl_context()
