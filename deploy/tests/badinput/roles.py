"""Who may call what: the one table (S7). An operation that is missing here fails `test_roles.py` by name."""

from __future__ import annotations

from typing import Final

BUYER, SELLER, REPRESENTATIVE = "buyer", "seller", "representative"
OPERATOR, PLATFORM, ADMIN = "operator", "platform", "admin"
EVERYBODY: Final = frozenset({BUYER, SELLER, REPRESENTATIVE, OPERATOR, PLATFORM, ADMIN})

PARTIES: Final = frozenset({BUYER, SELLER})
PEOPLE: Final = frozenset({BUYER, SELLER, REPRESENTATIVE, OPERATOR, PLATFORM})
READERS: Final = PARTIES | {REPRESENTATIVE, OPERATOR, PLATFORM}
STAFF: Final = frozenset({OPERATOR, PLATFORM})

ROLES: Final[dict[str, frozenset[str]]] = {
    "escrow.create_escrow": frozenset({PLATFORM}),
    "escrow.list_escrows": PEOPLE,
    "escrow.get_escrow": PEOPLE,
    "escrow.get_postings": PEOPLE,
    "escrow.fund": frozenset({PLATFORM}),
    "escrow.ship": frozenset({PLATFORM, SELLER}),
    "escrow.deliver": frozenset({PLATFORM, BUYER}),
    "escrow.accept": frozenset({BUYER}),
    "escrow.release": frozenset({PLATFORM, BUYER}),
    "escrow.refund": frozenset({PLATFORM, SELLER}),
    "escrow.cancel": frozenset({PLATFORM, BUYER, SELLER}),
    "escrow.list_accounts": frozenset({PLATFORM}),
    "escrow.check_integrity": frozenset({PLATFORM}),
    "escrow.open_platform": frozenset({ADMIN}),
    "escrow.get_platform": frozenset({ADMIN, PLATFORM}),
    "escrow.suspend_platform": frozenset({ADMIN}),
    "escrow.reinstate_platform": frozenset({ADMIN}),
    "escrow.add_secret": frozenset({ADMIN}),
    "escrow.revoke_secret": frozenset({ADMIN}),
    "escrow.issue_participant_token": frozenset({PLATFORM}),
    "escrow.get_test_clock": frozenset({PLATFORM}),
    "escrow.advance_test_clock": frozenset({PLATFORM}),
    "disputes.open_dispute": PARTIES | {OPERATOR},
    "disputes.list_disputes": READERS,
    "disputes.get_dispute": READERS,
    "disputes.get_forecast": READERS,
    "disputes.get_timeline": READERS,
    "disputes.post_message": READERS,
    "disputes.list_messages": READERS,
    "disputes.escalate": PARTIES | {OPERATOR},
    "disputes.withdraw": PARTIES,
    "disputes.accept_claim": PARTIES,
    "disputes.assign": frozenset({OPERATOR}),
    "disputes.decide": frozenset({OPERATOR}),
    "disputes.assign_many": frozenset({OPERATOR}),
    "disputes.take_over": frozenset({OPERATOR}),
    "disputes.write_note": frozenset({OPERATOR}),
    "disputes.list_notes": STAFF,
    "disputes.add_reason_text": STAFF,
    "disputes.list_reason_texts": STAFF,
    "disputes.change_reason_text": STAFF,
    "disputes.drop_reason_text": STAFF,
    "disputes.get_dispute_settings": STAFF,
    "disputes.put_dispute_settings": frozenset({PLATFORM}),
    "disputes.give_return": PARTIES,
    "disputes.acknowledge_return": PARTIES,
    "disputes.fulfil_obligation": PARTIES,
    "disputes.confirm_obligation": PARTIES,
    "disputes.file_appeal": PARTIES,
    "disputes.verify_transaction": frozenset({OPERATOR}),
    "disputes.request_video": frozenset({OPERATOR}),
    "disputes.extend_deadline": frozenset({OPERATOR}),
    "disputes.pause": frozenset({OPERATOR}),
    "disputes.resume": frozenset({OPERATOR}),
    "disputes.list_policies": READERS,
    "disputes.get_policy": READERS,
    "evidence.upload_evidence": PEOPLE,
    "evidence.create_resumable_upload": PEOPLE,
    "evidence.get_resumable_upload": PEOPLE,
    "evidence.append_to_resumable_upload": PEOPLE,
    "evidence.override_resumable_upload": PEOPLE,
    "evidence.cancel_resumable_upload": PEOPLE,
    "evidence.preview_evidence": PEOPLE,
    "evidence.create_download_link": PEOPLE,
    "evidence.download_evidence": PEOPLE,
    "evidence.list_evidence": PEOPLE,
    "evidence.submit_evidence": PEOPLE,
    "evidence.get_evidence": PEOPLE,
    "evidence.invalidate_evidence": frozenset({OPERATOR}),
    "evidence.list_evidence_requests": PEOPLE,
    "evidence.get_evidence_request": PEOPLE,
    "mediation.list_mediations": PEOPLE,
    "mediation.get_mediation": PEOPLE,
    "mediation.answer": PARTIES,
    "mediation.list_suggestions": PEOPLE,
    "mediation.list_trees": PEOPLE,
    "mediation.get_tree": PEOPLE,
    "mediation.publish_tree": frozenset({PLATFORM}),
    "mediation.propose": PARTIES,
    "mediation.accept": PARTIES,
    "mediation.reject": PARTIES,
    "mediation.counter": PARTIES,
    "mediation.amend": PARTIES,
    "notifications.list_webhook_endpoints": frozenset({PLATFORM}),
    "notifications.create_webhook_endpoint": frozenset({PLATFORM}),
    "notifications.get_webhook_endpoint": frozenset({PLATFORM}),
    "notifications.change_webhook_endpoint": frozenset({PLATFORM}),
    "notifications.delete_webhook_endpoint": frozenset({PLATFORM}),
    "notifications.rotate_webhook_secret": frozenset({PLATFORM}),
    "notifications.test_webhook_endpoint": frozenset({PLATFORM}),
    "notifications.list_deliveries": frozenset({PLATFORM}),
    "notifications.get_delivery": frozenset({PLATFORM}),
    "notifications.redeliver": frozenset({PLATFORM}),
    "notifications.replay_events": frozenset({PLATFORM}),
    "notifications.list_events": frozenset({PLATFORM, OPERATOR}),
    "notifications.get_event": frozenset({PLATFORM, OPERATOR}),
}
# Whose acts move money, and so need an Idempotency-Key (row 37).
MONEY: Final = frozenset(
    {
        "escrow.fund",
        "escrow.accept",
        "escrow.release",
        "escrow.refund",
        "escrow.cancel",
        "disputes.accept_claim",
        "disputes.decide",
        "disputes.verify_transaction",
        "disputes.give_return",
        "disputes.acknowledge_return",
        "disputes.fulfil_obligation",
        "disputes.confirm_obligation",
        "disputes.file_appeal",
        "mediation.accept",
    }
)


def somebody(operation: str) -> str:
    """One who may call it; a platform where the table does not say."""
    allowed = ROLES.get(operation, frozenset({PLATFORM}))
    return PLATFORM if PLATFORM in allowed else min(allowed)
