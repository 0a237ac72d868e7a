"""What one person needs to see at once: composes the queries of many subjects.

Holds no tables and writes nothing.
"""
