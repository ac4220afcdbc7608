from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from common.messaging.bus import InMemoryBus
from deploy.local.suite import SERVICES
from deploy.proof.smoke.suite import Suite, environment, serving
from deploy.proof.testing.databases import Databases


@pytest.fixture(scope="session")
async def suite(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Suite]:
    state = tmp_path_factory.mktemp("suite")
    carrier = InMemoryBus(expects=len(SERVICES))
    async with databases.clone() as database:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment(database, state).items():
                patch.setenv(name, value)
            async with serving(database, state, dict.fromkeys(SERVICES, carrier)) as suite:
                yield suite
