"""Who lives at a home on a day, and who says so: tenancies, placements, applications and contacts read
together, with where they do not agree; has no tables of its own and settles nothing. Serves R11 and R17; its
pages are the tabs "People" of a home and "Household" of a person.
"""
