"""Bodies of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.disputes.choices import (
    MessageKind,
    MessageOnBehalfOf,
    OpeningOnBehalfOf,
    PlainActOnBehalfOf,
)
from parley_client.generated.models.general.bodies import SolutionBody
from parley_client.generated.models.general.choices import ContactMeans
from parley_client.generated.models.general.parts import MoneyBody


class MessageBody(TypedDict):
    on_behalf_of: NotRequired[MessageOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""
    text: str
    """What you write, in up to 10,000 characters; no payment card numbers."""
    attachments: NotRequired[list[str]]
    """Evidence of this case, given before under /v1/evidence; whoever reads the message may read it there."""
    kind: NotRequired[MessageKind]
    """`explanation`: your account of what happened, which counts for how complete your case is (K17)."""


class TransactionBody(TypedDict):
    item: str
    """The item or the service."""
    agreed_price: MoneyBody
    """The agreed price."""
    terms: NotRequired[str | None]
    """Additional terms of the deal."""


class OpeningBody(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    reason: str
    """Code of the reason, one of the policy's: see `GET /v1/disputes/eligibility`."""
    claimed: MoneyBody
    """How much of the held money is disputed. The rest stays releasable."""
    options: NotRequired[list[SolutionBody]]
    """Solutions the claimant would take, the preferred one first, where the policy begins with them."""
    explanation: str
    """What happened, in your own words."""
    transaction: NotRequired[TransactionBody | None]
    """What was agreed, where the policy has it verified (T1)."""
    need: NotRequired[str | None]
    """Why it must be substantiated that the deal was completed, where the policy asks (T1)."""
    on_behalf_of: NotRequired[OpeningOnBehalfOf | None]
    """Whose case it is, where an operator opens it (T1)."""


class PlainActBody(TypedDict):
    """Nothing, from a party; from an operator for whom it is done."""

    on_behalf_of: NotRequired[PlainActOnBehalfOf | None]
    """Party for whom an operator acts. Parties leave it out."""
    means: NotRequired[ContactMeans | None]
    """How the party has told support what it wants; it is recorded and told."""


class ReadBody(TypedDict):
    """Name the last message, or the last entry of the story, that was read; neither means all there is."""

    message: NotRequired[str | None]
    """Id of the last message that was read."""
    entry: NotRequired[str | None]
    """Id of the last entry of the story that was read."""
