"""What the routes of live recordings are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.uploads.edge import ReceivingSettings

from .assemble import RecordingFinisher
from .domain.session import VideoLimits
from .keys import VideoKeys
from .transaction import LiveVideoTransaction


@dataclass(frozen=True)
class RecordingSettings:
    """What live recordings need beside."""

    keys: VideoKeys
    limits: VideoLimits
    finisher: RecordingFinisher


@dataclass(frozen=True, kw_only=True)
class LiveVideoDeps:
    begin: TransactionFactory[LiveVideoTransaction]
    encrypted_blobs: EncryptedBlobStore
    receiving: ReceivingSettings
    limits: Limits
    videos: RecordingSettings


LiveVideoCall = Annotated[ApiCall[Any, LiveVideoDeps], Depends(api_call)]
