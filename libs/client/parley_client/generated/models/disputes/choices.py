"""Choices of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

Assignment: TypeAlias = Literal["assigned", "unassigned"]


DisputeSummaryViewerState: TypeAlias = Literal["required_action", "waiting", "closed"]


SlaStatus: TypeAlias = Literal["on_track", "target_missed", "breached"]
"""Standing of the operators with the time the edition gives them."""


ExpandedDisputeViewerState: TypeAlias = Literal["required_action", "waiting", "closed"]


MessageKind: TypeAlias = Literal["comment", "explanation"]
"""Meaning of a message."""


OfferState: TypeAlias = Literal[
    "made", "amended", "consented", "rejected", "accepted", "expired", "executed_on_silence", "gone"
]


MessageOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


OpeningOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


Part: TypeAlias = Literal["escrow", "mediation", "evidence", "messages", "story", "standing", "notes", "decisions"]
"""Part of a screen that can be asked for with the case."""


PlainActOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


Sort: TypeAlias = Literal["newest", "due"]
