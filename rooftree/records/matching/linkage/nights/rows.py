"""Person rows as the weighing wants them, and what tells that a row is not as it was."""

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.engine.typed.keys import fact_hash
from rooftree.records.matching.linkage import keys
from rooftree.records.matching.linkage.weighing.preparing.people import prepare

COMPARED = (
    *("feed", "first_name", "first_forms", "initials", "middle", "surname", "surname_parts", "dob", "sex"),
    *("nino", "email", "phone", "postcode", "home"),
)
"""All that a pair's weight depends on, besides the model."""
STEADY = r"^[^|]+\|[^|]+$"
"""A full name and a date of birth: enough to tell that a row still speaks of the same person."""


def prepared(engine: Engine, rows: Table, homes: Table) -> Table:
    """`rows` (row, source_system, source_key, facts and what a person row says) made comparable, numbered as
    they are. `homes` (row, home_id): where each lives, as our own links of homes have it.

    `whole` changes with anything that is compared, `who` with the name, the date of birth or the National
    Insurance number alone; it is null where too little is said to tell one from another.
    """
    made = prepare(engine, _given(rows, homes))
    who = ibis.ifelse(rows.facts.re_search(STEADY), rows.facts + "|" + rows.ni_no.fill_null(""), keys.NO_TEXT)
    named = rows.select("row", "source_system", "source_key", said=who)
    whole = made.select("row", whole=fact_hash(made, list(COMPARED)))
    joined = made.join(named, "row").join(whole, "row")
    marked = joined.mutate(who=ibis.ifelse(joined.said.isnull(), ibis.null("int64"), joined.said.hash()))
    held = engine.hold(marked.drop("said"))
    engine.release(made)
    return held


def _given(rows: Table, homes: Table) -> Table:
    """As a file of people has them; a row's number in so many digits that they sort as numbers do."""
    joined = rows.left_join(homes, "row").drop("row_right")
    return joined.select(
        unique_id=joined.row.cast("string").lpad(12, "0"),
        source_dataset=joined.source_system,
        title=keys.NO_TEXT,
        first_name=joined.given_name,
        middle_name=joined.middle_name,
        surname=joined.family_name,
        dob=joined.date_of_birth.cast("string"),
        sex=keys.NO_TEXT,
        email=joined.email,
        phone=joined.phone,
        nino=joined.ni_no,
        address=joined.home_address,
        town=keys.NO_TEXT,
        postcode=joined.home_postcode,
        uprn=_digits(joined.home_id),
    )


def _digits(home_id: Column) -> Column:
    """Our id of a home in the place of a UPRN, which is a number; nothing would have a hash, too."""
    return ibis.ifelse(home_id.isnull(), keys.NO_TEXT, home_id.hash().abs().cast("string"))
