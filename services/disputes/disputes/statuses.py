"""HTTP statuses of refusals: the one table of this service."""

from __future__ import annotations

from typing import Final

from common.kernel.carriers import CarrierUnknown
from common.kernel.errors import DomainError
from disputes.approvals import model as approvals
from disputes.desk import model as desk
from disputes.editions import model as editions
from disputes.engine import errors as engine
from disputes.penalties import model as penalties
from disputes.policy import options
from disputes.simulation import replay, runner

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
    CarrierUnknown: 422,
    engine.ActionNotAllowedInState: 409,
    engine.AlreadyDisputed: 409,
    engine.AlreadyReopened: 409,
    engine.NothingDiffers: 422,
    engine.SomethingDiffers: 422,
    engine.AppealIncomplete: 422,
    engine.AssignedToAnother: 409,
    engine.AwaitsApproval: 409,
    engine.CaseClosed: 409,
    engine.AttachmentInvalid: 409,
    engine.AttachmentUnknown: 422,
    engine.ChecklistIncomplete: 422,
    engine.DeadlineNotLater: 422,
    engine.DeadlineTooFar: 422,
    engine.DeadlineUnknown: 422,
    engine.EscrowNotFunded: 409,
    engine.FilingWindowClosed: 409,
    engine.FilingWindowNotOpen: 409,
    engine.FreezeNotLifted: 409,
    engine.InsufficientHold: 409,
    engine.MoneyHasMoved: 409,
    engine.NotIndependent: 403,
    engine.OpeningIncomplete: 422,
    engine.ReasonCodeUnknown: 422,
    engine.ReasonNotAllowed: 422,
    engine.RulingNotAllowed: 422,
    engine.RulingNotFounded: 409,
    engine.SameOperator: 409,
    engine.TooManyEvidenceRequests: 409,
    options.AmountNeeded: 422,
    options.AmountOutOfRange: 422,
    options.OptionNotAllowed: 422,
    options.TooManyOptions: 422,
    editions.CalendarInvalid: 422,
    editions.CalendarUnknown: 422,
    editions.EditionChanged: 409,
    editions.EditionTaken: 409,
    editions.PolicyInvalid: 422,
    penalties.FineNotAllowed: 422,
    penalties.PenaltyNamedTwice: 422,
    penalties.PenaltyReversed: 409,
    penalties.PenaltyUnknown: 422,
    approvals.NothingToApprove: 409,
    approvals.StandingHasChanged: 409,
    desk.NotTakenByAnother: 409,
    desk.TitleTaken: 409,
    replay.TooManyCases: 422,
    runner.SimulationBusy: 503,
}
