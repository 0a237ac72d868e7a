"""Which system is the system of record for which data, who owns it, how long it is kept (R2, R11): the
declarations, nothing computed.
"""
