"""The published policy editions over HTTP."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Row

from common.kernel.errors import DomainError, NotFound
from common.kernel.principal import Role
from common.persistence.transaction import EVERY_PLATFORM
from common.web.schemas import Body, View

from . import editions, queries
from .api import ACT, READ
from .deps import Calling
from .domain import refusals
from .policies import sources
from .store import DisputeTx

router = APIRouter(prefix="/v1/policies", tags=["policies"])
READERS = (Role.BUYER, Role.SELLER, Role.OPERATOR, Role.PLATFORM)
STATUSES: Final[dict[type[DomainError], int]] = {refusals.EditionTaken: 409, refusals.PolicyInvalid: 422}
Edition = Annotated[str, Path(pattern="^[a-z0-9_-]{1,64}$", examples=["agreement_first-2026-11"])]


class EditionView(View):
    name: str
    edition: str
    hash: str
    current: bool
    """What an escrow gets that names no policy and whose platform has none of its own."""
    origin: Literal["parley", "platform"]


class EditionDetail(EditionView):
    body: str
    """The edition itself, as it was written. It is never edited; the hash is of its content."""


class EditionList(View):
    data: list[EditionView]


class PublishPolicy(Body):
    """An edition, in TOML or as JSON: one of the two."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"toml": sources()["agreement_first-2026-11"].replace("2026-11", "2027-01")}]}
    )

    toml: Annotated[str, Field(min_length=1, max_length=200_000)] | None = None
    policy: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.toml is None) == (self.policy is None):
            raise PydanticCustomError("one_of", "Send `toml` or `policy`, one of them.")
        return self

    def body(self) -> str:
        """What is not an object in braces is TOML, which never begins with one."""
        return (self.toml or "").lstrip() if self.policy is None else json.dumps(self.policy, sort_keys=True)


class DifferenceView(View):
    pointer: str
    before: Any
    after: Any


class DiffView(View):
    before: str
    after: str
    data: list[DifferenceView]


DRY: Final[dict[int | str, dict[str, Any]]] = {200: {"model": EditionDetail, "description": "It was only checked."}}


@router.post("", status_code=201, response_model=EditionDetail, responses={**ACT, **DRY}, operation_id="publish_policy",
             summary="Publish a policy of your own")  # fmt: skip
async def publish_policy(body: PublishPolicy, call: Calling, dry_run: Annotated[bool, Query()] = False) -> Response:
    """An edition is checked as strictly as those that come with Parley: what is wrong is named with its place.

    It is never edited; publish another. `dry_run=true` checks and keeps nothing. Your escrows can name it from the
    moment escrow has heard of it.
    """
    call.require_role(Role.PLATFORM)
    text = body.body()
    policy = editions.read(text)

    async def act(tx: DisputeTx) -> EditionDetail:
        if policy.edition in call.deps.policies.built_in:
            raise refusals.EditionTaken(policy.edition)
        if not dry_run:
            await editions.publish(tx, policy, text, call.deps.policies.built_in)
        known = {"name": policy.name, "edition": policy.edition, "hash": policy.hash, "current": False}
        return EditionDetail.model_validate({**known, "origin": "platform", "body": text})

    return await call.run_idempotent(act, status=200 if dry_run else 201)


@router.get("", response_model=EditionList, responses=READ, operation_id="list_policies", summary="List policies")
async def list_policies(call: Calling) -> Response:
    """Every edition there is for you: those of Parley and your own. An escrow keeps the one it was created under."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> EditionList:
        rows = (await tx.execute(queries.published())).all()
        return EditionList(data=[EditionView.model_validate(_about(row, call)) for row in rows])

    return await call.read(act)


@router.get(
    "/{edition}", response_model=EditionDetail, responses=READ, operation_id="get_policy", summary="Read a policy"
)
async def get_policy(edition: Edition, call: Calling) -> Response:
    """One edition in full: who may do what in which stage, for how long, and what silence means."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> EditionDetail:
        row = (await tx.execute(queries.published_as(edition))).one_or_none()
        if row is None:
            raise NotFound("policy")
        return EditionDetail.model_validate({**_about(row, call), "body": row.body})

    return await call.read(act)


@router.get("/{edition}/diff/{other}", response_model=DiffView, responses=READ, operation_id="diff_policies",
            summary="Compare two policies")  # fmt: skip
async def diff_policies(edition: Edition, other: Edition, call: Calling) -> Response:
    """Every place at which they differ, with what stands there in each. Layout and comments do not count."""
    call.require_role(*READERS)

    async def act(tx: DisputeTx) -> DiffView:
        found = editions.differences(await tx.editions.body(edition), await tx.editions.body(other))
        data = [DifferenceView(pointer=d.pointer, before=d.before, after=d.after) for d in found]
        return DiffView(before=edition, after=other, data=data)

    return await call.read(act)


def _about(row: Row[Any], call: Calling) -> dict[str, Any]:
    own = row.tenant_id != EVERY_PLATFORM
    return {
        "name": row.name,
        "edition": row.edition,
        "hash": row.hash,
        "current": not own and row.edition in call.deps.current,
        "origin": "platform" if own else "parley",
    }
