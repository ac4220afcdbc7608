"""Operations of the group 'evidence'. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Unpack, cast

from parley_client.calls import Content, Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models


class EvidenceOperations(Group):
    """Operations of the group 'evidence'."""

    def upload_evidence(
        self,
        content: Content,
        *,
        dispute: str,
        kind: str,
        filename: str | None = None,
        request: str | None = None,
        covers: Sequence[str] | None = None,
        on_behalf_of: models.Side | None = None,
        idempotency_key: str | None = None,
    ) -> models.ItemView:
        """Send the file as it is as the body: JPEG (210 megapixels), GIF (65), HEIC (66; 50 with more than eight
        bits), PNG (66), AVIF (25), WEBP (15), PDF that runs nothing, plain text, film or sound. What it is, its
        content says. Send `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed. It is received
        when its last byte is: at the cut-off of a request for it, it is late (D12).

        dispute: Id of the dispute.
        kind: What it shows: photo, document, screenshot, receipt … as the request for it says.
        filename: For display only.
        request: The request it answers; found by its kind if left out.
        covers: Codes of the request's checklist that it shows.
        on_behalf_of: For operators: the party that has mailed it to support. It is entered as that, for that
            party.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation(
                "POST",
                "/v1/evidence/uploads",
                query={
                    "dispute": dispute,
                    "kind": kind,
                    "filename": filename,
                    "request": request,
                    "covers": covers,
                    "on_behalf_of": on_behalf_of,
                },
                content=content,
                content_type="application/octet-stream",
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def create_download_link(
        self, item: str, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.DownloadLink:
        """Good for ten minutes and for this file, in your name: whoever has the link needs no token, and what they
        see is entered as seen by you. For an `<img>`, a `<video>`, a download, an e-mail.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.DownloadLink",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/items/{spell_in_path(item)}/download",
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def download_evidence(self, item: str, *, token: str) -> bytes:
        """By a link that has not expired; it needs no token, and with one it must be your own. Every download, and
        every one refused, is entered in the custody, in the name of whoever asked for the link. What leaves was
        compared with what was received.

        item: Id of the piece of evidence.
        token: What the link was signed with: take the whole link from the answer that gave it.
        """
        return self._caller.download_file(
            "GET", f"/v1/evidence/items/{spell_in_path(item)}/content", query={"token": token}
        )

    def preview_evidence(
        self, item: str, *, variant: Literal["picture", "contact_sheet"] | None = None, token: str | None = None
    ) -> bytes:
        """See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of
        twelve: made anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text
        have none (404).

        item: Id of the piece of evidence.
        variant: `picture`, or `contact_sheet`: twelve pictures of a video on one sheet.
        token: Of a link: it needs no other token.
        """
        return self._caller.download_file(
            "GET", f"/v1/evidence/items/{spell_in_path(item)}/preview", query={"variant": variant, "token": token}
        )

    def get_evidence_signals(self, item: str) -> models.SignalsView:
        """See, as an operator, other cases of the platform with the same file or a picture that looks the same,
        and whether it says it was taken after it was received. Fingerprints are taken within seconds of
        receipt.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.SignalsView",
            self._caller.call_operation("GET", f"/v1/evidence/items/{spell_in_path(item)}/signals"),
        )

    def list_evidence(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.EvidenceFilters]
    ) -> models.ItemSummaryPage:
        """Newest first, both parties' and what operators added; what is still sealed is not there for the other
        party. What an item says is read one by one.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.ItemSummaryPage",
            self._caller.call_operation(
                "GET",
                "/v1/evidence",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.EvidenceFilters)},
            ),
        )

    def iterate_evidence(self, **filters: Unpack[models.EvidenceFilters]) -> Iterator[models.ItemSummary]:
        """List the evidence of a dispute, page after page."""
        return iterate_pages(self.list_evidence, **filters)

    def submit_evidence(
        self, body: models.ShipmentRecordBody | models.StatementBody, *, idempotency_key: str | None = None
    ) -> models.ItemView:
        """Submit it in time: a shipment record satisfies a request for one if it comes before the cut-off (D6); at
        that instant it is late. An operator enters what a party has mailed to support with `on_behalf_of`.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation("POST", "/v1/evidence/items", body=body, key=idempotency_key, takes_key=True),
        )

    def get_evidence(self, item: str) -> models.ItemView:
        """Read it with what it says. Whoever reads the other side's statement or shipment record is entered in its
        custody.

        item: Id of the piece of evidence.
        """
        return cast("models.ItemView", self._caller.call_operation("GET", f"/v1/evidence/items/{spell_in_path(item)}"))

    def invalidate_evidence(
        self, item: str, body: models.Invalidate, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.ItemView:
        """Find it invalid: it counts as none from now on (D12). Before the cut-off its party may replace it,
        afterwards the request has lapsed as of the cut-off, unless other valid evidence of the kind was in
        time. Needs the scope `decide`.

        item: Id of the piece of evidence.
        """
        return cast(
            "models.ItemView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/items/{spell_in_path(item)}/invalidate",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )

    def list_evidence_requests(
        self, *, limit: int | None = None, cursor: str | None = None, **filters: Unpack[models.EvidenceRequestsFilters]
    ) -> models.RequestViewPage:
        """Newest first; each party sees what the other owes, too, unless that is sealed until both have given.

        limit: Rows of a page, at most.
        cursor: `next_cursor` of the page before, with the same filters.
        """
        return cast(
            "models.RequestViewPage",
            self._caller.call_operation(
                "GET",
                "/v1/evidence/requests",
                query={"limit": limit, "cursor": cursor, **name_filters(filters, models.EvidenceRequestsFilters)},
            ),
        )

    def iterate_evidence_requests(
        self, **filters: Unpack[models.EvidenceRequestsFilters]
    ) -> Iterator[models.RequestView]:
        """List evidence requests, page after page."""
        return iterate_pages(self.list_evidence_requests, **filters)

    def get_evidence_request(self, request: str) -> models.RequestView:
        """Read who owes what until when, how to give it, and what happens if nobody does.

        request: Id of the evidence request.
        """
        return cast(
            "models.RequestView", self._caller.call_operation("GET", f"/v1/evidence/requests/{spell_in_path(request)}")
        )

    def attach_evidence(
        self, request: str, body: models.Attach, *, if_match: int | None = None, idempotency_key: str | None = None
    ) -> models.RequestView:
        """Give what you gave in this case before for this request as well, and say which points of its checklist
        it covers: they add up. It counts if the request is still open; when the evidence itself was given does
        not matter.

        request: Id of the evidence request.
        """
        return cast(
            "models.RequestView",
            self._caller.call_operation(
                "POST",
                f"/v1/evidence/requests/{spell_in_path(request)}/items",
                body=body,
                if_match=if_match,
                key=idempotency_key,
                takes_key=True,
            ),
        )
