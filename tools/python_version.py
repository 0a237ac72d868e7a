"""Refuses a Python that Rooftree cannot run on, with the mend. Runs on any Python 3, so it stays plain."""

import sys

OLDEST, NEWEST = (3, 11), (3, 13)
MEND = "Rooftree needs Python 3.11, 3.12 or 3.13; this is %d.%d. Name one that fits: make PYTHON=python3.12 …"

if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(MEND % sys.version_info[:2])
