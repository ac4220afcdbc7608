"""Stories, in the order of their file names. A new one is a new file with TITLE, ABOUT and play_story(stage)."""

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


def load_all_stories() -> Iterator[Story]:
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        story = import_module(f"{__name__}.{module.name}")
        yield Story(module.name, story.TITLE, " ".join(story.ABOUT.split()), story.play_story)
