"""People weighed night after night: what is new is scored, what was one stays one, and who is known never
merges by itself. Knows no Django, no database.
"""
