"""Bodies, answers and filters of the API. Written by `make clients`: do not edit."""
# ruff: noqa: F403, F405

from __future__ import annotations

from .analytics import *
from .auth import *
from .calendars import *
from .disputes.answers import *
from .disputes.answers_2 import *
from .disputes.answers_3 import *
from .disputes.bodies import *
from .disputes.choices import *
from .disputes.filters import *
from .escrows.answers import *
from .escrows.bodies import *
from .escrows.choices import *
from .escrows.filters import *
from .events import *
from .evidence.answers import *
from .evidence.bodies import *
from .evidence.choices import *
from .evidence.filters import *
from .execution import *
from .ledger import *
from .live_video.answers import *
from .live_video.bodies import *
from .live_video.choices import *
from .mediations.answers import *
from .mediations.bodies import *
from .mediations.choices import *
from .mediations.filters import *
from .operators.answers import *
from .operators.bodies import *
from .operators.choices import *
from .operators.filters import *
from .pages import *
from .participants import *
from .platforms import *
from .policies.answers import *
from .policies.answers_2 import *
from .policies.bodies import *
from .policies.choices import *
from .privacy import *
from .proof import *
from .resumable_uploads import *
from .sandbox import *
from .shared.answers import *
from .shared.answers_2 import *
from .shared.answers_3 import *
from .shared.answers_4 import *
from .shared.bodies import *
from .shared.choices import *
from .shared.parts import *
from .trees import *
from .webhook_events.appeal_events import *
from .webhook_events.choices import *
from .webhook_events.choices_2 import *
from .webhook_events.dispute_events import *
from .webhook_events.dispute_events_2 import *
from .webhook_events.dispute_events_3 import *
from .webhook_events.dispute_events_4 import *
from .webhook_events.escrow_events import *
from .webhook_events.escrow_events_2 import *
from .webhook_events.escrow_events_3 import *
from .webhook_events.evidence_events import *
from .webhook_events.evidence_events_2 import *
from .webhook_events.funds_events import *
from .webhook_events.funds_events_2 import *
from .webhook_events.obligation_events import *
from .webhook_events.parcel_events import *
from .webhook_events.participant_events import *
from .webhook_events.parts import *
from .webhook_events.penalty_events import *
from .webhook_events.proposal_events import *
from .webhook_events.return_events import *
from .webhook_events.sla_events import *
from .webhook_events.video_events import *
from .webhook_events.webhook_endpoint_events import *
from .webhooks import *

__all__ = [
    "AcceptBody", "AcceptOnBehalfOf", "AccessTokenView", "Account", "AccountSide", "AccountView", "AccountsView", "Act",
    "ActView", "ActionChoice", "ActorRef", "ActorRefRole", "ActorView", "AddressBody", "AdvanceBody", "AgreementBasis",
    "AgreementBody", "AgreementView", "AllowedAction", "AllowedActionMethod", "AmountBody", "AmountLimitsView",
    "AnalyticsView", "AnswerBody", "AnswerKind", "AnswerOnBehalfOf", "AppealBody", "AppealDecidedEvent",
    "AppealDecidedEventData", "AppealFiledEvent", "AppealFiledEventData", "AppealFiledEventDataBy", "AppealOnBehalfOf",
    "AppealTermsView", "AppealView", "ApprovalNeededView", "AskingBody", "AskingKinds", "AskingParty", "Assignment",
    "AssignmentBody", "AssignmentResult", "AssignmentView", "AssignmentsBody", "AssignmentsView", "Attach",
    "AttemptView", "Attest", "AttestationView", "AttestedOutcome", "AuthorizationServerView", "AutomaticStep",
    "AutomaticStepRef", "AwaitingCount", "BehalfRef", "BehalfRefMeans", "BehalfRefParty", "BehalfView", "BrandingBody",
    "BrandingView", "BulkBody", "BulkOutcomeView", "BulkReleaseBody", "BulkView", "BundleRequest", "BundleState",
    "BundleView", "CalendarBody", "CalendarRef", "CalendarTermsView", "CalendarView", "CalendarsView", "CancelBody",
    "CaseMovementView", "CaseResultView", "CaseSnapshotRef", "CaseSnapshotRefOutcome", "CauseView", "ChallengeMarkView",
    "ChallengeView", "CheckBody", "CheckName", "CheckOutcome", "ChecklistEntry", "ChoiceView", "ChunkView", "ClockRef",
    "ClockRefOwedBy", "ClockStepView", "CompletenessView", "Condition", "ContactMeans", "CreateBody",
    "CreatedPageLinkView", "CredibilityView", "DeadlineKind", "DeadlineView", "DealMoneyRef", "DebtDirection",
    "DebtView", "DebtViewPage", "DecisionBody", "DecisionState", "DecisionView", "DecisionWeight", "DecisionsPart",
    "DecisionsView", "DeliverBody", "DeliveriesFilters", "DeliveryFailure", "DeliveryView", "DeliveryViewPage",
    "DeskCounts", "DiffView", "DifferenceView", "DisabledReason", "Disclosure", "DisputeActionRequiredEvent",
    "DisputeActionRequiredEventData", "DisputeActionRequiredEventDataOf", "DisputeApprovalRejectedEvent",
    "DisputeApprovalRejectedEventData", "DisputeApprovalRequestedEvent", "DisputeApprovalRequestedEventData",
    "DisputeApprovalRequestedEventDataWeighs", "DisputeAssignedEvent", "DisputeAssignedEventData", "DisputeClosedEvent",
    "DisputeClosedEventData", "DisputeClosedEventDataBars", "DisputeClosedEventDataOutcome", "DisputeCounts",
    "DisputeCreatedEvent", "DisputeCreatedEventData", "DisputeCreatedEventDataOpenedBy",
    "DisputeDeadlineApproachingEvent", "DisputeDeadlineApproachingEventData", "DisputeDeadlineApproachingEventDataOf",
    "DisputeDeadlineExpiredEvent", "DisputeDeadlineExpiredEventData", "DisputeDeadlineExpiredEventDataOwedBy",
    "DisputeDeadlineExtendedEvent", "DisputeDeadlineExtendedEventData", "DisputeDecidedEvent",
    "DisputeDecidedEventData", "DisputeDecidedEventDataResponsible", "DisputeEscalatedEvent",
    "DisputeEscalatedEventData", "DisputeMessagePostedEvent", "DisputeMessagePostedEventData", "DisputeOpenedEvent",
    "DisputeOpenedEventData", "DisputeOpenedEventDataClaimant", "DisputeOutcome", "DisputePausedEvent",
    "DisputePausedEventData", "DisputeReductionOrderedEvent", "DisputeReductionOrderedEventData", "DisputeResumedEvent",
    "DisputeResumedEventData", "DisputeReversalOrderedEvent", "DisputeReversalOrderedEventData",
    "DisputeSettlementOrderedEvent", "DisputeSettlementOrderedEventData", "DisputeSettlementOrderedEventDataBasis",
    "DisputeStageEnteredEvent", "DisputeStageEnteredEventData", "DisputeSummary", "DisputeSummaryPage",
    "DisputeSummaryViewerState", "DisputeUpdatedEvent", "DisputeUpdatedEventData", "DisputeUpdatedEventDataChanged",
    "DisputeView", "DisputeViewerState", "DisputeWindowView", "DisputedFundsState", "DisputedFundsView",
    "DisputesFilters", "Doing", "DownloadLink", "DurationView", "EdgeBody", "EditionBody", "EditionDetail",
    "EditionList", "EditionOrigin", "EditionView", "EffectView", "EligibilityView", "EndingSilenceOwedBy",
    "EndingSilenceView", "EndpointChangeBody", "EndpointListView", "EndpointState", "EndpointView", "EraseBody",
    "EraseRole", "ErasureView", "EscrowAcceptedEvent", "EscrowAcceptedEventData", "EscrowAcceptedEventDataState",
    "EscrowClosedEvent", "EscrowClosedEventData", "EscrowClosedEventDataState", "EscrowCreatedEvent",
    "EscrowCreatedEventData", "EscrowCreatedEventDataState", "EscrowDeliveredEvent", "EscrowDeliveredEventData",
    "EscrowDeliveredEventDataState", "EscrowFreezeRefusedEvent", "EscrowFreezeRefusedEventData",
    "EscrowFreezeRefusedEventDataState", "EscrowFreezeRefusedEventDataWhy", "EscrowFrozenEvent",
    "EscrowFrozenEventData", "EscrowFrozenEventDataState", "EscrowFundedEvent", "EscrowFundedEventData",
    "EscrowFundedEventDataState", "EscrowSettledEvent", "EscrowSettledEventData", "EscrowSettledEventDataState",
    "EscrowShipmentCorrectedEvent", "EscrowShipmentCorrectedEventData", "EscrowShipmentCorrectedEventDataState",
    "EscrowShippedEvent", "EscrowShippedEventData", "EscrowShippedEventDataState", "EscrowState", "EscrowUnfrozenEvent",
    "EscrowUnfrozenEventData", "EscrowUnfrozenEventDataState", "EscrowView", "EscrowViewPage", "EscrowsFilters",
    "EventPage", "EventView", "EventsFilters", "EvidenceAttachedEvent", "EvidenceAttachedEventData",
    "EvidenceAttachedEventDataParty", "EvidenceErasedEvent", "EvidenceErasedEventData", "EvidenceErasedEventDataWhy",
    "EvidenceFilters", "EvidenceGraceGrantedEvent", "EvidenceGraceGrantedEventData",
    "EvidenceGraceGrantedEventDataParty", "EvidenceInvalidatedEvent", "EvidenceInvalidatedEventData", "EvidencePart",
    "EvidenceReceivedEvent", "EvidenceReceivedEventData", "EvidenceReceivedEventDataParty",
    "EvidenceReceivedEventDataProvenance", "EvidenceRequestExtendedEvent", "EvidenceRequestExtendedEventData",
    "EvidenceRequestExtendedEventDataParty", "EvidenceRequestLapsedEvent", "EvidenceRequestLapsedEventData",
    "EvidenceRequestLapsedEventDataParty", "EvidenceRequestLapsedEventDataWhy", "EvidenceRequestReopenedEvent",
    "EvidenceRequestReopenedEventData", "EvidenceRequestReopenedEventDataParty", "EvidenceRequestSatisfiedEvent",
    "EvidenceRequestSatisfiedEventData", "EvidenceRequestSatisfiedEventDataParty", "EvidenceRequestedEvent",
    "EvidenceRequestedEventData", "EvidenceRequestedEventDataParty", "EvidenceRequestsFilters", "EvidenceRevealedEvent",
    "EvidenceRevealedEventData", "EvidenceRevealedEventDataParty", "EvidenceTermsView", "ExaminationView",
    "ExpandedDisputeView", "ExpandedDisputeViewerState", "ExpandedParts", "ExtensionBody", "ExternalVideoContent",
    "ExternalVideoFindingView", "ExternalVideoView", "FeeBody", "FeePayer", "FeeRef", "FeeView", "FileView",
    "FilingView", "Finding", "FindingView", "FineBoundsView", "FineTermsView", "FinishVideoBody", "FinishedView",
    "FlagCounts", "FlipView", "FollowUpView", "FollowingStep", "FollowingStepOf", "FollowsAction", "FollowsView",
    "ForecastStepClock", "ForecastStepOf", "ForecastStepView", "ForecastView", "FulfilmentBody", "FulfilmentOnBehalfOf",
    "FundBody", "FundsFineBookedEvent", "FundsFineBookedEventData", "FundsFineBookedEventDataState",
    "FundsFineCancelledEvent", "FundsFineCancelledEventData", "FundsFineCancelledEventDataState", "FundsHeldEvent",
    "FundsHeldEventData", "FundsHeldEventDataState", "FundsParkedEvent", "FundsParkedEventData",
    "FundsParkedEventDataState", "FundsParkedEventDataWhy", "FundsRefundedEvent", "FundsRefundedEventData",
    "FundsRefundedEventDataState", "FundsReleasedEvent", "FundsReleasedEventData", "FundsReleasedEventDataState",
    "FundsReversedEvent", "FundsReversedEventData", "FundsReversedEventDataState", "FundsReversedEventDataTo",
    "FundsView", "GapKind", "GapView", "GivenItemView", "GuideTerms", "HandOverView", "HoldBody", "HoldState",
    "HoldView", "ImposedView", "IntegrityView", "Interval", "Invalidate", "InvalidationView", "ItemState",
    "ItemSummary", "ItemSummaryPage", "ItemView", "KnownEscrowView", "Language", "LegalHoldReleaseBody",
    "LegalLinkBody", "LegalLinkView", "LegalText", "Level", "LinkBody", "LinkRole", "LinkView", "MarkView",
    "MediationSummary", "MediationSummaryPage", "MediationView", "MediationViewerState", "MediationsFilters",
    "Mediator", "MessageBody", "MessageKind", "MessageOnBehalfOf", "MessageState", "MessageView", "MessageViewPage",
    "MessagesPart", "MoneyBody", "MoneyEffect", "MoneyRef", "MoneyView", "MovementKind", "MovementView", "NameBody",
    "NegotiationTerms", "NegotiationTermsCounterSilence", "NegotiationTermsFirstToAnswer", "NegotiationTermsKinds",
    "NegotiationTermsOnSilence", "NegotiationTermsReject", "NegotiationTermsView", "NegotiationTermsWithReduction",
    "NegotiationView", "NewEndpointBody", "NewEndpointView", "NewEscrowBody", "NewPageLinkBody", "NewPageLinkRole",
    "NewPageLinkScopes", "NewPlatformBody", "NewSecretView", "NextAutomaticAction", "NextAutomaticActionClock",
    "NoteBody", "NoteView", "NoteViewPage", "NotesPart", "OAuthErrorError", "OAuthErrorView",
    "ObligationConfirmedEvent", "ObligationConfirmedEventData", "ObligationConfirmedEventDataCondition",
    "ObligationConfirmedEventDataObligation", "ObligationFulfilledEvent", "ObligationFulfilledEventData",
    "ObligationFulfilledEventDataObligation", "ObligationStartedEvent", "ObligationStartedEventData",
    "ObligationStartedEventDataObligation", "ObligationStartedEventDataOwedBy", "ObligationView", "OfferState",
    "OfferView", "OffersPart", "OfficeBody", "OfficeCount", "OfficeSettingView", "OfficeView", "OpenVideoBody",
    "OpeningBody", "OpeningOnBehalfOf", "OptionBody", "OptionKind", "OptionRef", "OptionRefKind", "OptionTermsView",
    "OptionView", "OriginsBody", "OriginsView", "OutcomeView", "OverruleBody", "OverrulingView", "OvertakenView",
    "OwedView", "PageLinkView", "PageSessionBody", "PageSessionView", "ParcelBody", "ParcelCorrectedEvent",
    "ParcelCorrectedEventData", "ParcelCorrectedEventDataObligation", "ParcelView", "Part",
    "ParticipantStandingChangedEvent", "ParticipantStandingChangedEventData",
    "ParticipantStandingChangedEventDataStatus", "ParticipantTokenBody", "ParticipantTokenRole",
    "ParticipantTokenScopes", "Party", "PauseBody", "PaymentBody", "PenalisedActView", "PenaltiesView", "PenaltyBody",
    "PenaltyImposedEvent", "PenaltyImposedEventData", "PenaltyParty", "PenaltyRef", "PenaltyRefParty",
    "PenaltyReversedEvent", "PenaltyReversedEventData", "PenaltyTermsView", "PenaltyView", "PendingAgreementView",
    "PendingOf", "PendingView", "PendingWhat", "Phase", "PlainActBody", "PlainActOnBehalfOf", "PlatformOpenedStatus",
    "PlatformOpenedView", "PlatformStatus", "PlatformView", "PlatformViewPage", "PlatformsFilters", "PointTextView",
    "PoliciesBody", "PolicyDocument", "PolicyOrigin", "PolicyView", "PostingView", "PresenceBody", "PresenceView",
    "PresentOperatorView", "PreviewedPenaltyView", "Problem", "ProblemError", "ProposalAcceptedEvent",
    "ProposalAcceptedEventData", "ProposalAmendedEvent", "ProposalAmendedEventData", "ProposalConsentedEvent",
    "ProposalConsentedEventData", "ProposalConsentedEventDataBy", "ProposalCreatedEvent", "ProposalCreatedEventData",
    "ProposalExpiredEvent", "ProposalExpiredEventData", "ProposalExpiredEventDataOwedBy", "ProposalRef",
    "ProposalRefBy", "ProposalRejectedEvent", "ProposalRejectedEventData", "ProposalState", "ProposalView",
    "ProposeBody", "ProposeOnBehalfOf", "Provenance", "QuestionBody", "QuestionView", "ReadBody", "ReadMarkView",
    "ReasonEligibilityView", "ReasonTextBody", "ReasonTextView", "ReasonTextViewPage", "ReasonTextsFilters",
    "ReasonView", "ReceiptBody", "ReceiptOnBehalfOf", "RecorderView", "RefundBody", "RefusalView", "RejectBody",
    "RejectOnBehalfOf", "RejectionBody", "ReplayBody", "ReplayView", "RequestAnswerView", "RequestPointView",
    "RequestState", "RequestView", "RequestViewPage", "Responsible", "Result", "RetentionBody", "RetentionView",
    "ReturnAcknowledgedEvent", "ReturnAcknowledgedEventData", "ReturnAcknowledgedEventDataCondition",
    "ReturnAddressBody", "ReturnAddressCorrectedEvent", "ReturnAddressCorrectedEventData", "ReturnAddressGivenEvent",
    "ReturnAddressGivenEventData", "ReturnAddressOnBehalfOf", "ReturnBody", "ReturnOnBehalfOf", "ReturnShippedEvent",
    "ReturnShippedEventData", "ReuseHow", "ReuseView", "ReversalBody", "RevokedView", "RewordBody", "RewordOnBehalfOf",
    "Role", "RotatedSecretView", "RotationBody", "RulingHeard", "RulingKind", "RulingPreviewView", "RulingView",
    "RulingsView", "SampleEventBody", "ScanState", "SealView", "SealsView", "SecretBody", "SecretStatus", "SecretView",
    "SecretViewPage", "SegmentView", "SessionPlatformView", "SessionRenewalBody", "SettingsBody", "SettingsView",
    "SettlementView", "ShipBody", "ShipmentBody", "ShipmentDoubt", "ShipmentRecordBody", "ShipmentRecordView",
    "ShipmentView", "Side", "SideView", "SignalsView", "SimulationBody", "SimulationView", "SlaBreachedEvent",
    "SlaBreachedEventData", "SlaBreachedEventDataLevel", "SlaStatus", "SolutionBody", "SolutionView", "Sort",
    "StageClockView", "StageCount", "StageView", "StandingStatus", "StandingView", "StartSegmentBody", "State",
    "StatementBody", "StatementView", "Status", "StatusCount", "StoryEntryView", "StoryEntryViewPage", "StoryPart",
    "StretchView", "SubmitExternalVideo", "SubmittedView", "Sufficiency", "SuggestedView", "SuggestionBody",
    "SuggestionsView", "SuppliedAct", "SuppliedActBy", "SuppliedActDid", "SuppliedCase", "SuppliedCaseClaimant",
    "TermView", "TestClockView", "TimelineView", "TimeoutRef", "TimeoutRefOwedBy", "TransactionBody",
    "TransactionCheckView", "TransactionVerificationResult", "TransactionVerificationView", "TransactionView",
    "TreeBody", "TreeList", "TreeOwner", "TreeRef", "TreeSummary", "TreeSummaryOwner", "TreeView", "Undelivered",
    "UnreadView", "UploadState", "UploadView", "VerificationBody", "VerificationResult", "VideoCheckView",
    "VideoFindingView", "VideoFinishedEvent", "VideoFinishedEventData", "VideoFinishedEventDataParty",
    "VideoSessionOpenedEvent", "VideoSessionOpenedEventData", "VideoSessionOpenedEventDataParty", "VideoState",
    "VideoVerificationView", "VideoVerifiedEvent", "VideoVerifiedEventData", "VideoVerifiedEventDataParty",
    "VideoVerifiedEventDataResult", "VideoView", "WalkAnswerView", "WalkView", "WantedEvidenceRequestedBy",
    "WantedEvidenceState", "WantedEvidenceView", "WantedPointView", "WarningView", "WebhookEndpointDisabledEvent",
    "WebhookEndpointDisabledEventData", "WhyNotView", "WindowsBody", "WindowsView",
]  # fmt: skip
