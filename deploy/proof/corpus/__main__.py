"""python -m deploy.proof.corpus: fetch every sample, look into all, print the share that is taken of each kind."""

from __future__ import annotations

import sys
import warnings

from .looking import load_known_refusals, look_into_samples
from .samples import QUICK, SLOW, CannotFetch, fetch_samples


def main() -> int:
    warnings.simplefilter("ignore")
    packages = QUICK + SLOW
    try:
        fetch_samples(packages)
    except CannotFetch as reason:
        print(f"The samples cannot be fetched: {reason}", file=sys.stderr)
        return 2
    findings, known = look_into_samples(packages), load_known_refusals(packages)
    print(*findings.describe_shares(), sep="\n")
    odd = sorted(set(findings.refused.items()) ^ set(known.items()))
    for name, why in odd:
        print(f"{'refused' if name in findings.refused else 'taken, not refused any more'}: {name} ({why})")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main())
