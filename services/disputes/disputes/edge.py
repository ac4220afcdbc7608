"""Edge of disputes: what the routes of every room share, who may call and which answers are documented."""

from __future__ import annotations

from typing import Final

from common.kernel.principal import Role
from common.web.problems import problem_responses

READ_RESPONSES: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 428, 429, 503)
PARTY_ROLES: Final = (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
STAFF_ROLES: Final = (Role.OPERATOR, Role.PLATFORM)
READER_ROLES: Final = (*PARTY_ROLES, *STAFF_ROLES)
