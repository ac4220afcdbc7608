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
BOX_WIDTH, BOX_HEIGHT = 180, 28
REACH: Final = 15
"""How much further out an arrow runs for each stage that it passes."""
MARGIN: Final = 2


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
    # No wider than its arrows: a phone draws it so small that all of it fits.
    bends = [_measure_bend(arrow, rows) for arrow in arrows]
    left, right = (MARGIN + 3 * max([0, *(side * bend for bend in bends)]) // 4 for side in (-1, 1))
    width = left + BOX_WIDTH + right
    label = f"Stages from {_plain(stages[0])} to {_plain(stages[-1])}"
    return (
        f'<figure class="diagram"><svg viewBox="{-left} 0 {width} {height}" width="{width}" role="img" '
        f'aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg><figcaption>{_list_arrows(stages, arrows)}</figcaption></figure>\n"
    )


def _order_stages(arrows: list[Arrow]) -> list[str]:
    """In the order in which the programme has them; where a case ends stands last."""
    stages = list(dict.fromkeys([*(arrow.start for arrow in arrows), *(arrow.end for arrow in arrows)]))
    last = [name for name in LAST_STAGES if name in stages]
    return [name for name in stages if name not in last] + last


def _draw_stage(stage: str, top: int) -> str:
    return (
        f'<rect x="0" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="5"/>'
        f'<text x="{BOX_WIDTH // 2}" y="{top + 19}">{escape(_plain(stage))}</text>'
    )


def _draw_arrow(arrow: Arrow, rows: dict[str, int]) -> str:
    start, end = rows[arrow.start], rows[arrow.end]
    is_back = end <= start
    x = 0 if is_back else BOX_WIDTH
    out = _measure_bend(arrow, rows)
    y1, y2 = start + BOX_HEIGHT // 2 + 4, end + BOX_HEIGHT // 2 - 4
    tip = 7 if not is_back else -7
    return (
        f'<path d="M{x} {y1}C{x + out} {y1} {x + out} {y2} {x + tip} {y2}"><title>{escape(arrow.why)}</title></path>'
        f'<path class="tip" d="M{x} {y2}l{tip} -4v8z"/>'
    )


def _measure_bend(arrow: Arrow, rows: dict[str, int]) -> int:
    """How far out its curve is drawn, of which it reaches three quarters; to the left what leads back."""
    passed = (rows[arrow.end] - rows[arrow.start]) // ROW
    return min(REACH * passed + 10, 215) if passed > 0 else max(REACH * passed - 10, -110)


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
