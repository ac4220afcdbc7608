"""Client of one Parley, for one caller: a platform's backend, one of its people, or an administrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import httpx

from .generated.operations import Operations
from .tokens import Tokens, request_client_token, request_link_token
from .transport import Transport, open_http


class Parley(Operations):
    """All operations of the API, by group: `parley.escrows.create_escrow(…)`.

    Tokens are renewed by themselves. A call that is not answered is sent again under the same Idempotency-Key, so it
    has its effect once; give a key of your own (`idempotency_key=`) to make that hold across restarts of your program.
    """

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport)
        self._transport = transport

    @classmethod
    def connect(cls, url: str, client_id: str, client_secret: str, *, language: str | None = None) -> Self:
        """Connect as a platform's backend, or as `admin`."""
        http = open_http(url)
        return cls(Transport(http, Tokens(lambda: request_client_token(http, client_id, client_secret)), language))

    @classmethod
    def follow_link(cls, url: str, link_token: str, *, language: str | None = None) -> Self:
        """Connect as whoever a link in an e-mail was sent to."""
        http = open_http(url)
        return cls(Transport(http, Tokens(lambda: request_link_token(http, link_token)), language))

    def as_participant(
        self,
        role: str,
        participant: str,
        *,
        scopes: Sequence[str] = (),
        escrow: str | None = None,
        dispute: str | None = None,
        language: str | None = None,
    ) -> Parley:
        """Act as one of the platform's people, with tokens that this backend mints as they are needed."""
        limits = {"scopes": list(scopes) or None, "escrow": escrow, "dispute": dispute}
        body = {"role": role, "participant": participant, **{name: one for name, one in limits.items() if one}}

        def mint_token() -> Mapping[str, Any]:
            minted: Mapping[str, Any] = self._transport.call_operation("POST", "/v1/participant-tokens", body=body)
            return minted

        return Parley(Transport(self._transport.http, Tokens(mint_token), language or self._transport.language))

    @property
    def caller(self) -> Transport:
        """Caller of operations that have no method yet."""
        return self._transport

    @property
    def http(self) -> httpx.Client:
        return self._transport.http

    def close(self) -> None:
        """Close the connections, of everybody who acts through them."""
        self._transport.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
