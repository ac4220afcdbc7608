"""Operations of the group 'pages'. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import cast

from parley_client.calls import Group, spell_in_path
from parley_client.generated import models


class PagesOperations(Group):
    """Operations of the group 'pages'."""

    def create_page_link(
        self, body: models.NewPageLinkBody, *, idempotency_key: str | None = None
    ) -> models.CreatedPageLinkView:
        """Make a link that lets one of the platform's users, or an operator, settle disputes in the browser.
        Whoever has the link acts as this person: hand it to nobody else. It can be opened as often as wished
        until it expires or is revoked.
        """
        return cast(
            "models.CreatedPageLinkView",
            self._caller.call_operation("POST", "/v1/page-links", body=body, key=idempotency_key, takes_key=True),
        )

    def get_page_link(self, link: str) -> models.PageLinkView:
        """Read whom a link is for, and whether it was revoked. Its address was shown when it was made.

        link: Id of the page link.
        """
        return cast("models.PageLinkView", self._caller.call_operation("GET", f"/v1/page-links/{spell_in_path(link)}"))

    def revoke_page_link(self, link: str, *, idempotency_key: str | None = None) -> models.PageLinkView:
        """Revoke it: it opens nothing any more, and open pages can do nothing once their token has run out, within
        five minutes.

        link: Id of the page link.
        """
        return cast(
            "models.PageLinkView",
            self._caller.call_operation(
                "POST", f"/v1/page-links/{spell_in_path(link)}/revoke", key=idempotency_key, takes_key=True
            ),
        )

    def open_page_session(self, body: models.PageSessionBody) -> models.PageSessionView:
        """Exchange the secret of a link for a token and a session that renews it. No token is needed."""
        return cast("models.PageSessionView", self._caller.call_operation("POST", "/v1/page-sessions", body=body))

    def renew_page_session(self, body: models.SessionRenewalBody) -> models.PageSessionView:
        """Get the next token while the link is good. No token is needed: the last may have run out."""
        return cast("models.PageSessionView", self._caller.call_operation("POST", "/v1/page-sessions/renew", body=body))

    def hand_over_page_session(self, body: models.SessionRenewalBody) -> models.HandOverView:
        """Make an address at which the same person goes on elsewhere, on a phone that reads it off the screen,
        say. It can be opened for ten minutes, while the link is good; what it opens lasts like any session. No
        token is needed.
        """
        return cast(
            "models.HandOverView", self._caller.call_operation("POST", "/v1/page-sessions/hand-over", body=body)
        )

    def choose_branding(
        self, platform: str, body: models.BrandingBody, *, idempotency_key: str | None = None
    ) -> models.BrandingView:
        """Replace colours, logo and legal texts as a whole. Pages, frames and the recorder show them from the next
        time they are opened; anybody may read them, so keep nothing in them that is not public.

        platform: Id of the platform.
        """
        return cast(
            "models.BrandingView",
            self._caller.call_operation(
                "PUT",
                f"/v1/platforms/{spell_in_path(platform)}/branding",
                body=body,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def get_branding(self, platform: str) -> models.BrandingView:
        """Read a platform's colours, logo and legal texts. No token is needed: its pages show them to everybody.

        platform: Id of the platform.
        """
        return cast(
            "models.BrandingView", self._caller.call_operation("GET", f"/v1/branding/{spell_in_path(platform)}")
        )

    def get_logo(self, platform: str) -> bytes:
        """Read the picture itself. No token is needed. The path that `get_branding` names is good for ever:
        another logo has another one.

        platform: Id of the platform.
        """
        return self._caller.download_file("GET", f"/v1/branding/{spell_in_path(platform)}/logo")
