"""Statuses: the HTTP status of each refusal of notifications, in one table."""

from __future__ import annotations

from typing import Final

from common.kernel.errors import DomainError

from .domain.errors import (
    EndpointIsDisabled,
    EventTypeUnknown,
    ReplayBackwards,
    ReplayTooLarge,
    RetentionExceeded,
    SecretInvalid,
    TooManyEndpoints,
    TooManyRotations,
    UrlForbidden,
)

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
    UrlForbidden: 422,
    EventTypeUnknown: 422,
    TooManyEndpoints: 409,
    SecretInvalid: 422,
    TooManyRotations: 409,
    EndpointIsDisabled: 409,
    ReplayTooLarge: 422,
    ReplayBackwards: 422,
    RetentionExceeded: 410,
}
