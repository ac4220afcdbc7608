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
from .disputes.codes import *
from .disputes.filters import *
from .escrows.answers import *
from .escrows.bodies import *
from .escrows.choices import *
from .escrows.codes import *
from .escrows.filters import *
from .events import *
from .evidence.answers import *
from .evidence.bodies import *
from .evidence.choices import *
from .evidence.codes import *
from .evidence.filters import *
from .execution import *
from .general.answers import *
from .general.answers_2 import *
from .general.answers_3 import *
from .general.answers_4 import *
from .general.bodies import *
from .general.choices import *
from .general.parts import *
from .ledger import *
from .live_video.answers import *
from .live_video.bodies import *
from .live_video.choices import *
from .live_video.codes import *
from .mediations.answers import *
from .mediations.answers_2 import *
from .mediations.bodies import *
from .mediations.choices import *
from .mediations.codes import *
from .mediations.filters import *
from .operators.answers import *
from .operators.bodies import *
from .operators.choices import *
from .operators.codes import *
from .operators.filters import *
from .pages import *
from .participants import *
from .platforms import *
from .policies.answers import *
from .policies.answers_2 import *
from .policies.bodies import *
from .policies.choices import *
from .policies.codes import *
from .privacy import *
from .proof import *
from .resumable_uploads import *
from .sandbox import *
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
from .webhook_events.evidence_events_3 import *
from .webhook_events.funds_events import *
from .webhook_events.funds_events_2 import *
from .webhook_events.obligation_events import *
from .webhook_events.others import *
from .webhook_events.parts import *
from .webhook_events.proposal_events import *
from .webhook_events.return_events import *
from .webhook_events.video_events import *
from .webhooks import *

__all__ = [
    "AcceptBody", "AcceptClaimCode", "AcceptGoodsCode", "AcceptOnBehalfOf", "AcceptProposalCode", "AccessTokenView",
    "Account", "AccountSide", "AccountView", "AccountsView", "AcknowledgeReturnCode", "Act", "ActView", "ActionChoice",
    "ActorRef", "ActorRefRole", "ActorView", "AddSecretCode", "AddressBody", "AdvanceBody", "AdvanceTestClockCode",
    "AgreementBasis", "AgreementBody", "AgreementView", "AllowOriginsCode", "AllowedAction", "AllowedActionMethod",
    "AmendProposalCode", "AmountBody", "AmountLimitsView", "AnalyticsView", "AnswerBody", "AnswerKind",
    "AnswerOnBehalfOf", "AnswerQuestionCode", "AppealBody", "AppealDecidedEvent", "AppealDecidedEventData",
    "AppealFiledEvent", "AppealFiledEventData", "AppealFiledEventDataBy", "AppealOnBehalfOf", "AppealTermsView",
    "AppealView", "ApprovalNeededView", "ApproveDecisionCode", "AskingBody", "AskingKinds", "AskingParty",
    "AssignDisputeCode", "AssignDisputesCode", "Assignment", "AssignmentBody", "AssignmentResult", "AssignmentView",
    "AssignmentsBody", "AssignmentsView", "Attach", "AttachEvidenceCode", "AttemptView", "Attest",
    "AttestExternalVideoCode", "AttestationView", "AttestedOutcome", "AuthorizationServerView", "AutomaticStep",
    "AutomaticStepRef", "AwaitingCount", "BehalfRef", "BehalfRefMeans", "BehalfRefParty", "BehalfView", "BrandingBody",
    "BrandingView", "BulkBody", "BulkOutcomeView", "BulkReleaseBody", "BulkView", "BundleRequest", "BundleState",
    "BundleView", "CalendarBody", "CalendarRef", "CalendarTermsView", "CalendarView", "CalendarsView", "CancelBody",
    "CancelEscrowCode", "CarryOutBulkCode", "CaseMovementView", "CaseResultView", "CaseSnapshotRef",
    "CaseSnapshotRefOutcome", "CauseView", "ChallengeMarkView", "ChallengeView", "ChangeReasonTextCode",
    "ChangeWebhookEndpointCode", "CheckBody", "CheckIntegrityCode", "CheckName", "CheckOutcome", "ChecklistEntry",
    "ChoiceView", "ChooseBrandingCode", "ChoosePoliciesCode", "ChunkView", "ClockRef", "ClockRefOwedBy",
    "ClockStepView", "CompletenessView", "Condition", "ConfirmObligationCode", "ContactMeans", "CorrectParcelCode",
    "CorrectReturnAddressCode", "CorrectShipmentCode", "CountDisputesCode", "CounterProposalCode", "CreateBody",
    "CreateBundleCode", "CreateDownloadLinkCode", "CreateEscrowCode", "CreateEventStreamLinkCode", "CreateNoteCode",
    "CreateOwnStoriesLinkCode", "CreatePageLinkCode", "CreateProposalCode", "CreateReasonTextCode",
    "CreateStoryLinkCode", "CreateWebhookEndpointCode", "CreatedPageLinkView", "CredibilityView", "DeadlineKind",
    "DeadlineView", "DealMoneyRef", "DebtDirection", "DebtView", "DebtViewPage", "DecisionBody", "DecisionState",
    "DecisionView", "DecisionWeight", "DecisionsPart", "DecisionsView", "DeleteReasonTextCode",
    "DeleteWebhookEndpointCode", "DeliverBody", "DeliverEscrowCode", "DeliveriesFilters", "DeliveryFailure",
    "DeliveryView", "DeliveryViewPage", "DeskCounts", "DiffPoliciesCode", "DiffView", "DifferenceView",
    "DisabledReason", "Disclosure", "DisputeActionRequiredEvent", "DisputeActionRequiredEventData",
    "DisputeActionRequiredEventDataOf", "DisputeAnalyticsCode", "DisputeApprovalRejectedEvent",
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
    "DisputesFilters", "Doing", "DownloadBundleCode", "DownloadEvidenceCode", "DownloadLink", "DurationView",
    "EdgeBody", "EditionBody", "EditionDetail", "EditionList", "EditionOrigin", "EditionView", "EffectView",
    "EligibilityView", "EndingSilenceOwedBy", "EndingSilenceView", "EndpointChangeBody", "EndpointListView",
    "EndpointState", "EndpointView", "EndpointWithSecretView", "EraseBody", "EraseParticipantCode", "EraseRole",
    "ErasureView", "EscalateDisputeCode", "EscrowAcceptedEvent", "EscrowAcceptedEventData",
    "EscrowAcceptedEventDataState", "EscrowClosedEvent", "EscrowClosedEventData", "EscrowClosedEventDataState",
    "EscrowCreatedEvent", "EscrowCreatedEventData", "EscrowCreatedEventDataState", "EscrowDeliveredEvent",
    "EscrowDeliveredEventData", "EscrowDeliveredEventDataState", "EscrowFreezeRefusedEvent",
    "EscrowFreezeRefusedEventData", "EscrowFreezeRefusedEventDataState", "EscrowFreezeRefusedEventDataWhy",
    "EscrowFrozenEvent", "EscrowFrozenEventData", "EscrowFrozenEventDataState", "EscrowFundedEvent",
    "EscrowFundedEventData", "EscrowFundedEventDataState", "EscrowSettledEvent", "EscrowSettledEventData",
    "EscrowSettledEventDataState", "EscrowShipmentCorrectedEvent", "EscrowShipmentCorrectedEventData",
    "EscrowShipmentCorrectedEventDataState", "EscrowShippedEvent", "EscrowShippedEventData",
    "EscrowShippedEventDataState", "EscrowState", "EscrowStep", "EscrowUnfrozenEvent", "EscrowUnfrozenEventData",
    "EscrowUnfrozenEventDataState", "EscrowView", "EscrowViewPage", "EscrowsFilters", "EventPage", "EventView",
    "EventsFilters", "EvidenceAttachedEvent", "EvidenceAttachedEventData", "EvidenceAttachedEventDataParty",
    "EvidenceAttachedEventDataState", "EvidenceAttachedEventDataSufficiency", "EvidenceErasedEvent",
    "EvidenceErasedEventData", "EvidenceErasedEventDataState", "EvidenceErasedEventDataSufficiency",
    "EvidenceErasedEventDataWhy", "EvidenceFilters", "EvidenceGraceGrantedEvent", "EvidenceGraceGrantedEventData",
    "EvidenceGraceGrantedEventDataParty", "EvidenceGraceGrantedEventDataState", "EvidenceInvalidatedEvent",
    "EvidenceInvalidatedEventData", "EvidenceInvalidatedEventDataState", "EvidenceInvalidatedEventDataSufficiency",
    "EvidencePart", "EvidenceReceivedEvent", "EvidenceReceivedEventData", "EvidenceReceivedEventDataParty",
    "EvidenceReceivedEventDataProvenance", "EvidenceReceivedEventDataState", "EvidenceReceivedEventDataSufficiency",
    "EvidenceRequestExtendedEvent", "EvidenceRequestExtendedEventData", "EvidenceRequestExtendedEventDataParty",
    "EvidenceRequestExtendedEventDataState", "EvidenceRequestLapsedEvent", "EvidenceRequestLapsedEventData",
    "EvidenceRequestLapsedEventDataParty", "EvidenceRequestLapsedEventDataState", "EvidenceRequestLapsedEventDataWhy",
    "EvidenceRequestReopenedEvent", "EvidenceRequestReopenedEventData", "EvidenceRequestReopenedEventDataParty",
    "EvidenceRequestReopenedEventDataState", "EvidenceRequestSatisfiedEvent", "EvidenceRequestSatisfiedEventData",
    "EvidenceRequestSatisfiedEventDataParty", "EvidenceRequestSatisfiedEventDataState", "EvidenceRequestUpdatedEvent",
    "EvidenceRequestUpdatedEventData", "EvidenceRequestUpdatedEventDataParty", "EvidenceRequestUpdatedEventDataState",
    "EvidenceRequestedEvent", "EvidenceRequestedEventData", "EvidenceRequestedEventDataParty",
    "EvidenceRequestedEventDataState", "EvidenceRequestsFilters", "EvidenceRevealedEvent", "EvidenceRevealedEventData",
    "EvidenceRevealedEventDataParty", "EvidenceRevealedEventDataState", "EvidenceTermsView", "EvidenceUpdatedEvent",
    "EvidenceUpdatedEventData", "EvidenceUpdatedEventDataState", "EvidenceUpdatedEventDataSufficiency",
    "ExaminationView", "ExpandedDisputeView", "ExpandedDisputeViewerState", "ExpandedParts", "ExplainPolicyCode",
    "ExtendDeadlineCode", "ExtensionBody", "ExternalVideoContent", "ExternalVideoFindingView", "ExternalVideoView",
    "FailureEnd", "FailureEndBars", "FailureEndCarriesOutLastOf", "FailureEndClosesAs", "FailureEndPays", "FeeBody",
    "FeePayer", "FeeRef", "FeeView", "FileAppealCode", "FileView", "FilingHoldRef", "FilingHoldRefOpeners",
    "FilingView", "Finding", "FindingView", "FineBoundsView", "FineTermsView", "FinishVideoBody", "FinishedView",
    "FlagCounts", "FlipView", "FollowUpView", "FollowingStep", "FollowingStepOf", "FollowsAction", "FollowsView",
    "ForecastStepClock", "ForecastStepOf", "ForecastStepView", "ForecastView", "ForetellOptionCode",
    "ForetoldOptionView", "FulfilObligationCode", "FulfilmentBody", "FulfilmentOnBehalfOf", "FundBody",
    "FundEscrowCode", "FundsFineBookedEvent", "FundsFineBookedEventData", "FundsFineBookedEventDataState",
    "FundsFineCancelledEvent", "FundsFineCancelledEventData", "FundsFineCancelledEventDataState", "FundsHeldEvent",
    "FundsHeldEventData", "FundsHeldEventDataState", "FundsParkedEvent", "FundsParkedEventData",
    "FundsParkedEventDataState", "FundsParkedEventDataWhy", "FundsRefundedEvent", "FundsRefundedEventData",
    "FundsRefundedEventDataState", "FundsReleasedEvent", "FundsReleasedEventData", "FundsReleasedEventDataState",
    "FundsReversedEvent", "FundsReversedEventData", "FundsReversedEventDataState", "FundsReversedEventDataTo",
    "FundsView", "GapKind", "GapView", "GetAllowedOriginsCode", "GetAuthorizationServerCode", "GetBrandingCode",
    "GetBundleCode", "GetCalendarCode", "GetDebtPostingsCode", "GetDebtsCode", "GetDeliveryCode", "GetDisputeCode",
    "GetDisputeSettingsCode", "GetEligibilityCode", "GetEscrowCode", "GetEventCode", "GetEvidenceCode",
    "GetEvidenceRequestCode", "GetEvidenceSignalsCode", "GetExternalVideoCode", "GetForecastCode", "GetHeadsKeyCode",
    "GetKeysCode", "GetLogoCode", "GetMediationCode", "GetPageLinkCode", "GetPlatformCode", "GetPolicyCode",
    "GetPostingsCode", "GetRetentionCode", "GetSealKeyCode", "GetStandingCode", "GetStoryCode", "GetTestClockCode",
    "GetTimelineCode", "GetTreeCode", "GetVerificationProgramCode", "GetVideoSessionCode", "GetWebhookEndpointCode",
    "GivenItemView", "GuideTerms", "HandOverPageSessionCode", "HandOverView", "HoldBody", "HoldState", "HoldView",
    "ImposedView", "IntegrityView", "Interval", "Invalidate", "InvalidateEvidenceCode", "InvalidationView",
    "IssueLinkTokenCode", "IssueParticipantTokenCode", "IssuedSecretView", "ItemState", "ItemSummary",
    "ItemSummaryPage", "ItemView", "KnownEscrowView", "Language", "LeaveCaseCode", "LegalHoldReleaseBody",
    "LegalLinkBody", "LegalLinkView", "LegalText", "Level", "LinkBody", "LinkRole", "LinkView", "ListAccountsCode",
    "ListCalendarsCode", "ListDecisionsCode", "ListDeliveriesCode", "ListDisputesCode", "ListEscrowsCode",
    "ListEventsCode", "ListEvidenceCode", "ListEvidenceRequestsCode", "ListMediationsCode", "ListMessagesCode",
    "ListNotesCode", "ListPlatformsCode", "ListPoliciesCode", "ListReasonTextsCode", "ListSealsCode", "ListSecretsCode",
    "ListSuggestionsCode", "ListTreesCode", "ListWebhookEndpointsCode", "MakePolicyCurrentCode", "MarkDisputeReadCode",
    "MarkView", "MediationSummary", "MediationSummaryPage", "MediationView", "MediationViewerState",
    "MediationsFilters", "Mediator", "MessageBody", "MessageKind", "MessageOnBehalfOf", "MessageState", "MessageView",
    "MessageViewPage", "MessagesPart", "MoneyBody", "MoneyEffect", "MoneyRef", "MoneyView", "MovementKind",
    "MovementView", "NameBody", "NegotiationRef", "NegotiationRefAsked", "NegotiationRefState", "NegotiationTerms",
    "NegotiationTermsCounterSilence", "NegotiationTermsFirstToAnswer", "NegotiationTermsKinds",
    "NegotiationTermsOnSilence", "NegotiationTermsReject", "NegotiationTermsView", "NegotiationTermsWithReduction",
    "NegotiationUpdatedEvent", "NegotiationUpdatedEventData", "NegotiationView", "NewEndpointBody", "NewEscrowBody",
    "NewPageLinkBody", "NewPageLinkRole", "NewPageLinkScopes", "NewPlatformBody", "NextAutomaticAction",
    "NextAutomaticActionClock", "NoteBody", "NoteView", "NoteViewPage", "NotesPart", "OAuthErrorError",
    "OAuthErrorView", "ObligationConfirmedEvent", "ObligationConfirmedEventData",
    "ObligationConfirmedEventDataCondition", "ObligationConfirmedEventDataObligation", "ObligationFulfilledEvent",
    "ObligationFulfilledEventData", "ObligationFulfilledEventDataObligation", "ObligationStartedEvent",
    "ObligationStartedEventData", "ObligationStartedEventDataObligation", "ObligationStartedEventDataOwedBy",
    "ObligationView", "OfferState", "OfferView", "OffersPart", "OfficeBody", "OfficeCount", "OfficeSettingView",
    "OfficeView", "OpenDisputeCode", "OpenPageSessionCode", "OpenPlatformCode", "OpenVideoBody", "OpenVideoSessionCode",
    "OpeningBody", "OpeningOnBehalfOf", "OptionBody", "OptionKind", "OptionRef", "OptionRefKind", "OptionTermsView",
    "OptionView", "OriginsBody", "OriginsView", "OutcomeView", "OverruleBody", "OverruleVideoVerificationCode",
    "OverrulingView", "OvertakenView", "OwedView", "PageLinkView", "PageSessionBody", "PageSessionView", "ParcelBody",
    "ParcelCorrectedEvent", "ParcelCorrectedEventData", "ParcelCorrectedEventDataObligation", "ParcelView", "Part",
    "ParticipantStandingChangedEvent", "ParticipantStandingChangedEventData",
    "ParticipantStandingChangedEventDataStatus", "ParticipantTokenBody", "ParticipantTokenRole",
    "ParticipantTokenScopes", "Party", "PauseBody", "PauseDeadlinesCode", "PaymentBody", "PenalisedActView",
    "PenaltiesView", "PenaltyBody", "PenaltyImposedEvent", "PenaltyImposedEventData", "PenaltyParty", "PenaltyRef",
    "PenaltyRefParty", "PenaltyReversedEvent", "PenaltyReversedEventData", "PenaltyTermsView", "PenaltyView",
    "PendingAgreementView", "PendingOf", "PendingView", "PendingWhat", "Phase", "PlaceLegalHoldCode", "PlainActBody",
    "PlainActOnBehalfOf", "PlatformOpenedStatus", "PlatformOpenedView", "PlatformStatus", "PlatformView",
    "PlatformViewPage", "PlatformsFilters", "PointTextView", "PoliciesBody", "PolicyDocument", "PolicyOrigin",
    "PolicyView", "PostMessageCode", "PostingView", "PresenceBody", "PresenceView", "PresentOperatorView",
    "PreviewEvidenceCode", "PreviewRulingCode", "PreviewedPenaltyView", "Problem", "ProblemError",
    "ProposalAcceptedEvent", "ProposalAcceptedEventData", "ProposalAmendedEvent", "ProposalAmendedEventData",
    "ProposalConsentedEvent", "ProposalConsentedEventData", "ProposalConsentedEventDataBy", "ProposalCreatedEvent",
    "ProposalCreatedEventData", "ProposalExpiredEvent", "ProposalExpiredEventData", "ProposalExpiredEventDataAsked",
    "ProposalExpiredEventDataOwedBy", "ProposalRef", "ProposalRefBy", "ProposalRejectedEvent",
    "ProposalRejectedEventData", "ProposalStandingRef", "ProposalStandingRefState", "ProposalState", "ProposalView",
    "ProposeBody", "ProposeOnBehalfOf", "Provenance", "PublishPolicyCode", "PublishTreeCode", "PutCalendarCode",
    "PutDisputeSettingsCode", "PutRetentionCode", "QuestionBody", "QuestionView", "ReadBody", "ReadMarkView",
    "ReasonCode", "ReasonEligibilityView", "ReasonTextBody", "ReasonTextView", "ReasonTextViewPage",
    "ReasonTextsFilters", "ReasonView", "ReceiptBody", "ReceiptOnBehalfOf", "RecheckExternalVideoCode",
    "RecheckVideoCode", "RecorderView", "RedeliverEventCode", "RefundBody", "RefundEscrowCode", "RefusalView",
    "ReinstatePlatformCode", "RejectApprovalCode", "RejectBody", "RejectOnBehalfOf", "RejectProposalCode",
    "RejectionBody", "ReleaseEscrowCode", "ReleaseLegalHoldCode", "ReleaseTestClockCode", "RenamePlatformCode",
    "RenewPageSessionCode", "ReplayBody", "ReplayEventsCode", "ReplayView", "ReportReturnCode", "RequestAnswerView",
    "RequestEvidenceCode", "RequestLiveVideoCode", "RequestPointView", "RequestState", "RequestView", "RequestViewPage",
    "Responsible", "Result", "ResumeDeadlinesCode", "RetentionBody", "RetentionView", "ReturnAcknowledgedEvent",
    "ReturnAcknowledgedEventData", "ReturnAcknowledgedEventDataCondition", "ReturnAddressBody",
    "ReturnAddressCorrectedEvent", "ReturnAddressCorrectedEventData", "ReturnAddressGivenEvent",
    "ReturnAddressGivenEventData", "ReturnAddressOnBehalfOf", "ReturnBody", "ReturnOnBehalfOf", "ReturnShippedEvent",
    "ReturnShippedEventData", "ReuseHow", "ReuseView", "ReversalBody", "ReversePenaltyCode", "RevokePageLinkCode",
    "RevokeSecretCode", "RevokedView", "RewordBody", "RewordOnBehalfOf", "Role", "RotateSecretCode",
    "RotateWebhookSecretCode", "RotatedSecretView", "RotationBody", "RuleOnDisputeCode", "RulingHeard", "RulingKind",
    "RulingPreviewView", "RulingView", "RulingsView", "SampleEventBody", "SayPresentCode", "ScanState", "SealView",
    "SealsView", "SecretBody", "SecretStatus", "SecretView", "SecretViewPage", "SegmentView", "SessionPlatformView",
    "SessionRenewalBody", "SettingsBody", "SettingsView", "SettlementView", "ShipBody", "ShipEscrowCode",
    "ShipmentBody", "ShipmentDoubt", "ShipmentRecordBody", "ShipmentRecordView", "ShipmentView", "Side", "SideView",
    "SignalsView", "SimulatePolicyCode", "SimulationBody", "SimulationView", "SlaBreachedEvent", "SlaBreachedEventData",
    "SlaBreachedEventDataLevel", "SlaStatus", "SolutionBody", "SolutionView", "Sort", "StageClockView", "StageCount",
    "StageView", "StandingStatus", "StandingView", "StartSegmentBody", "State", "StatementBody", "StatementView",
    "Status", "StatusCount", "StoryEntryView", "StoryEntryViewPage", "StoryPart", "StreamEventsCode", "StreamLink",
    "StreamOwnStoriesCode", "StreamStoryCode", "StretchView", "SubmitEvidenceCode", "SubmitExternalVideo",
    "SubmitExternalVideoCode", "SubmittedView", "Sufficiency", "SuggestedView", "SuggestionBody", "SuggestionsView",
    "SuppliedAct", "SuppliedActBy", "SuppliedActDid", "SuppliedCase", "SuppliedCaseClaimant", "SuspendPlatformCode",
    "TakeOverCode", "TermView", "TestClockView", "TestWebhookEndpointCode", "TimelineView", "TimeoutRef",
    "TimeoutRefOwedBy", "TransactionBody", "TransactionCheckView", "TransactionVerificationResult",
    "TransactionVerificationView", "TransactionView", "TreeBody", "TreeList", "TreeOwner", "TreeRef", "TreeSummary",
    "TreeSummaryOwner", "TreeView", "Undelivered", "UnreadView", "UploadEvidenceCode", "UploadState", "UploadView",
    "VerificationBody", "VerificationResult", "VerifyTransactionCode", "VideoCheckView", "VideoFindingView",
    "VideoFinishedEvent", "VideoFinishedEventData", "VideoFinishedEventDataParty", "VideoSessionLapsedEvent",
    "VideoSessionLapsedEventData", "VideoSessionLapsedEventDataParty", "VideoSessionOpenedEvent",
    "VideoSessionOpenedEventData", "VideoSessionOpenedEventDataParty", "VideoState", "VideoVerificationView",
    "VideoVerifiedEvent", "VideoVerifiedEventData", "VideoVerifiedEventDataParty", "VideoVerifiedEventDataResult",
    "VideoView", "WalkAnswerView", "WalkView", "WantedEvidenceRequestedBy", "WantedEvidenceState", "WantedEvidenceView",
    "WantedPointView", "WarningView", "WebhookEndpointDisabledEvent", "WebhookEndpointDisabledEventData", "WhyNotView",
    "WindowsBody", "WindowsView", "WithdrawDisputeCode",
]  # fmt: skip
