"""python -m deploy.proof.corpus.within FOLDER: look into files of the folder, named as JSON on standard input, within
the walls that evidence's decoders work in. Prints the reason of each that is refused, null for one that is taken."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Final

from common.confinement.child import enter_confinement
from common.confinement.limits import ProcessLimits, Walls
from evidence.inspection.decoding.kinds import examine_file
from evidence.inspection.decoding.rejection import Rejected

LIMITS: Final = ProcessLimits(cpu_seconds=900)
"""Of all files together; those of one file have tests of their own."""


def find_reason(file: Path) -> str | None:
    try:
        examine_file(file)
    except Rejected as rejection:
        return rejection.why
    return None


def main(folder: str) -> None:
    warnings.simplefilter("ignore")
    files = [Path(file) for file in json.load(sys.stdin)]
    enter_confinement(LIMITS, walls=Walls.WITHOUT_LANDLOCK, files=(Path(folder),), packages=("common", "evidence"))
    sys.stdout.write(json.dumps([find_reason(file) for file in files]))


if __name__ == "__main__":
    main(*sys.argv[1:])
