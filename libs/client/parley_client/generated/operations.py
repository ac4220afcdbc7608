"""All operations of the API. Written by `make clients`: do not edit."""

from __future__ import annotations

from parley_client.calls import Caller

from .analytics_operations import AnalyticsOperations
from .auth_operations import AuthOperations
from .calendars_operations import CalendarsOperations
from .disputes_operations import DisputesOperations
from .escrows_operations import EscrowsOperations
from .events_operations import EventsOperations
from .evidence_operations import EvidenceOperations
from .execution_operations import ExecutionOperations
from .ledger_operations import LedgerOperations
from .live_video_operations import LiveVideoOperations
from .mediations_operations import MediationsOperations
from .operators_operations import OperatorsOperations
from .pages_operations import PagesOperations
from .participants_operations import ParticipantsOperations
from .platforms_operations import PlatformsOperations
from .policies_operations import PoliciesOperations
from .privacy_operations import PrivacyOperations
from .proof_operations import ProofOperations
from .sandbox_operations import SandboxOperations
from .trees_operations import TreesOperations
from .webhooks_operations import WebhooksOperations


class Operations:
    """All operations, by group."""

    def __init__(self, caller: Caller) -> None:
        self.auth = AuthOperations(caller)
        self.pages = PagesOperations(caller)
        self.platforms = PlatformsOperations(caller)
        self.escrows = EscrowsOperations(caller)
        self.disputes = DisputesOperations(caller)
        self.mediations = MediationsOperations(caller)
        self.evidence = EvidenceOperations(caller)
        self.live_video = LiveVideoOperations(caller)
        self.operators = OperatorsOperations(caller)
        self.execution = ExecutionOperations(caller)
        self.participants = ParticipantsOperations(caller)
        self.ledger = LedgerOperations(caller)
        self.policies = PoliciesOperations(caller)
        self.trees = TreesOperations(caller)
        self.calendars = CalendarsOperations(caller)
        self.analytics = AnalyticsOperations(caller)
        self.proof = ProofOperations(caller)
        self.privacy = PrivacyOperations(caller)
        self.webhooks = WebhooksOperations(caller)
        self.events = EventsOperations(caller)
        self.sandbox = SandboxOperations(caller)
