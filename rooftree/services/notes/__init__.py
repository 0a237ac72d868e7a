"""What staff write about a home, a person or any other record, and what they have to do about it.

Born here: the nightly publish neither knows nor touches it. Serves R2 and R14: nothing written is ever
silently changed, and opening a sensitive note is logged. Pages: `web/staff/notes.py`, `web/staff/tasks.py`.
"""
