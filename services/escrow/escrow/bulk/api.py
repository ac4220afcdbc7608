"""Bulk over HTTP: one route that carries out instructions as the requests that each of them would be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response

from common.execution.commands import Command
from common.kernel.ids import format_id
from common.kernel.principal import Role
from common.web.instructions import Instruction, carry_out_in_order
from common.web.request_body import ABSENT, get_parsed_body
from escrow.commands import (
    CancelEscrow,
    CreateEscrow,
    DeliverEscrow,
    FundEscrow,
    RefundEscrow,
    ReleaseEscrow,
    ShipEscrow,
)
from escrow.domain.shipment import Shipment
from escrow.edge import BULK_RESPONSES, EscrowCall
from escrow.views import changed_escrow_view, paid_escrow_view

from .schemas import BulkBody, BulkView, CreateBody, InstructionBody, OnEscrowBody

router = APIRouter(prefix="/v1/bulk", tags=["escrows"])

ESCROWS: Final = "/v1/escrows"


class Operation(NamedTuple):
    """How an operation is carried out, and the last part of its own address."""

    path: str
    make_command: Callable[[Any], Command[Any]]
    view: Callable[..., Any] = changed_escrow_view
    status: int = 200


OPERATIONS: Final[Mapping[str, Operation]] = {
    "create_escrow": Operation("", lambda one: CreateEscrow(one.body.to_agreement(), one.body.policy), status=201),
    "fund": Operation(
        "/fund",
        lambda one: FundEscrow(one.escrow, one.body.amount.to_money(), one.body.provider_reference),
        paid_escrow_view,
    ),
    "ship": Operation(
        "/ship", lambda one: ShipEscrow(one.escrow, Shipment(one.body.carrier, one.body.tracking_number))
    ),
    "deliver": Operation("/deliver", lambda one: DeliverEscrow(one.escrow)),
    "release": Operation("/release", lambda one: ReleaseEscrow(one.escrow, one.body.to_money())),
    "refund": Operation("/refund", lambda one: RefundEscrow(one.escrow, one.body.to_money())),
    "cancel": Operation("/cancel", lambda one: CancelEscrow(one.escrow)),
}


@router.post(
    "",
    response_model=BulkView,
    operation_id="bulk",
    summary="Carry out many instructions",
    responses=BULK_RESPONSES,
)
async def carry_out_bulk(body: BulkBody, request: Request, call: EscrowCall) -> Response:
    """Carry out up to 50 instructions, each as the request that it would be alone: own key, own outcome, own events.

    One that is refused touches no other, so look at every outcome: the answer is 200 whatever they are. Those on one
    escrow are carried out in their order. A body that cannot be read is refused as a whole, and nothing is carried out.
    Sent again with the same keys, nothing happens twice. Each instruction names the version it is decided on; for all
    of them together there is none, so `If-Match` is refused.
    """
    call.require_role(Role.PLATFORM)
    call.require_no_version()
    sent = get_parsed_body(request.scope)["instructions"]
    by_subject: dict[object, list[int]] = {}
    for number, instruction in enumerate(body.instructions):
        by_subject.setdefault(_subject_of(instruction, number), []).append(number)
    instructions = [_read_instruction(one, sent[number]) for number, one in enumerate(body.instructions)]
    answers = await asyncio.gather(
        *(carry_out_in_order(request, [instructions[n] for n in numbers]) for numbers in by_subject.values())
    )
    by_number = {
        number: answer
        for numbers, given in zip(by_subject.values(), answers, strict=True)
        for number, answer in zip(numbers, given, strict=True)
    }
    return _answer_bulk([(one, by_number[number]) for number, one in enumerate(instructions)])


def _subject_of(instruction: InstructionBody, number: int) -> UUID | int:
    """What instructions are carried out in order of; one that creates something stands for itself."""
    return instruction.escrow if isinstance(instruction, OnEscrowBody) else number


def _read_instruction(asked: Any, sent: Mapping[str, Any]) -> Instruction[Any]:
    operation = OPERATIONS[asked.operation]
    is_new = isinstance(asked, CreateBody)
    return Instruction(
        key=asked.key,
        operation=asked.operation,
        route=ESCROWS if is_new else f"{ESCROWS}/{{escrow}}{operation.path}",
        address=ESCROWS if is_new else f"{ESCROWS}/{format_id('esc', asked.escrow)}{operation.path}",
        body=sent.get("body", ABSENT),
        make_command=lambda: operation.make_command(asked),
        view=operation.view,
        status=operation.status,
        expected_version=None if is_new or asked.version is None else frozenset({asked.version}),
    )


def _answer_bulk(answered: list[tuple[Instruction[Any], Response]]) -> Response:
    outcomes = [
        {
            "key": instruction.key,
            "operation": instruction.operation,
            "status": answer.status_code,
            "replayed": "idempotent-replayed" in answer.headers,
            "result": None if answer.status_code >= 400 else orjson.Fragment(bytes(answer.body)),
            "problem": None if answer.status_code < 400 else orjson.Fragment(bytes(answer.body)),
        }
        for instruction, answer in answered
    ]
    refused = sum(answer.status_code >= 400 for _, answer in answered)
    content = {"outcomes": outcomes, "succeeded": len(outcomes) - refused, "refused": refused}
    return Response(orjson.dumps(content), media_type="application/json")
