"""Operations of the group 'policies'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class PoliciesOperations(Group):
    """Operations of the group 'policies'."""

    def simulate_policy(self, edition: str, body: models.SimulationBody) -> models.SimulationView:
        """Play closed cases again, act by act, with the engine that ran them and this edition. Changes nothing.

        People are taken to do what they did, when they did it; where a stage begins at another time, operators
        and givers of evidence act as long after its beginning as they did. Through the edition in force,
        history comes out as it was. At most 500 cases at once: narrow the period. One simulation of a platform
        runs at a time. Of operators those with the scope `lead`.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        """
        return cast(
            "models.SimulationView",
            self._caller.call_operation("POST", f"/v1/policies/{spell_in_path(edition)}/simulate", body=body),
        )

    def explain_policy(
        self, name: str, edition: str, *, language: models.Language | None = None
    ) -> models.PolicyDocument:
        """Read an edition as JSON: reasons, stages, who owes what by when and what silence brings, options,
        evidence, check lists, rulings and penalties, each with words for people. In the language that
        `language` or Accept-Language asks for: English, French, Portuguese or Chinese. `current` is the edition
        that new escrows of this policy get.

        name: Name of the policy, as in `agreement_first`.
        edition: An edition, or `current` for the one that new escrows get.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.PolicyDocument",
            self._caller.call_operation(
                "GET", f"/v1/policies/{spell_in_path(name)}/{spell_in_path(edition)}", query={"language": language}
            ),
        )

    def list_policies(self) -> models.EditionList:
        """Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created
        under.
        """
        return cast("models.EditionList", self._caller.call_operation("GET", "/v1/policies"))

    def publish_policy(
        self, body: models.EditionBody, *, dry_run: bool | None = None, idempotency_key: str | None = None
    ) -> models.EditionDetail:
        """Publish an edition, checked as strictly as those that come with Parley: what is wrong is named with its
        place.

        It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it
        from the moment escrow has heard of it; those that name only the policy get it once you make it current.

        dry_run: Check only: nothing is published.
        """
        return cast(
            "models.EditionDetail",
            self._caller.call_operation(
                "POST", "/v1/policies", query={"dry_run": dry_run}, body=body, key=idempotency_key, takes_key=True
            ),
        )

    def make_policy_current(self, edition: str, *, idempotency_key: str | None = None) -> models.EditionView:
        """Give new escrows this edition wherever they get it by the policy's name: one of yours, or one of
        Parley's again.

        With the bare name of one of Parley's policies (`agreement_first`) you choose none any more: new escrows
        get Parley's newest, as before your first choice, also when a newer one comes. Publishing alone changes
        no escrow. Those there are keep the edition that they were created under. Of operators those with the
        scope `lead`.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        """
        return cast(
            "models.EditionView",
            self._caller.call_operation(
                "POST", f"/v1/policies/{spell_in_path(edition)}/make-current", key=idempotency_key, takes_key=True
            ),
        )

    def get_policy(self, edition: str) -> models.EditionDetail:
        """Read one edition in full: who may do what in which stage, for how long, and what silence means.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        """
        return cast(
            "models.EditionDetail", self._caller.call_operation("GET", f"/v1/policies/{spell_in_path(edition)}")
        )

    def diff_policies(self, edition: str, other: str) -> models.DiffView:
        """Every place at which they differ, with what stands there in each. Layout and comments do not count.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        other: Name of the edition to compare it with.
        """
        return cast(
            "models.DiffView",
            self._caller.call_operation("GET", f"/v1/policies/{spell_in_path(edition)}/diff/{spell_in_path(other)}"),
        )
