"""All operations of the API. Written by `make clients`: do not edit."""

from __future__ import annotations

from parley_client.calls import Caller

from .analytics import AnalyticsOperations
from .auth import AuthOperations
from .calendars import CalendarsOperations
from .disputes import DisputesOperations
from .escrows import EscrowsOperations
from .events import EventsOperations
from .evidence import EvidenceOperations
from .execution import ExecutionOperations
from .ledger import LedgerOperations
from .live_video import LiveVideoOperations
from .mediations import MediationsOperations
from .operators import OperatorsOperations
from .pages import PagesOperations
from .participants import ParticipantsOperations
from .platforms import PlatformsOperations
from .policies import PoliciesOperations
from .privacy import PrivacyOperations
from .proof import ProofOperations
from .sandbox import SandboxOperations
from .trees import TreesOperations
from .webhooks import WebhooksOperations


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
