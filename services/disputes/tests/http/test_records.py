"""What the bundle of a case says of it."""

from __future__ import annotations

from disputes.records import BEHIND
