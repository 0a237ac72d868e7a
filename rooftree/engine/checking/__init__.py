"""Checks of rows against rules, as data: compiled once to plain SQL, run shut in, every failing key written.

Knows nothing of who must mend what, nor of the standard a rule comes from. To add a kind of rule, add it to
`kinds`, its expression to `compiling`, and a pass, a fail and a null to the conformance suite.
"""
