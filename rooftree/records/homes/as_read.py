"""The order in which people read addresses, as the database works it out; the table has an index by it."""

from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Left, Lower

FLAT = r"(flat|apartment|maisonette|bedsit|room|studio|garage)\s+\w+,?\s*"
"""How the first part of an address says which home of a building it is."""
LETTERS = 150
"""So much of an address counts for its place: an index takes no row longer than its page."""


def as_read(path: str = "address_line") -> list[Combinable]:
    """Addresses in the order people read them: street, number as a number, block, flat as a number."""
    line, none, any_case = Left(F(path), LETTERS), Value(""), Value("i")

    def without(start: str) -> Func:
        return Func(line, Value(start), none, any_case, function="regexp_replace")

    def number_in(text: Combinable) -> Cast:
        found = Func(text, Value(r"\d{1,9}"), function="regexp_substr")
        return Cast(found, IntegerField())

    in_the_street = without(f"^{FLAT}")
    numbered = Func(in_the_street, Value(r"^\d{1,9}"), function="regexp_substr")
    return [
        Lower(without(rf"^({FLAT}([^,0-9]+,\s*)?)?([0-9]+[a-z]?,?\s+)?"), output_field=TextField()),
        number_in(numbered),
        Lower(in_the_street, output_field=TextField()),
        number_in(line),
        line,
    ]
