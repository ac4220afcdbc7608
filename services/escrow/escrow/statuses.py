"""Statuses: the HTTP status of each refusal of escrow, in one table."""

from __future__ import annotations

from typing import Final

from common.kernel.errors import DomainError

from . import sandbox_clock
from .domain import errors

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
    errors.ActionNotAllowedInState: 409,
    errors.EscrowFrozen: 409,
    errors.FilingWindowOpen: 409,
    errors.InsufficientHold: 409,
    errors.ProviderReferenceUsed: 409,
    errors.SplitDoesNotSum: 422,
    errors.FeeExceedsPrice: 422,
    errors.SameParty: 422,
    errors.PolicyUnknown: 422,
    errors.WindowTooLong: 422,
    errors.ClockTooFar: 422,
    errors.LastSecret: 409,
    errors.TooManySecrets: 409,
    errors.ParticipantSuspended: 403,
    errors.ParticipantClosed: 403,
    errors.PageLinkRefused: 403,
    errors.PageLinkExpired: 403,
    errors.PageLinkRevoked: 403,
    sandbox_clock.ClockTooSlow: 503,
    sandbox_clock.ClockUnavailable: 503,
}
