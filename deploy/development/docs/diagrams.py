"""Diagrams of the served pages: a picture that no script draws, made of the same lines that Mermaid is given.

Stages stand below one another in the order of a case's life. What leads on runs down at their right, what leads back
runs up at their left; what each arrow stands for is listed below the picture, which a phone shows as well.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final, NamedTuple

ARROW: Final = re.compile(r"^\s*(\S+) --> (\S+?)(?:: (.*))?$", re.MULTILINE)
BEGINNING_AND_END: Final = "[*]"
LAST_STAGES: Final = ("settling", "closed")
ROW: Final = 46
BOX_WIDTH, BOX_HEIGHT = 210, 28
LEFT: Final = 120
WIDTH: Final = 560
REACH: Final = 15
"""How much further out an arrow runs for each stage that it passes."""


class Arrow(NamedTuple):
    start: str
    end: str
    why: str


def draw_diagram(mermaid: str) -> str:
    """Draw a diagram of states as SVG, with the list of its arrows."""
    arrows = [Arrow(*match) for match in ARROW.findall(mermaid) if BEGINNING_AND_END not in match]
    stages = _order_stages(arrows)
    rows = {stage: 20 + ROW * number for number, stage in enumerate(stages)}
    height = ROW * len(stages) + 10
    parts = [_draw_arrow(arrow, rows) for arrow in arrows]
    parts += [_draw_stage(stage, top) for stage, top in rows.items()]
    label = f"Stages from {_plain(stages[0])} to {_plain(stages[-1])}"
    return (
        f'<figure class="diagram"><svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg><figcaption>{_list_arrows(stages, arrows)}</figcaption></figure>\n"
    )


def _order_stages(arrows: list[Arrow]) -> list[str]:
    """In the order in which the programme has them; where a case ends stands last."""
    stages = list(dict.fromkeys([*(arrow.start for arrow in arrows), *(arrow.end for arrow in arrows)]))
    last = [name for name in LAST_STAGES if name in stages]
    return [name for name in stages if name not in last] + last


def _draw_stage(stage: str, top: int) -> str:
    return (
        f'<rect x="{LEFT}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="5"/>'
        f'<text x="{LEFT + BOX_WIDTH // 2}" y="{top + 19}">{escape(_plain(stage))}</text>'
    )


def _draw_arrow(arrow: Arrow, rows: dict[str, int]) -> str:
    start, end = rows[arrow.start], rows[arrow.end]
    passed = abs(end - start) // ROW
    is_back = end <= start
    x = LEFT if is_back else LEFT + BOX_WIDTH
    out = (-1 if is_back else 1) * min(REACH * passed + 10, 110 if is_back else 215)
    y1, y2 = start + BOX_HEIGHT // 2 + 4, end + BOX_HEIGHT // 2 - 4
    tip = 7 if not is_back else -7
    return (
        f'<path d="M{x} {y1}C{x + out} {y1} {x + out} {y2} {x + tip} {y2}"><title>{escape(arrow.why)}</title></path>'
        f'<path class="tip" d="M{x} {y2}l{tip} -4v8z"/>'
    )


def _list_arrows(stages: list[str], arrows: list[Arrow]) -> str:
    lines = (
        f"<dt>{escape(_plain(stage))}</dt>"
        + "".join(
            f"<dd>→ {escape(_plain(arrow.end))}{f': {escape(arrow.why)}' if arrow.why else ''}</dd>"
            for arrow in arrows
            if arrow.start == stage
        )
        for stage in stages
        if any(arrow.start == stage for arrow in arrows)
    )
    return f"<details><summary>What leads where</summary><dl>{''.join(lines)}</dl></details>"


def _plain(stage: str) -> str:
    return stage.replace("_", " ")
