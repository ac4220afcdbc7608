"""Scenes of the examples, in the order in which they are played."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import httpx

from deploy.proof.examples.book import Book
from deploy.proof.examples.stage import Stage, open_stage

from . import deals, desk, endings, evidence, negotiations, platforms, programmes, recordings, webhooks

Scene = Callable[[Stage], Awaitable[None]]

SCENES: Final[tuple[Scene, ...]] = (
    platforms.play_platforms,
    platforms.play_people,
    deals.play_deals,
    negotiations.play_opening,
    negotiations.play_proposals,
    negotiations.play_guided,
    desk.play_desk,
    desk.play_four_eyes,
    endings.play_returns,
    endings.play_replacements,
    endings.play_appeals,
    evidence.play_evidence,
    evidence.play_resumable,
    evidence.play_proof,
    recordings.play_recordings,
    programmes.play_programmes,
    webhooks.play_webhooks,
)


async def play_scenes(client: httpx.AsyncClient, admin_secret: str, book: Book, scenes: Sequence[Scene]) -> None:
    """Each on a platform of its own."""
    for play in scenes:
        await play(await open_stage(client, admin_secret, book))
