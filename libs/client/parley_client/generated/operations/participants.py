"""Operations of the group 'participants'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class ParticipantsOperations(Group):
    """Operations of the group 'participants'."""

    def get_standing(self, participant: str) -> models.StandingView:
        """Points, warnings, suspension, fines and closure, each with its cause. People read their own.

        Of somebody nothing has been ruled on, the standing is clean. An open report changes nothing (K12).

        participant: The participant's user id on your platform.
        """
        return cast(
            "models.StandingView",
            self._caller.call_operation("GET", f"/v1/participants/{spell_in_path(participant)}/standing"),
        )

    def reverse_penalty(
        self,
        participant: str,
        penalty: str,
        body: models.ReversalBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.StandingView:
        """Undo it and everything that came of it: points, warning, suspension, closure, fine (K15, K16).

        For an operator with the scope `lead` who neither imposed it nor is a party to the case. Needs an
        Idempotency-Key.

        participant: The participant's user id on your platform.
        penalty: Id of the penalty, as the participant's standing lists it.
        """
        return cast(
            "models.StandingView",
            self._caller.call_operation(
                "POST",
                f"/v1/participants/{spell_in_path(participant)}/penalties/{spell_in_path(penalty)}/reverse",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )
