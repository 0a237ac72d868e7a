"""Every shortfall against the recording standard, known by one id from night to night until it is mended.

Holds the ledger of exceptions, the work on them and the scores; it holds no value and changes no record. The
rules stand in `reference/standard`, what asks them is `engine/checking`. Serves R7, R13 and R18.
The run's step is `nightly/checking.py`; the file is `rooftree export exceptions`.
"""
