"""How each kind of value is made plain: UPRN, postcode, telephone, National Insurance number, address.

Column expressions only; whether an odd value is kept, and reported, is for the kinds table to say.
"""
