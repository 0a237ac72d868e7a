"""The pages of the recording standard: rules and lists, changes gathered, decided, and versions (R7).

Who may read them: all staff; who may change what: `reference.standard.quality.rules`.
"""
