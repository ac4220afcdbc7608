"""Corrections: which of what was said about goods can still be put right, and by whom. Pure."""

from __future__ import annotations

from common.kernel.principal import Role
from disputes.policy.model import Stage
from disputes.policy.vocabulary import Act, CaseRole

from .values import Promise

CORRECTIONS = frozenset({Act.CORRECT_RETURN_ADDRESS, Act.CORRECT_PARCEL})


def list_corrections(promise: Promise | None, stage: Stage | None, side: Role) -> frozenset[Act]:
    """List what this side may put right: as long as the other side has the next act, and has not done it.

    The edition says whose the next act is: sending back what was addressed, or receiving what was sent.
    """
    if promise is None or stage is None:
        return frozenset()
    corrections = set()
    if promise.address is not None and promise.parcel is None and _awaits(stage, CaseRole.BUYER, Act.SHIP_RETURN):
        corrections |= {Act.CORRECT_RETURN_ADDRESS} if side is Role.SELLER else set()
    if promise.parcel is not None and promise.condition is None:
        returned = _awaits(stage, CaseRole.SELLER, Act.ACKNOWLEDGE_RETURN) and side is Role.BUYER
        replaced = _awaits(stage, CaseRole.BUYER, Act.CONFIRM) and side is Role.SELLER
        corrections |= {Act.CORRECT_PARCEL} if returned or replaced else set()
    return frozenset(corrections)


def _awaits(stage: Stage, role: CaseRole, act: Act) -> bool:
    return any(permission.act is act for permission in stage.permissions.get(role, ()))
