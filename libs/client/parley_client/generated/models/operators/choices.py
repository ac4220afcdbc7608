"""Choices of operators. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

AskingKinds: TypeAlias = Literal[
    "photo",
    "video",
    "live_video",
    "external_video",
    "document",
    "screenshot",
    "audio",
    "agreement",
    "receipt",
    "shipment_record",
    "statement",
]


AskingParty: TypeAlias = Literal["buyer", "seller"]


AssignmentResult: TypeAlias = Literal["assigned", "refused"]


PenaltyParty: TypeAlias = Literal["buyer", "seller"]


Doing: TypeAlias = Literal["reading", "deciding"]
"""What an operator who is present is doing."""


VerificationResult: TypeAlias = Literal["verified", "not_verified"]
