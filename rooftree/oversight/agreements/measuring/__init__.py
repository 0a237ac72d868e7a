"""How each requirement is measured: which records it is asked of in a month, and which of them fall short.

Only reads. A new way of measuring is a function of `Asked` here, and its name in `measures`.
"""
