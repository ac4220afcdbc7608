"""HTTP statuses of this service's refusals."""

from __future__ import annotations

from typing import Final

from common.kernel.errors import DomainError

from .domain import errors

REFUSAL_STATUSES: Final[dict[type[DomainError], int]] = {
    errors.AgreementOvertaken: 409,
    errors.AssignedToAnother: 409,
    errors.AwaitsApproval: 409,
    errors.AgreementPending: 409,
    errors.ApprovalNeeded: 409,
    errors.CaseClosed: 409,
    errors.ProposalSuperseded: 409,
    errors.OwnProposal: 409,
    errors.NotYourTurn: 409,
    errors.MediatorNotCalled: 409,
    errors.NotAmendable: 409,
    errors.CounterOfferRequired: 409,
    errors.RoundsExhausted: 409,
    errors.OptionInvalid: 422,
    errors.KindNotAllowed: 422,
    errors.TooManyOptions: 422,
    errors.OffersNothingNew: 422,
    errors.DuplicateOption: 422,
    errors.NoSuchOption: 422,
    errors.QuestionUnanswered: 409,
    errors.WalkOver: 409,
    errors.NotAsked: 409,
    errors.TooManyAnswers: 409,
    errors.QuestionUnknown: 422,
    errors.AnswerInvalid: 422,
    errors.NotSuggested: 422,
    errors.TreeUnsound: 422,
    errors.EditionExists: 409,
    errors.TooManyEditions: 409,
}
