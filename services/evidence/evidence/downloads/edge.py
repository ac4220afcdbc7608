"""Dependencies of the routes of downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from common.web.api_call import ApiCall, api_call

from .delivery import FileDelivery
from .links import LinkSigner
from .pace import OpenDownloads


@dataclass(frozen=True, kw_only=True)
class DownloadDeps:
    delivery: FileDelivery
    link_signer: LinkSigner
    open_downloads: OpenDownloads


DownloadCall = Annotated[ApiCall[DownloadDeps], Depends(api_call)]
