"""Choices of policies. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

EditionOrigin: TypeAlias = Literal["parley", "platform"]


PolicyOrigin: TypeAlias = Literal["parley", "platform"]


SuppliedActBy: TypeAlias = Literal["buyer", "seller", "operator"]


SuppliedActDid: TypeAlias = Literal[
    "agree", "refuse", "give_evidence", "escalate", "withdraw", "accept_claim", "request_video", "rule"
]


SuppliedCaseClaimant: TypeAlias = Literal["buyer", "seller"]
