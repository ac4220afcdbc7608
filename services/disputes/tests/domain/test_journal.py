from __future__ import annotations

import pytest

from common.kernel.errors import InvariantViolated
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.journal.recording import journal_entry
from disputes.testing import NOON, a_dispute


def test_an_act_without_a_kind_of_entry_is_refused_and_not_told_as_a_message() -> None:
    before = a_dispute()
    change = before.evolve(assignee="operator-1")

    with pytest.raises(InvariantViolated, match="no kind of entry"):
        journal_entry(before, change, "operator", None, Role.OPERATOR, Timing(NOON, NOON))
