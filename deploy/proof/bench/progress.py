"""What is being measured just now, for whoever waits."""

from __future__ import annotations

import time

from rich.console import Console


class Progress:
    def __init__(self, console: Console | None = None) -> None:
        """Without a console nobody waits."""
        self._console = console
        self._started = time.monotonic()

    def say(self, what: str) -> None:
        if self._console is None:
            return
        minutes, seconds = divmod(int(time.monotonic() - self._started), 60)
        self._console.print(f"[dim]{minutes:02}:{seconds:02}[/dim] {what}", highlight=False)
