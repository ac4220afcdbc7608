"""Customers that troubles need for themselves: a platform of their own, as patient as everybody's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from deploy.local import credentials
from deploy.proof.testing.market import Market, open_market

from .load import ANSWER_SECONDS, PatientTransport, Tally
from .renewal import RenewingTransport
from .stage import Stage


@asynccontextmanager
async def open_patient_market(stage: Stage) -> AsyncIterator[Market]:
    transport = RenewingTransport(PatientTransport(Tally()))
    async with httpx.AsyncClient(transport=transport, base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:
        yield await open_market(client, credentials.ensure_credentials(stage.stack.state).admin)
