"""Edge of live recordings: what their routes are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.uploads.pace import OpenUploads
from evidence.uploads.receive import ReceivingSettings

from .assemble import RecordingFinisher
from .keys import VideoKeys
from .recordings import Recordings
from .views import SessionPresenter


@dataclass(frozen=True, kw_only=True)
class LiveVideoDeps:
    recordings: Recordings
    recording_finisher: RecordingFinisher
    video_keys: VideoKeys
    session_presenter: SessionPresenter
    receiving: ReceivingSettings
    open_uploads: OpenUploads


LiveVideoCall = Annotated[ApiCall[LiveVideoDeps], Depends(api_call)]
