"""Model of inspection: what a scanner says, and refusals of files."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from common.kernel.errors import DomainError

REJECTION_TEXTS: Final = {
    "empty": "The file is empty. Choose it again and send it.",
    "damaged": "The file cannot be read to its end: it is damaged or was cut off. Save it anew, or send it again.",
    "encrypted": "The PDF opens with a password only. Save it without one and send that.",
    "active_content": "The PDF runs a script, plays media or sends a form. Print it to a PDF and send that.",
    "attachments": "Files are attached inside it. Save it without them, and send each as a file of its own.",
    "external_content": "Part of it lies in another file. Print it to a PDF and send that.",
    "too_many_pixels": (
        "The picture has too many pixels: 210 megapixels in a JPEG, 66 in HEIC (50 with more than eight bits) and PNG, "
        "65 in GIF, 25 in AVIF, 15 in WEBP, 20 in pictures that move. Save it smaller, or as JPEG."
    ),
    "too_many_frames": (
        "It has more than 500 pictures, or as a film more than 240 a second. Send moving pictures as a film; export a "
        "film with 30 pictures a second."
    ),
    "too_many_pages": "The document has more than 1,000 pages. Split it and send the parts.",
    "too_many_tracks": "The film has too many tracks. Export it with one of picture and one of sound.",
    "too_long": "It lasts longer than four hours. Cut it and send the part that matters.",
    "too_large_inside": "A picture, a document or a text may have 100 MB. Save it smaller or split it.",
    "too_complex": "Looking into it takes more time or memory than it may. Save it simpler, or send pictures of it.",
    "unknown_type": (
        "This kind of file is not accepted. Send a JPEG, PNG, WEBP, GIF, HEIC or AVIF, a PDF, plain text, MP4, "
        "MOV or WEBM, or MP3, M4A, AAC, AMR, CAF, WAV, OGG or FLAC; print anything else to a PDF."
    ),
    "other_text": (
        "There are control characters in this text, such as colours of a terminal, or its letters are coded in an old "
        "way. Save it as plain text in UTF-8, or print it to a PDF."
    ),
    "archive": (
        "This is an archive or an office document. Print a document to a PDF, unpack an archive and send what is in it."
    ),
    "other_picture": (
        "This kind of picture, such as TIFF and raw ones, is not accepted. Export it as a JPEG or PNG, a scan of "
        "several pages as a PDF."
    ),
    "other_coding": (
        "Its picture or its sound is coded in a way that is not accepted. Export a film as MP4 (H.264 and AAC), a "
        "sound as MP3 or M4A."
    ),
    "other_film": "This kind of film is not accepted. Export it as MP4, MOV or WEBM.",
    "other_sound": "This kind of sound is not accepted. Export it as MP3, M4A, AAC, AMR, CAF, WAV, OGG or FLAC.",
    "markup": "There is a web page in this text, as in a saved e-mail. Print it to a PDF, or send a picture of it.",
    "polyglot": "There is a second kind of file inside it, such as a page or an archive. Save it anew and send that.",
    "more_behind_picture": "Something follows where the picture ends. Save it anew, or send a screenshot of it.",
    "malware": "A scanner found malware in it. Send a clean copy from another device, or a picture of the paper.",
    "encoded": "Send the file as it is, without Content-Encoding.",
}


class CardNumberNotAllowed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "This looks like a payment card number: such numbers must not be kept here. Put * in place of all but its "
            'last four digits. If it is another number, write what it is right before it, such as "IMEI" or "order".'
        )


class ContentRejected(DomainError):
    """Refuses a file. `why` is a word from a fixed list, never what a decoder said."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{REJECTION_TEXTS[why]} Nothing of it was kept.")


class InspectionBusy(DomainError):
    """Says that too many files are being looked into, of this caller, this platform or at all."""

    def __init__(self) -> None:
        super().__init__("Too many files are being looked into at once. Nothing was done; try again in a few seconds.")


class NoPreview(DomainError):
    def __init__(self) -> None:
        super().__init__("There is no picture of this evidence.")


class ScanState(StrEnum):
    NOT_SCANNED = "not_scanned"
    """No scanner is configured: viewable as such."""
    CLEAN = "clean"
    QUARANTINED = "quarantined"
    """The scanner does not answer, or not for a file so large: nobody sees it until it has said that it is clean."""
    INFECTED = "infected"

    @property
    def viewable(self) -> bool:
        return self in (ScanState.NOT_SCANNED, ScanState.CLEAN)
