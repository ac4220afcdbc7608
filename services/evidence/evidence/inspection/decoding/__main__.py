"""Looks into one file of unknown origin. Run by `common.confinement` without secrets, without network and within limits
of memory and time, because decoders are what attackers aim at. Nothing else of the service is imported.

    python -I -m evidence.inspection.decoding inspect FILE             prints {"media_type": …} or {"why": …}
    python -I -m evidence.inspection.decoding fingerprint FILE         prints {"dhash": …, "taken_at": …}
    python -I -m evidence.inspection.decoding preview FILE VARIANT     prints a JPEG, made anew from what is seen
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

from .fingerprints import compute_fingerprint
from .kinds import examine_file
from .previews import make_preview
from .rejection import Rejected


def main(task: str, file: str, variant: str = "") -> None:
    warnings.simplefilter("ignore")
    try:
        if task == "preview":
            sys.stdout.buffer.write(make_preview(Path(file), variant))
            return
        answer = compute_fingerprint(Path(file)) if task == "fingerprint" else {"media_type": examine_file(Path(file))}
    except Rejected as rejection:
        answer = {"why": rejection.why}
    except MemoryError:
        answer = {"why": "too_complex"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
