"""A mapping's entries made into column expressions: what a landlord writes as data, the engine runs.

Nothing here reads a row; the expressions are run, and their results written, by `actions.standardise`.
"""
