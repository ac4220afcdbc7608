from __future__ import annotations

from datetime import datetime

from common.kernel.errors import DomainError


class ContentNotOfKind(DomainError):
    def __init__(self) -> None:
        super().__init__("The file is not of a type that shows this kind of evidence.")


class KindNotAllowed(DomainError):
    def __init__(self) -> None:
        super().__init__("Not uploaded: records and statements go to /v1/evidence/items; live video is recorded live.")


class ShippedInFuture(DomainError):
    def __init__(self) -> None:
        super().__init__("This shipment is said to be in the future. Report it when it has left.")


class ShippedBeforeSale(DomainError):
    def __init__(self, funded_at: datetime) -> None:
        self.funded_at = funded_at
        super().__init__("This shipment is said to have left before the deal was paid: it is not this deal's.")


class AlreadyInvalid(DomainError):
    def __init__(self) -> None:
        super().__init__("This evidence has been found invalid already.")


class NotAFile(DomainError):
    def __init__(self) -> None:
        super().__init__("This evidence is not a file; it can be read where it is listed.")


class Quarantined(DomainError):
    def __init__(self) -> None:
        super().__init__("This file has not been found harmless. It can be seen once it has.")


class EvidenceErased(DomainError):
    def __init__(self) -> None:
        super().__init__("What this said has been erased. That it was there has not.")
