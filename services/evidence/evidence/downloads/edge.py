"""What the routes of downloads are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends

from common.web.api_call import ApiCall, api_call
from evidence.cases.transaction import TransactionFactory
from evidence.storage.encrypted import Safe
from evidence.storage.signed_links import Links
from evidence.submissions.transaction import SubmissionsTransaction

from .previews import PreviewCache


@dataclass(frozen=True, kw_only=True)
class DownloadDeps:
    begin: TransactionFactory[SubmissionsTransaction]
    safe: Safe
    links: Links
    link_lifetime: timedelta
    previews: PreviewCache


DownloadCall = Annotated[ApiCall[Any, DownloadDeps], Depends(api_call)]
