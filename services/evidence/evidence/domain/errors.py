from __future__ import annotations

from common.kernel.errors import DomainError


class CaseClosed(DomainError):
    def __init__(self) -> None:
        super().__init__("This dispute is over; it takes no more evidence.")


class RequestNotOpen(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("This request no longer waits for evidence.")


class KindNotAsked(DomainError):
    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        super().__init__("The request asks for evidence of another kind.")


class CoversUnknown(DomainError):
    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__("The request has no such points on its checklist.")


class ContentNotOfKind(DomainError):
    def __init__(self) -> None:
        super().__init__("The file is not of a type that shows this kind of evidence.")


class KindNotAllowed(DomainError):
    def __init__(self) -> None:
        super().__init__("Not uploaded: records and statements go to /v1/evidence/items; live video is recorded live.")


class TooManyFiles(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__("This dispute has as many pieces of evidence as it may have.")


class QuotaExceeded(DomainError):
    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__("The files of this dispute together would exceed what it may hold.")


class AlreadyInvalid(DomainError):
    def __init__(self) -> None:
        super().__init__("This evidence has been found invalid already.")


class CardNumberNotAllowed(DomainError):
    def __init__(self) -> None:
        super().__init__("This looks like a payment card number. Remove it: such numbers must not be kept here.")


class FileTooLarge(DomainError):
    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__("The file is larger than allowed.")


class ContentRejected(DomainError):
    """`why` is a word from a fixed list, never what a decoder said."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__("The file is empty, damaged, or not of a kind that is accepted; nothing of it was kept.")


class ChecksumMismatch(DomainError):
    def __init__(self) -> None:
        super().__init__("What arrived is not what the checksum says was sent. Send it again.")


class ChecksumUnsupported(DomainError):
    def __init__(self) -> None:
        super().__init__("Send the checksum as `Content-Digest: sha-256=:…:` or `X-Checksum-Sha256: <hex>`.")


class UploadTooSlow(DomainError):
    def __init__(self) -> None:
        super().__init__("The upload took too long and was given up. Send it again.")


class DependencyUnavailable(DomainError):
    def __init__(self) -> None:
        super().__init__("The files cannot be reached at the moment. Nothing was changed; try again.")


class StorageFull(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no room for the file at the moment. Nothing of it was kept.")


class LinkRefused(DomainError):
    """Expired, changed, or made for something or somebody else: which of them is not said."""

    def __init__(self) -> None:
        super().__init__("This link is not valid (any more). Ask for a new one.")


class ContentAltered(DomainError):
    def __init__(self) -> None:
        super().__init__("The stored file is not what was received. It is not handed out; operators are told.")


class NotAFile(DomainError):
    def __init__(self) -> None:
        super().__init__("This evidence is not a file; it can be read where it is listed.")


class UploadInterrupted(DomainError):
    def __init__(self) -> None:
        super().__init__("The connection ended before the file did.")


class UploadGone(DomainError):
    def __init__(self) -> None:
        super().__init__("This upload is finished, cancelled, refused or expired. Begin a new one.")


class UploadOffsetMismatch(DomainError):
    def __init__(self, current_offset: int) -> None:
        self.current_offset = current_offset
        super().__init__("The upload does not stand where this part begins. Ask where it stands and go on from there.")


class UploadBusy(DomainError):
    """The other one may still be writing, or its connection may hang: that is found out within seconds."""

    code = "upload_offset_mismatch"

    def __init__(self) -> None:
        super().__init__("Another request is writing to this upload. Ask where it stands and try again.")


class TusVersionUnsupported(DomainError):
    def __init__(self) -> None:
        super().__init__("Send Tus-Resumable: 1.0.0.")


class UploadHeaderInvalid(DomainError):
    def __init__(self, header: str, why: str) -> None:
        self.header = header
        super().__init__(why)


class ContentTypeNotOffset(DomainError):
    code = "unsupported_media_type"

    def __init__(self) -> None:
        super().__init__("Send the part as application/offset+octet-stream.")


class ChecksumRequired(DomainError):
    def __init__(self) -> None:
        super().__init__("Send Upload-Checksum with every part.")


class PlatformFull(DomainError):
    def __init__(self) -> None:
        super().__init__("The platform has used up its storage for evidence. Ask its operators.")


class NoPreview(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no picture of this evidence.")


class Quarantined(DomainError):
    def __init__(self) -> None:
        super().__init__("This file has not been found harmless. It can be seen once it has.")


class EvidenceSealed(DomainError):
    def __init__(self) -> None:
        super().__init__("Evidence of this case is still sealed until both parties have given theirs.")


class BundleNotReady(DomainError):
    def __init__(self, state: str) -> None:
        self.current_state = state
        super().__init__("This bundle is not there (yet, or any more).")


class CaseOpen(DomainError):
    def __init__(self) -> None:
        super().__init__("A case with this person's evidence is still open.")


class LegalHold(DomainError):
    def __init__(self) -> None:
        super().__init__("A case with this person's evidence is under a legal hold.")


class NoLegalHold(DomainError):
    def __init__(self) -> None:
        super().__init__("This case is under no legal hold.")


class EvidenceErased(DomainError):
    def __init__(self) -> None:
        super().__init__("What this said has been erased. That it was there has not.")
