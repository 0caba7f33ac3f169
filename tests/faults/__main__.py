"""`python -m tests.faults [--misses]` prints the table, and with `--misses` every fault that was not reported right."""

from __future__ import annotations

import sys

from tests.faults.measure import measured
from tests.faults.report import table

if __name__ == "__main__":
    verdicts = measured()
    print(table(verdicts))
    if "--misses" in sys.argv[1:]:
        print("", *(verdict for verdict in verdicts if not verdict.good), sep="\n")
