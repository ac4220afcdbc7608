"""What services log as an error in a run: nothing that the simulation does to them is one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .processes import ProcessDied

NAME: Final = "parley"
"""Of the handler that services put in place; where one of that name is, they leave it."""


class ErrorLog(logging.Handler):
    """Keeps errors, and lets all else go."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, unless it only says that a task has ended with its process."""
        if record.exc_info is None or not isinstance(record.exc_info[1], ProcessDied):
            self.errors.append(self.format(record))


@contextmanager
def watch_errors() -> Iterator[ErrorLog]:
    log, root = ErrorLog(), logging.getLogger()
    log.set_name(NAME)
    before = [handler for handler in root.handlers if handler.get_name() == NAME]
    for handler in before:
        root.removeHandler(handler)
    root.addHandler(log)
    logging.disable(logging.INFO)
    try:
        yield log
    finally:
        logging.disable(logging.NOTSET)
        root.removeHandler(log)
        for handler in before:
            root.addHandler(handler)
