"""What a run has measured, for people and for the next run: table, chart, JSON, comparison."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from .figures import Figure, RowResult, Target, compare_runs, row_from_json, row_to_json

FORMAT: Final = 1
WIDTH, ROW_HEIGHT, LEFT, RIGHT, TOP = 860, 34, 420, 110, 56
LOWEST, HIGHEST = 1 / 64, 8.0
"""Shares of the target that the chart reaches from and to; its scale is logarithmic."""


def write_json(path: Path, rows: Sequence[RowResult], about: Mapping[str, Any]) -> None:
    machine = {"processors": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    content = {"format": FORMAT, **machine, **about, "rows": [row_to_json(row) for row in rows]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_json(path: Path) -> dict[str, Any]:
    """Raises ValueError for a file of another format."""
    content = json.loads(path.read_text())
    if content.get("format") != FORMAT:
        raise ValueError(f"{path} is no result of this benchmark")
    return dict(content)


def rows_of(content: Mapping[str, Any]) -> list[RowResult]:
    return [row_from_json(row) for row in content["rows"]]


def print_rows(console: Console, rows: Sequence[RowResult]) -> None:
    table = Table("", "what", "measured", "target", "moonshot", "spread", "", box=None, title_justify="left")
    for row in rows:
        target = row.target
        assert target is not None, "each row has one"
        table.add_row(
            row.id,
            row.title,
            "" if row.figure is None else format_number(row.figure.value, target.unit),
            f"{'≥' if target.better == 'more' else '≤'} {format_number(target.bound, target.unit)}",
            "" if target.moonshot is None else format_number(target.moonshot, target.unit),
            "" if row.figure is None else f"±{row.figure.spread:.0%}",
            "; ".join(filter(None, (row.verdict, *row.marks, row.note))),
        )
    console.print(table)
    for row in rows:
        _print_details(console, row)


def _print_details(console: Console, row: RowResult) -> None:
    if row.details:
        table = Table(f"{row.id}: {row.title}", "median", "rounds", box=None)
        for name, figure in row.details.items():
            rounds = " ".join(format_number(seen) for seen in figure.rounds)
            table.add_row(name, format_number(figure.value, figure.unit), f"[dim]{rounds}[/dim]")
        console.print()
        console.print(table)


def print_comparison(console: Console, now: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    table = Table("", "before", "now", "times as good", "", box=None)
    for row in compare_runs(now, before):
        table.add_row(row.id, format_number(row.before), format_number(row.now), f"{row.factor:.2f}", row.verdict)
    console.print()
    console.print(table)


def format_number(value: float, unit: str = "") -> str:
    """Three digits that count, and its unit."""
    if value and math.isfinite(value):
        digits = max(0, 2 - math.floor(math.log10(abs(value))))
        text = f"{value:,.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:g}"
    return f"{text} {unit}".replace(" /s", "/s").strip()


# The chart


def render_chart(rows: Sequence[RowResult], before: Sequence[RowResult] = ()) -> str:
    """SVG: how far each row has come towards its target; 1 reaches it, whichever direction that is."""
    shown = [(row, row.figure, row.target) for row in rows if row.figure is not None and row.target is not None]
    earlier = {row.id: row.figure for row in before if row.figure is not None}
    height = TOP + ROW_HEIGHT * len(shown) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        '<g font-family="sans-serif" font-size="13"><title>Targets of the benchmark</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="26" font-size="16">Share of each target</text>{_render_scale(height)}',
    ]
    for place, (row, figure, target) in enumerate(shown):
        parts.append(_render_bar(TOP + ROW_HEIGHT * place, row, figure, target, earlier.get(row.id)))
    return "\n".join([*parts, "</g></svg>", ""])


def _render_scale(height: int) -> str:
    lines = []
    for share in (1 / 32, 1 / 8, 1 / 2, 1, 2, 4):
        x, colour = _place(share), "#222" if share == 1 else "#ddd"
        label = "target" if share == 1 else format_number(share)
        lines.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 8}" y2="{height - 18}" stroke="{colour}"/>')
        lines.append(f'<text x="{x:.0f}" y="{TOP - 14}" text-anchor="middle" fill="#555">{label}</text>')
    return "".join(lines)


def _render_bar(y: int, row: RowResult, figure: Figure, target: Target, earlier: Figure | None) -> str:
    share = share_of_target(figure.value, target)
    colour = "#2a7d4f" if share >= 1 else "#b4552d"
    end = _place(share)
    bar = f'<rect x="{LEFT}" y="{y + 4}" width="{end - LEFT:.0f}" height="16" fill="{colour}"/>'
    if earlier is not None:
        was = _place(share_of_target(earlier.value, target))
        bar += f'<circle cx="{was:.0f}" cy="{y + 12}" r="5" fill="#fff" stroke="#222"><title>before</title></circle>'
    value = escape(format_number(figure.value, target.unit))
    return (
        f'<text x="16" y="{y + 17}">{escape(row.id)} {escape(row.title)}</text>{bar}'
        f'<text x="{end + 8:.0f}" y="{y + 17}">{value}</text>'
    )


def share_of_target(value: float, target: Target) -> float:
    if not value:
        return HIGHEST if target.better == "less" else LOWEST
    return value / target.bound if target.better == "more" else target.bound / value


def _place(share: float) -> float:
    bounded = min(max(share, LOWEST), HIGHEST)
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log(bounded / LOWEST) / math.log(HIGHEST / LOWEST)
