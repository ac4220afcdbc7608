"""Refusals of uploads."""

from __future__ import annotations

from common.kernel.errors import DomainError


class FileTooLarge(DomainError):
    """Refuses a file that no way of sending takes."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(
            f"The file is larger than the {limit_bytes:,} bytes it may have. Cut a film or save it smaller; split a "
            "document and send the parts."
        )


class RequestTooLarge(DomainError):
    """Refuses by one request what a resumable upload may take."""

    code = "file_too_large"

    def __init__(self, limit_bytes: int, resumable_limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(
            f"The file is larger than the {limit_bytes:,} bytes that one request may bring. Send it as a resumable "
            f"upload (/v1/evidence/uploads/resumable), which takes {resumable_limit_bytes:,}, or save it smaller."
        )


class MoreThanAnnounced(DomainError):
    """Refuses bytes behind the end that was announced."""

    code = "file_too_large"

    def __init__(self, announced_bytes: int) -> None:
        self.limit_bytes = announced_bytes
        super().__init__(
            f"This part goes beyond the {announced_bytes:,} bytes that Upload-Length announced. If the file is longer, "
            "cancel this upload and begin a new one with its true length."
        )


class FormNotAllowed(DomainError):
    """A form around the file would become the evidence; the plain form of `curl -d` would take its line ends away."""

    def __init__(self) -> None:
        super().__init__("Send the file itself as the body, without a form around it: curl --data-binary @photo.jpg.")


class ChecksumMismatch(DomainError):
    def __init__(self) -> None:
        super().__init__("What arrived is not what the checksum says was sent. Send it again.")


class ChecksumUnsupported(DomainError):
    def __init__(self) -> None:
        super().__init__("Send the checksum as `Content-Digest: sha-256=:…:` or `X-Checksum-Sha256: <hex>`.")


class PartChecksumUnsupported(DomainError):
    code = "checksum_unsupported"

    def __init__(self) -> None:
        super().__init__("Send the part's checksum as `Upload-Checksum: sha256 …` or `sha1 …`, the digest in Base64.")


class UploadTooSlow(DomainError):
    def __init__(self) -> None:
        super().__init__("The upload was too slow and was given up. Send it again, or in parts (resumable uploads).")


class TooManyUploads(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__("Too many uploads are open at once. Nothing was read; wait until one of them is finished.")


class UploadInterrupted(DomainError):
    def __init__(self) -> None:
        super().__init__("The connection ended before the file did. Send it again, or go on with a resumable upload.")


class UploadGone(DomainError):
    def __init__(self) -> None:
        super().__init__("This upload is finished, cancelled, refused or expired. Begin a new one.")


class UploadOffsetMismatch(DomainError):
    def __init__(self, current_offset: int) -> None:
        self.current_offset = current_offset
        super().__init__("The upload does not stand where this part begins. Ask where it stands and go on from there.")


class UploadBusy(DomainError):
    """Refuses a second writer. The other one may still be writing, or its connection may hang: that shows within
    seconds.
    """

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
