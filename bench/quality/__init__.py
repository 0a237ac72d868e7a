"""The checks of a recording standard, measured: ours beside one query that fuses them all, and four packages.

One table of invented tenancies with planted faults, 32 rules, every failing key written. Each engine runs in
a process of its own, in turn; one that finds other rows than ours fails the bench.
"""
