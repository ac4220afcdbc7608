"""The stories, in the order of their file names. A new one is a new file with TITLE, ABOUT and play(stage)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from deploy.proof.demo.stage import Stage


@dataclass(frozen=True)
class Story:
    name: str
    title: str
    about: str
    play: Callable[[Stage], None]


def every() -> Iterator[Story]:
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        told = import_module(f"{__name__}.{found.name}")
        yield Story(found.name, told.TITLE, " ".join(told.ABOUT.split()), told.play)
