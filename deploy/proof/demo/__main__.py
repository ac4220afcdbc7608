"""`make demo`, or `python -m deploy.proof.demo [STORY…]`: exit code 1 if anything is not as a story says."""

from __future__ import annotations

import asyncio
import subprocess
from typing import Annotated, Final

import httpx
import typer

from deploy.local.environment import LOOPBACK
from deploy.local.place import REPO, CannotRun
from deploy.verify.__main__ import build_verification_context
from deploy.verify.invariants import check_invariants

from . import books, examples, show
from .receiver import Receiver
from .stage import Mismatch, Stage
from .stories import Story, load_all_stories
from .suite import Suite, use_running_suite

# Advancing the clock does all that falls due before it answers.
ANSWER_SECONDS: Final = 150.0


def run_demo(
    stories: Annotated[
        list[str] | None, typer.Argument(help="which to play, by name or first letters; all if none")
    ] = None,
    names: Annotated[bool, typer.Option("--list", help="show the stories and stop")] = False,
) -> None:
    """Play whole stories over HTTP as platform, buyer, seller and operator, and check every cent afterwards."""
    if names:
        for story in load_all_stories():
            print(f"{story.name:<24} {story.title}")
        return
    chosen = [story for story in load_all_stories() if not stories or story.name.startswith(tuple(stories))]
    if not chosen:
        show.print_bad("There is no such story: `python -m deploy.proof.demo --list` shows them.")
        raise typer.Exit(1)
    try:
        with use_running_suite() as suite:
            failed = play_stories(chosen, suite)
            if not stories:
                failed += run_examples(suite)
            print_conclusion(failed, len(chosen))
    except CannotRun as reason:
        show.print_bad(str(reason))
        raise typer.Exit(1) from None
    raise typer.Exit(1 if failed else 0)


def play_stories(stories: list[Story], suite: Suite) -> list[str]:
    """Plays the stories and lists what went otherwise than told."""
    mode = "in one process" if suite.embedded else "as five services"
    show.console.print(f"Parley runs {mode} at {suite.url}. Every story has a platform and a clock of its own.")
    with Receiver() as receiver, httpx.Client(base_url=suite.url, timeout=ANSWER_SECONDS, trust_env=False) as client:
        failed = [story.title for story in stories if not play_story(story, suite, client, receiver)]
    return failed + [f"invariant {broken}" for broken in find_broken_invariants(suite)]


def play_story(story: Story, suite: Suite, client: httpx.Client, receiver: Receiver) -> bool:
    show.print_heading(story.name[0].upper(), story.title, story.about)
    try:
        stage = Stage(client, receiver, name=story.name, administrator=suite.admin_secret)
        story.play(stage)
        check_conclusion(stage)
    except (Mismatch, httpx.HTTPError) as wrong:
        show.print_bad(f"{type(wrong).__name__}: {wrong}")
        return False
    return True


def check_conclusion(stage: Stage) -> None:
    """Every webhook arrived and was genuine, and every cent is where the story says. Raises Mismatch."""
    stage.settle_events()
    feed = stage.read_events()
    received = stage.wait_until(
        "every event reaches the webhook receiver",
        lambda: stage.receiver.verified_events_of(stage.path),
        lambda seen: seen.keys() >= {event["id"] for event in feed},
    )
    stage.check("webhooks that did not verify", stage.receiver.refused, [])
    stage.check("webhooks say what the feed says", [received[event["id"]] for event in feed], feed)
    show.print_timeline(sorted(feed, key=lambda event: str(event["timestamp"])))
    for deal in stage.deals:
        show.print_postings(books.check_deal(deal))
    books.check_platform(stage)
    show.console.print()
    show.print_good(f"{stage.checks} checks, {len(feed)} webhooks verified, the ledger adds up")


def find_broken_invariants(suite: Suite) -> list[str]:
    """Asked of the whole database, as the auditor."""
    verdicts = asyncio.run(check_invariants(suite.auditor_dsn, build_verification_context([LOOPBACK])))
    broken = [verdict.invariant for verdict in verdicts if not verdict.holds]
    show.console.print()
    for invariant in broken:
        show.print_bad(f"{invariant.id} {invariant.meaning} (`make verify` shows the rows)")
    if not broken:
        show.print_good(f"All {len(verdicts)} invariants hold over the data of all services")
    return [invariant.id for invariant in broken]


def run_examples(suite: Suite) -> list[str]:
    """Runs the commands that README.md and the guides print, exactly as they print them."""
    failed = []
    for document in examples.list_documents():
        name = str(document.relative_to(REPO))
        try:
            count = examples.run_document(document, suite)
        except (Mismatch, subprocess.SubprocessError) as wrong:
            show.print_bad(f"{name}: {wrong}")
            failed.append(name)
        else:
            if count:
                show.print_good(f"{name}: {count} blocks of commands do what it says")
    return failed


def print_conclusion(failed: list[str], stories: int) -> None:
    show.console.print()
    show.repeat_left_out()
    if failed:
        show.print_bad(f"Not as told: {', '.join(failed)}")
    else:
        show.print_good(f"{stories} {'story' if stories == 1 else 'stories'}, all as told")


if __name__ == "__main__":
    typer.run(run_demo)
