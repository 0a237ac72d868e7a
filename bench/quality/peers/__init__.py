"""What a landlord would otherwise choose, each given the same 32 rules: scripts for a Python that has it.

They know nothing of Rooftree. Each reads the table, finds every failing (row, rule) and writes them.
"""
