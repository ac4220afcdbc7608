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

READING_OPERATIONS: Final = frozenset({"create_story_link", "create_own_stories_link"})
CASE_OPERATIONS: Final = frozenset(
    {
        "get_eligibility", "list_disputes", "open_dispute", "count_disputes", "get_dispute", "get_story",
        "stream_story", "create_story_link", "mark_read", "get_forecast", "get_timeline", "post_message",
        "list_messages", "escalate", "withdraw", "accept_claim", "give_return", "correct_return_address",
        "correct_parcel", "acknowledge_return", "fulfil_obligation", "confirm_obligation", "file_appeal", "assign",
        "take_over", "write_note", "list_notes",
        "verify_transaction", "request_video", "extend_deadline", "pause", "resume", "ask_for_evidence",
        "list_decisions", "preview_ruling", "decide", "approve_decision", "reject_approval", "get_policy",
        "explain_policy", "say_present", "leave_case",
    }
)  # fmt: skip
"""Part of a case, and open to a token that is limited to it: each of them looks at which one it is about (WAL-A2)."""
