"""Proposals of a mediator: one solution put to both sides, who must both consent in the time of an offer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from common.kernel.timing import Timing

from .errors import TooManyOptions
from .guards import require_mediator
from .mediation import Change, Mediation
from .options import RequestedOption
from .terms import Mediator


def propose_to_both(
    mediation: Mediation, id: UUID, requested: Sequence[RequestedOption], note: str | None, timing: Timing
) -> Change:
    """Put one solution to both sides; it replaces what stands.

    Raises what `require_mediator` and the edition refuse.
    """
    require_mediator(mediation.snapshot)
    if len(requested) != 1:
        raise TooManyOptions(1)
    return mediation.put_proposal(id, requested, Mediator.OPERATOR, timing, note)
