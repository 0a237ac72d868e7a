"""A third party's file checked before it is taken: read, standardised and held to the rules by itself.

Nothing here touches the landing area or the database. What a file alone cannot answer (does the order exist
in the other system?) is left to the next run, and said to be.
"""
