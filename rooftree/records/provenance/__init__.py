"""What every record carries: which system, row and extract it comes from, and since when we have known it.

Knows no subject. The world's time is in columns such as `starts_on`; ours is `known_from` on the live row and
the moment of the history row that replaced it.
"""
