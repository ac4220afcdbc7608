"""Choices of mediations. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

AcceptOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


AgreementBasis: TypeAlias = Literal["acceptance", "silence"]
"""Basis of an agreement: somebody accepted, or silence counts as accepting."""


AnswerOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


FollowsAction: TypeAlias = Literal["settlement", "obligation"]


State: TypeAlias = Literal["guiding", "negotiating", "pending", "open", "agreed", "closed"]
"""State of a negotiation."""


MediationViewerState: TypeAlias = Literal["required_action", "optional_action", "waiting", "over"]


Mediator: TypeAlias = Literal["operator"]
"""Author of a proposal that is put to both sides."""


ProposalState: TypeAlias = Literal[
    "standing", "superseded", "accepted", "rejected", "expired", "executed_on_silence", "withdrawn", "overtaken"
]
"""State of a proposal."""


ProposeOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


RejectOnBehalfOf: TypeAlias = Literal["buyer", "seller"]


RewordOnBehalfOf: TypeAlias = Literal["buyer", "seller"]
