"""An invented landlord, written in the shapes the real systems send; used by the demo, tests and benches.

`landlord.synthesise` writes one night's extracts and the truth behind them; `evolution.evolve` writes
the next night's. The world (homes, people, tenancies) is made first; each system's folder then tells it
in its own words, and `faults` spoils some of it as real landlords' data is spoilt, noting every wound.
Knows nothing of the rest.
"""
