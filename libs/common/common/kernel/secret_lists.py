"""Secrets that are lists while one replaces another: separated by commas, the first makes, and each of them opens."""

from __future__ import annotations

import hmac


def list_secrets(spelled: str) -> list[str]:
    """List the secrets of a setting, the newest first. Nothing beside a comma is none: it would open to all."""
    return [part for each in spelled.split(",") if (part := each.strip())] or [spelled]


def newest_secret(spelled: str) -> str:
    return list_secrets(spelled)[0]


def is_one_of(given: str, spelled: str) -> bool:
    """Compare what was given with every secret, so that the time says nothing about which one it was."""
    return sum(hmac.compare_digest(given.encode(), secret.encode()) for secret in list_secrets(spelled)) > 0
