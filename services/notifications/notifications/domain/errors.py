"""Refusals of the domain, a class each; its sentence is what the caller reads."""

from __future__ import annotations

from common.kernel.errors import DomainError


class UrlForbidden(DomainError):
    """Says nothing of addresses or names: the answer must not map anybody's network."""

    def __init__(self) -> None:
        super().__init__("Webhooks go to a public https address without user, fragment or reserved port.")


class EventTypeUnknown(DomainError):
    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__('Name event types as the catalogue does, as a family like "dispute.*", or "*" for all.')


class TooManyEndpoints(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A platform has at most {limit} webhook endpoints. Delete one first.")


class SecretInvalid(DomainError):
    def __init__(self) -> None:
        super().__init__('A secret is "whsec_" and the base64 of 24 to 64 random bytes.')


class TooManyRotations(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"{limit} replaced secrets are still valid. Wait until one of them has expired.")


class EndpointIsDisabled(DomainError):
    def __init__(self) -> None:
        super().__init__("The endpoint is disabled. Enable it first.")


class ReplayTooLarge(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"More than {limit} events lie in this range. Choose a shorter one.")


class ReplayBackwards(DomainError):
    def __init__(self) -> None:
        super().__init__("`since` must be earlier than `until`.")


class EventTooEarly(DomainError):
    """Never answered to anybody: the event waits for the one before it of its subject (see `consumers.py`)."""

    def __init__(self) -> None:
        super().__init__("The event before this one of the same subject has not arrived yet.")


class RetentionExceeded(DomainError):
    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(f"Events are kept for {days} days; this is older.")
