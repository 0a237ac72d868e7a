"""Which visits are due to homes, and which times of day worked there before; has no tables of its own and
books nothing. What people need at the door stands beside it (desk/visits.py). Serves R11 and R19; its pages
are a home's page and the list of visits.
"""
