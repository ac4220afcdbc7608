"""What an operator is offered to do for a party (PRM-27), and is refused."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from common.execution.commands import Context
from common.kernel.behalf import Behalf, ContactMeans
from common.kernel.languages import Language
from common.kernel.principal import Principal, Role
from mediation.commands import require_party
from mediation.domain.errors import AwaitsApproval
from mediation.domain.mediation import Mediation
from mediation.domain.options import Option, OptionKind
from mediation.domain.terms import Side
from mediation.testing import NOON, TENANT, a_mediation, timing_at
from mediation.views import mediation_view

OPERATOR = Principal(TENANT, Role.OPERATOR, "olga", frozenset({"read", "decide"}))
SELLER = Principal(TENANT, Role.SELLER, "shop", frozenset({"read", "act"}))
FOR_SELLER = Behalf(Role.SELLER, ContactMeans.PHONE)


def offered(mediation: Mediation, who: Principal) -> dict:
    shown = mediation_view(mediation, None, who, NOON, Language.ENGLISH)
    return {action.rel: action for action in shown.allowed_actions if action.actor is Role.SELLER}


def with_replacement() -> Mediation:
    """The second option moves no money."""
    found = a_mediation()
    [proposal] = found.snapshot.proposals
    options = (proposal.options[0], Option(OptionKind.REPLACEMENT, None))
    return replace(found, snapshot=replace(found.snapshot, proposals=(replace(proposal, options=options),)))


def test_prm_31_of_several_options_only_those_are_offered_that_would_not_be_refused() -> None:
    limited = replace(with_replacement(), approval_limit=1)
    [proposal] = limited.snapshot.proposals
    by_phone = replace(proposal, worded_for=Behalf(Role.BUYER, ContactMeans.PHONE))
    worded = replace(limited.snapshot, proposals=(by_phone,))

    def accepted(mediation: Mediation, who: Principal) -> tuple[object, list[object]]:
        accept = offered(mediation, who)["accept"]
        return accept.constraints.get("acceptable_options"), [choice.given["option"] for choice in accept.choices]

    assert accepted(with_replacement(), OPERATOR) == accepted(limited, SELLER) == (None, [0, 1])
    assert accepted(limited, OPERATOR) == ([1], [1])
    assert accepted(replace(limited, snapshot=worded), SELLER) == ([1], [1])


@pytest.mark.parametrize("waits", [True, False])
def test_prm_27_31_while_a_decision_waits_nobody_acts_for_a_party_nor_is_offered_to(waits: bool) -> None:
    found = replace(a_mediation(), awaits_approval=waits)
    context = Context(OPERATOR, timing_at(NOON), lambda: UUID(int=1), "request")

    assert any("on_behalf_of" in action.constraints for action in offered(found, OPERATOR).values()) != waits
    assert set(offered(found, SELLER)) == set(offered(replace(found, awaits_approval=False), SELLER))
    assert require_party(found, context._replace(principal=SELLER), None) is Side.SELLER
    if waits:
        with pytest.raises(AwaitsApproval):
            require_party(found, context, FOR_SELLER)
    else:
        assert require_party(found, context, FOR_SELLER) is Side.SELLER
