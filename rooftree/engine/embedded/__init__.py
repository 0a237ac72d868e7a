"""The pieces of the embedded PostgreSQL's life: where it lives, who owns it, how it starts, who stops it.

Knows nothing of Django or housing, and is called only through ``rooftree.engine.postgres``. One keeper
process per data folder owns the server; every process that uses the database holds a shared file lock, and
when nobody holds it the keeper stops the server. If you are lost, start at ``keeper.py``.
"""
