"""Operations of the group 'platforms'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack, cast

from parley_client.calls import Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class PlatformsOperations(Group):
    """Operations of the group 'platforms'."""

    def list_platforms(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.PlatformsFilters]
    ) -> models.PlatformViewPage:
        """List all platforms as an administrator, newest first; a platform finds itself alone.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.PlatformViewPage",
            self._caller.call_operation(
                "GET",
                "/v1/platforms",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.PlatformsFilters)},
            ),
        )

    def iterate_platforms(self, **filters: Unpack[models.PlatformsFilters]) -> Iterator[models.PlatformView]:
        """List platforms, page after page."""
        return iterate_pages(self.list_platforms, **filters)

    def open_platform(
        self, body: models.NewPlatformBody, *, idempotency_key: str | None = None
    ) -> models.PlatformOpenedView:
        """Open a new tenant with its first credentials."""
        return cast(
            "models.PlatformOpenedView",
            self._caller.call_operation("POST", "/v1/platforms", body=body, key=idempotency_key, takes_key=True),
        )

    def get_platform(self, platform: str) -> models.PlatformView:
        """Read any platform as an administrator, or your own.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView", self._caller.call_operation("GET", f"/v1/platforms/{spell_in_path(platform)}")
        )

    def get_allowed_origins(self, platform: str) -> models.OriginsView:
        """Read from where browsers may call for this platform.

        platform: Id of the platform.
        """
        return cast(
            "models.OriginsView", self._caller.call_operation("GET", f"/v1/platforms/{spell_in_path(platform)}/origins")
        )

    def allow_origins(
        self,
        platform: str,
        body: models.OriginsBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.OriginsView:
        """Replace the list as a whole: pages of these origins may call with the tokens of this platform and its
        people.

        All services go by it within a few seconds. Parley's own pages may also be framed by pages of these
        origins.

        platform: Id of the platform.
        """
        return cast(
            "models.OriginsView",
            self._caller.call_operation(
                "PUT",
                f"/v1/platforms/{spell_in_path(platform)}/origins",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def choose_policies(
        self,
        platform: str,
        body: models.PoliciesBody,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.PlatformView:
        """Replace the choice as a whole. A deal that names its policy itself keeps that; escrows there are keep
        the edition they were made with.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "PUT",
                f"/v1/platforms/{spell_in_path(platform)}/policies",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def rename_platform(
        self, platform: str, body: models.NameBody, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Change the name that the platform's people know it by. Its id, tokens and deals stay as they are.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/rename",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def suspend_platform(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Allow no new tokens and no new escrows; deadlines and disputes go on.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/suspend",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def reinstate_platform(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.PlatformView:
        """Undo a suspension.

        platform: Id of the platform.
        """
        return cast(
            "models.PlatformView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/reinstate",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_secrets(
        self, platform: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.SecretViewPage:
        """List what is known of a platform's secrets, newest first, those that ended as well; the secrets
        themselves are kept nowhere. An administrator may for any platform, a platform for itself.

        platform: Id of the platform.
        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.SecretViewPage",
            self._caller.call_operation(
                "GET", f"/v1/platforms/{spell_in_path(platform)}/secrets", query={"limit": limit, "cursor": cursor}
            ),
        )

    def iterate_secrets(self, platform: str) -> Iterator[models.SecretView]:
        """List client secrets, page after page."""
        return iterate_pages(self.list_secrets, platform)

    def add_secret(
        self, platform: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.IssuedSecretView:
        """Add a secret beside those there are, five at most: for another server of the platform's backend, say. An
        administrator may for any platform, a platform for itself.

        platform: Id of the platform.
        """
        return cast(
            "models.IssuedSecretView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/secrets",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def rotate_secret(
        self,
        platform: str,
        body: models.RotationBody | None = None,
        *,
        if_match: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.RotatedSecretView:
        """Put a new secret in the place of all others. Those still get tokens for a day, or for as long as you
        say, so that your servers can change over without a gap. An administrator may for any platform, a
        platform for itself.

        platform: Id of the platform.
        """
        return cast(
            "models.RotatedSecretView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/secrets/rotate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def revoke_secret(
        self, platform: str, secret: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.RevokedView:
        """Revoke a secret: from now on it gets no token any more. An administrator may for any platform; a
        platform for itself, but for the last one that works.

        platform: Id of the platform.
        secret: Id of the client secret; never the secret itself.
        """
        return cast(
            "models.RevokedView",
            self._caller.call_operation(
                "POST",
                f"/v1/platforms/{spell_in_path(platform)}/secrets/{spell_in_path(secret)}/revoke",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )
