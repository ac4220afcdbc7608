"""Stories of `make demo`, against the suite of these tests; the one that films takes its time in real time."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from deploy.proof.demo.__main__ import ANSWER_SECONDS, play_story
from deploy.proof.demo.receiver import Receiver
from deploy.proof.demo.stories import Story, load_all_stories
from deploy.proof.demo.suite import Suite as RunningSuite

from .suite import Suite

STORIES = [story for story in load_all_stories() if story.name != "g_live_video"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
async def test_a_story_of_the_demonstration_ends_as_it_is_told(served: str, suite: Suite, story: Story) -> None:
    running = RunningSuite(served, embedded=False, auditor_dsn="", superuser_dsn="", admin_secret=suite.admin_secret)

    def play() -> bool:
        with Receiver() as receiver, httpx.Client(base_url=served, timeout=ANSWER_SECONDS, trust_env=False) as client:
            return play_story(story, running, client, receiver)

    assert await asyncio.to_thread(play)
