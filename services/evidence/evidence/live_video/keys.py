"""Keys behind a recording: the secret in its link, and what signs its tokens. Neither is stored anywhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final
from uuid import UUID

from .domain.errors import SecretRefused
from .domain.token import TokenSigner

_TENANT_BYTES: Final = 16
_TAG_BYTES: Final = 32


class VideoKeys:
    def __init__(self, secret: str) -> None:
        self._links = hmac.new(secret.encode(), b"evidence recorder links", hashlib.sha256).digest()
        self.signer = TokenSigner(hmac.new(secret.encode(), b"evidence video tokens", hashlib.sha256).digest())

    def recorder_secret(self, tenant: UUID, session: UUID) -> str:
        """Opens the recorder of one session. It names its platform, so that a page needs no token."""
        raw = tenant.bytes + self._compute_tag(tenant, session)
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
        if not hmac.compare_digest(raw[_TENANT_BYTES:], self._compute_tag(tenant, session)):
            raise SecretRefused
        return tenant

    def _compute_tag(self, tenant: UUID, session: UUID) -> bytes:
        return hmac.new(self._links, tenant.bytes + session.bytes, hashlib.sha256).digest()
