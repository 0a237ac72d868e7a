"""The only writes of capability: figures of a run, declarations, needs."""
