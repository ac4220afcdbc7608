"""HTTP status of every refusal of this service: the one table of them."""

from __future__ import annotations

from typing import Final

from common.kernel.carriers import CarrierUnknown
from common.kernel.errors import DomainError

from .cases import model as cases
from .downloads import errors as downloads
from .external_video import errors as external_video
from .inspection import model as inspection
from .items import errors as items
from .live_video.domain import errors as live_video
from .proof import errors as proof
from .requests import errors as requests
from .retention import model as retention
from .storage import model as storage
from .uploads import errors as uploads

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
    cases.CaseClosed: 409,
    cases.TooManyFiles: 409,
    cases.QuotaExceeded: 413,
    cases.PlatformFull: 413,
    cases.CaseOpen: 409,
    inspection.CardNumberNotAllowed: 422,
    inspection.ContentRejected: 422,
    inspection.InspectionBusy: 503,
    inspection.NoPreview: 404,
    items.AlreadyInvalid: 409,
    CarrierUnknown: 422,
    items.ShippedInFuture: 422,
    items.ShippedBeforeSale: 422,
    items.NotAFile: 409,
    items.KindNotAllowed: 422,
    items.ContentNotOfKind: 422,
    items.Quarantined: 409,
    items.EvidenceErased: 410,
    requests.RequestNotOpen: 409,
    requests.KindNotAsked: 422,
    requests.CoversUnknown: 422,
    storage.ContentAltered: 409,
    storage.StorageFull: 507,
    storage.DependencyUnavailable: 503,
    storage.LinkRefused: 403,
    uploads.FileTooLarge: 413,
    uploads.RequestTooLarge: 413,
    uploads.MoreThanAnnounced: 413,
    uploads.FormNotAllowed: 415,
    uploads.ChecksumUnsupported: 400,
    uploads.PartChecksumUnsupported: 400,
    uploads.ChecksumMismatch: 460,
    uploads.UploadInterrupted: 400,
    uploads.UploadTooSlow: 408,
    uploads.TooManyUploads: 429,
    downloads.TooManyDownloads: 429,
    uploads.UploadGone: 410,
    uploads.UploadOffsetMismatch: 409,
    uploads.UploadBusy: 409,
    uploads.TusVersionUnsupported: 412,
    uploads.UploadHeaderInvalid: 422,
    uploads.ContentTypeNotOffset: 415,
    uploads.ChecksumRequired: 400,
    proof.EvidenceSealed: 409,
    proof.BundleNotReady: 409,
    live_video.VideoEnded: 409,
    live_video.ChunkConflict: 409,
    live_video.SegmentUnknown: 409,
    live_video.ChunksMissing: 409,
    live_video.NothingRecorded: 409,
    live_video.TooManySessions: 409,
    live_video.VideoNotVerified: 409,
    live_video.NothingToRepeat: 409,
    external_video.AlreadyAttested: 409,
    live_video.VideoTooLong: 413,
    live_video.PieceTooLarge: 413,
    external_video.NotYetHeld: 422,
    external_video.RecordingUnknown: 422,
    live_video.ChallengeMismatch: 422,
    live_video.SecretRefused: 403,
    retention.LegalHold: 409,
    retention.NoLegalHold: 409,
}
