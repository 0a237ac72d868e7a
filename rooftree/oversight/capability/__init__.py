"""Whether the landlord's systems can record what they must: each key requirement beside each system (R11).

Holds how many rows of each system hold each requirement after every run, what data stewards declare of the
systems, and the needs that people raised out of gaps. It changes no system, and closes no need by itself. To
add a requirement, add one entry to `requirements.yaml`. Its pages are `web/staff/capability`.
"""
