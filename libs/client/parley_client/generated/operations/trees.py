"""Operations of the group 'trees'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class TreesOperations(Group):
    """Operations of the group 'trees'."""

    def list_trees(self, *, name: str | None = None) -> models.TreeList:
        """List the platform's own editions, newest first, then those that come with Parley.

        name: Trees of this name, every edition.
        """
        return cast("models.TreeList", self._caller.call_operation("GET", "/v1/trees", query={"name": name}))

    def publish_tree(self, body: models.TreeBody, *, idempotency_key: str | None = None) -> models.TreeView:
        """Publish an edition, checked as a whole before: a question nobody can reach, a circle, a condition that
        cannot be evaluated or a walk without suggestion is refused as `tree_unsound`. An edition is never
        edited afterwards.
        """
        return cast(
            "models.TreeView",
            self._caller.call_operation("POST", "/v1/trees", body=body, key=idempotency_key, takes_key=True),
        )

    def get_tree(self, edition: str, *, language: models.Language | None = None) -> models.TreeView:
        """Read its questions, conditions and suggestions, in the language that `language` or Accept-Language asks
        for, and the SHA-256 of its canonical JSON in its own.

        edition: Name of the edition, as in `agreement_first-2026-11`.
        language: Before what Accept-Language says; English if neither does.
        """
        return cast(
            "models.TreeView",
            self._caller.call_operation("GET", f"/v1/trees/{spell_in_path(edition)}", query={"language": language}),
        )
