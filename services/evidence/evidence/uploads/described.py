"""Header fields of uploads, described for the API's documents: what no signature says, because clients of tus and
`Content-Digest` speak in headers."""

from __future__ import annotations

from typing import Any, Final

from evidence.edge import FILE_CONTENT

from .tus_headers import PART_MEDIA_TYPE, TUS_VERSION

Json = dict[str, Any]

ANY_FILE: Final = "application/octet-stream"
"""The type that is described: what a file is, its content says, so a client may name any type or this one."""


def _header_parameter(name: str, description: str, example: str, *, required: bool = False, **schema: Any) -> Json:
    return {
        "name": name,
        "in": "header",
        "description": description,
        "required": required,
        "schema": {"type": "string", **schema},
        "example": example,
    }


def _answer_field(description: str, example: str) -> Json:
    return {"description": description, "schema": {"type": "string"}, "example": example}


CONTENT_DIGEST: Final = _header_parameter(
    "Content-Digest",
    "SHA-256 of the body (RFC 9530). What arrives otherwise is refused with 460 and kept nowhere.",
    "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=:",
)
CHECKSUM: Final = _header_parameter(
    "X-Checksum-SHA256",
    "The same as `Content-Digest`, in hexadecimal or Base64, for clients that cannot send that one.",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)
TUS_RESUMABLE: Final = _header_parameter(
    "Tus-Resumable", "Version of the protocol.", TUS_VERSION, required=True, enum=[TUS_VERSION]
)
UPLOAD_LENGTH: Final = _header_parameter(
    "Upload-Length", "Size of the whole file, in bytes.", "48213", required=True, pattern=r"^[1-9]\d{0,14}$"
)
UPLOAD_METADATA: Final = _header_parameter(
    "Upload-Metadata",
    "Pairs of a name and a value in Base64, separated by commas: `dispute` and `kind`, and if wanted `request`, "
    "`filename`, `covers`, `on_behalf_of`.",
    "dispute ZHNwXzAxajgwMDAwMDBlMDA4MjA0MDAwMDAwMDBy,kind cGhvdG8=,filename cGFyY2VsLmpwZw==",
    required=True,
)
UPLOAD_OFFSET: Final = _header_parameter(
    "Upload-Offset",
    "Where the body begins in the file, in bytes: exactly as much as has arrived.",
    "0",
    required=True,
    pattern=r"^(?:0|[1-9]\d{0,14})$",
)
UPLOAD_CHECKSUM: Final = _header_parameter(
    "Upload-Checksum",
    "`sha256` or `sha1`, a space, and the sum of this body in Base64. A body that arrives otherwise is not kept (460).",
    "sha256 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
)
METHOD_OVERRIDE: Final = _header_parameter(
    "X-HTTP-Method-Override", "Which of them is meant.", "PATCH", required=True, enum=["PATCH", "DELETE"]
)

TUS_ANSWER_FIELDS: Final[Json] = {
    "Tus-Resumable": _answer_field("Version of the protocol.", TUS_VERSION),
}
PROGRESS_FIELDS: Final[Json] = {
    **TUS_ANSWER_FIELDS,
    "Upload-Offset": _answer_field("So many bytes have arrived: go on there.", "24576"),
    "Upload-Length": _answer_field("Size of the whole file, in bytes.", "48213"),
    "Upload-Expires": _answer_field("Until when it can be continued (HTTP date).", "Wed, 25 Nov 2026 12:00:00 GMT"),
}
CREATED_FIELDS: Final[Json] = {
    **PROGRESS_FIELDS,
    "Location": _answer_field("Address of the upload: send its parts there.", "/v1/evidence/uploads/resumable/evd_…"),
}
PART_FIELDS: Final[Json] = {
    **PROGRESS_FIELDS,
    "Location": _answer_field("After the last part: address of the evidence it is now.", "/v1/evidence/items/evd_…"),
}
DISCOVERY_FIELDS: Final[Json] = {
    **TUS_ANSWER_FIELDS,
    "Tus-Version": _answer_field("Versions of the protocol.", TUS_VERSION),
    "Tus-Extension": _answer_field("Its extensions.", "creation,expiration,checksum,termination"),
    "Tus-Max-Size": _answer_field("Largest file, in bytes.", "1073741824"),
    "Tus-Checksum-Algorithm": _answer_field("Sums that `Upload-Checksum` may have.", "sha1,sha256"),
}

PART_BODY: Final[Json] = {"requestBody": {"required": True, "content": {PART_MEDIA_TYPE: FILE_CONTENT}}}
WHOLE_FILE_REQUEST: Final[Json] = {
    "parameters": [CONTENT_DIGEST, CHECKSUM],
    "requestBody": {
        "required": True,
        "description": "The file as it is. Its own type may be named; what it is, its content says.",
        "content": {ANY_FILE: FILE_CONTENT},
    },
}
CREATION_REQUEST: Final[Json] = {"parameters": [TUS_RESUMABLE, UPLOAD_LENGTH, UPLOAD_METADATA]}
PART_REQUEST: Final[Json] = {"parameters": [TUS_RESUMABLE, UPLOAD_OFFSET, UPLOAD_CHECKSUM], **PART_BODY}
CANCELLATION_REQUEST: Final[Json] = {"parameters": [TUS_RESUMABLE]}
OVERRIDE_REQUEST: Final[Json] = {
    "parameters": [TUS_RESUMABLE, METHOD_OVERRIDE, UPLOAD_OFFSET | {"required": False}, UPLOAD_CHECKSUM],
    "requestBody": {"required": False, "content": {PART_MEDIA_TYPE: FILE_CONTENT}},
}
