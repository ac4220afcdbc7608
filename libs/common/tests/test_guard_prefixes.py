"""Which addresses need no token, or read their body themselves."""

from __future__ import annotations

import pytest

from common.web.path_prefixes import PathPrefixes

PREFIXES = ("/health", "/v1/evidence/video-sessions/*/record")


@pytest.mark.parametrize(
    ("path", "under"),
    [
        ("/health", True),
        ("/health/live", True),
        ("/healthy", False),
        ("/v1/evidence/video-sessions/vid_1/record", True),
        ("/v1/evidence/video-sessions/vid_1/record/chunks", True),
        ("/v1/evidence/video-sessions/vid_1/records", False),
        ("/v1/evidence/video-sessions/vid_1", False),
        ("/v1/evidence/video-sessions/record", False),
        ("/v1/evidence/video-sessions/a/b/record", False),
        ("/v1/evidence", False),
        ("/", False),
    ],
)
def test_a_star_stands_for_one_part_of_an_address(path: str, under: bool) -> None:
    assert PathPrefixes(PREFIXES).cover(path) is under
