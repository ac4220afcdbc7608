"""Operations of the group 'auth'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, cast

from parley_client.calls import Group
from parley_client.generated import models


class AuthOperations(Group):
    """Operations of the group 'auth'."""

    def get_authorization_server(self) -> models.AuthorizationServerView:
        """Say where tokens and keys are, and how clients prove who they are (RFC 8414): OAuth libraries set
        themselves up by it.
        """
        return cast(
            "models.AuthorizationServerView",
            self._caller.call_operation("GET", "/.well-known/oauth-authorization-server"),
        )

    def get_keys(self) -> dict[str, Any]:
        """List the keys that verify access tokens, as a JWK set."""
        return cast("dict[str, Any]", self._caller.call_operation("GET", "/.well-known/jwks.json"))

    def issue_participant_token(self, body: models.ParticipantTokenBody) -> models.AccessTokenView:
        """Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an
        operator.
        """
        return cast("models.AccessTokenView", self._caller.call_operation("POST", "/v1/participant-tokens", body=body))

    def issue_link_token(self, body: models.LinkBody) -> models.LinkView:
        """Make what a link in an e-mail carries: it leads one participant to one deal or case for days, and gets
        them tokens of five minutes there. No service takes it for a token itself.
        """
        return cast("models.LinkView", self._caller.call_operation("POST", "/v1/participant-tokens/link", body=body))
