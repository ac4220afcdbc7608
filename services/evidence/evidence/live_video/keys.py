"""Keys behind a recording: the secret in its link, and what signs its tokens. Neither is stored anywhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final
from uuid import UUID

from common.kernel.secret_lists import list_secrets

from .domain.errors import SecretRefused
from .domain.token import TokenSigner

_TENANT_BYTES: Final = 16
_TAG_BYTES: Final = 32


class VideoKeys:
    def __init__(self, secret: str) -> None:
        secrets = [one.encode() for one in list_secrets(secret)]
        self._links = [hmac.new(one, b"evidence recorder links", hashlib.sha256).digest() for one in secrets]
        # Recordings under way are judged by what signed their tokens: the oldest, as long as it is there.
        self.signer = TokenSigner(hmac.new(secrets[-1], b"evidence video tokens", hashlib.sha256).digest())

    def recorder_secret(self, tenant: UUID, session: UUID) -> str:
        """Opens the recorder of one session. It names its platform, so that a page needs no token."""
        raw = tenant.bytes + self._compute_tags(tenant, session)[0]
        return base64.urlsafe_b64encode(raw).decode()

    def tenant_of(self, secret: str | None, session: UUID) -> UUID:
        """Raises SecretRefused, for a session that does not exist as for a wrong secret."""
        try:
            raw = base64.b64decode(secret or "", altchars=b"-_", validate=True)
        except ValueError:
            raise SecretRefused from None
        if len(raw) != _TENANT_BYTES + _TAG_BYTES or base64.urlsafe_b64encode(raw).decode() != secret:
            raise SecretRefused
        tenant = UUID(bytes=raw[:_TENANT_BYTES])
        if not any(hmac.compare_digest(raw[_TENANT_BYTES:], tag) for tag in self._compute_tags(tenant, session)):
            raise SecretRefused
        return tenant

    def _compute_tags(self, tenant: UUID, session: UUID) -> list[bytes]:
        """Compute the tag under each secret, the newest first."""
        return [hmac.new(key, tenant.bytes + session.bytes, hashlib.sha256).digest() for key in self._links]
