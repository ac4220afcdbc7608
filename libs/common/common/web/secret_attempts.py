"""Attempts at secrets: how often one may be guessed at."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from common.kernel import seams

from .gcra import MAX_REMEMBERED_KEYS
from .rate_limits import LimitUse, NamedLimit, Quota, RateLimitExceeded

PROVEN_ADDRESS_SECONDS: Final = 86_400


class SecretAttempts:
    """Guesses at secrets: so many wrong ones for each name, and so many from each address, whatever they try.

    Where a name has been proven before, its attempts are counted apart: nobody else's guesses lock its owner out there
    (OWASP's "device cookies", with the address for a cookie). What is under way counts as wrong, so that many at once
    are no more than one after another. `wrong` is what a wrong guess raises.
    """

    def __init__(self, quota: Quota, wrong: type[Exception]) -> None:
        self._wrong = wrong
        self._by_name, self._by_address, self._at_home = (NamedLimit("secrets", quota) for _ in range(3))
        self._homes: OrderedDict[str, float] = OrderedDict()
        """Until when an address counts as the home of a name."""
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def attempt_secret(self, name: str, address: str) -> Iterator[None]:
        """Count one attempt: the block raises `wrong` for a wrong guess. Raises RateLimitExceeded before it begins."""
        home = f"{address} {name}"
        counted = self._limits_that_apply(name, address, home)
        for policy, key in counted:
            self._require_attempts_left(policy, key)
        self._under_way.update(key for _, key in counted)
        try:
            yield
        except self._wrong:
            for policy, key in counted:
                policy.count_use(key)
            raise
        else:
            self._remember_home(home)
        finally:
            self._under_way.subtract(key for _, key in counted)
            self._under_way += Counter()  # forgets who has none left

    def _remember_home(self, home: str) -> None:
        self._homes[home] = seams.monotonic() + PROVEN_ADDRESS_SECONDS
        self._homes.move_to_end(home)
        if len(self._homes) > MAX_REMEMBERED_KEYS:
            self._homes.popitem(last=False)

    def _limits_that_apply(self, name: str, address: str, home: str) -> list[tuple[NamedLimit, str]]:
        if self._homes.get(home, 0.0) > seams.monotonic():
            return [(self._at_home, f"home {home}")]
        return [(self._by_name, f"name {name}"), (self._by_address, f"address {address}")]

    def _require_attempts_left(self, policy: NamedLimit, key: str) -> None:
        state = policy.peek_state(key)
        if state.remaining <= self._under_way[key]:
            raise RateLimitExceeded(LimitUse(policy, state._replace(remaining=0)))
