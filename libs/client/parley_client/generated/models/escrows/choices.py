"""Choices of escrows. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

Undelivered: TypeAlias = Literal["inspect", "refund"]
"""Outcome of a shipment that nobody reports as delivered (ADR 0015)."""


DeadlineKind: TypeAlias = Literal[
    "funding_expiry", "auto_refund_unshipped", "presume_delivery", "auto_refund_undelivered", "auto_release"
]


EndingSilenceOwedBy: TypeAlias = Literal["buyer", "seller"]


Party: TypeAlias = Literal["buyer", "seller", "platform"]
