"""Who lived at a home, or with somebody, on a day: the tabs "People" of a home and "Household" of a person,
and sending what is not right about a household to be mended at its source.
"""
