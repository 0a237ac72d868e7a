"""From rows as given to rows that can be compared, a whole table at a time."""

from typing import Any

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.preparing import values
from rooftree.records.matching.linkage.weighing.preparing.nicknames import forms, surname_forms

Column = Any

GIVEN = (
    *("unique_id", "source_dataset", "title", "first_name", "middle_name", "surname", "dob", "sex"),
    *("email", "phone", "nino", "address", "town", "postcode", "uprn"),
)
MOST_HOMES = 6
"""A telephone or e-mail address of more homes is a support worker's, an agent's or a switchboard's."""
MOST_BIRTHDAYS = 4
"""A National Insurance number with more dates of birth than this is a stand-in."""
MOST_SLIPS_IN_POSTCODE = 2
NOT_KEPT = ("uprn", "address_key", "short_key", "street_key")
"""What tells a row's home, and is told by it."""
LEAST_CROWD, CROWD = 25, 0.002
"""A day of birth of so many rows, and so large a share of them, is what a system puts for “not known”."""


def prepare(engine: Engine, given: Table) -> Table:
    """`given` (GIVEN, all text) as comparable rows, numbered from 0 by unique id (held by the engine)."""
    plain = engine.hold(_plain(given))
    housed = engine.hold(_with_home(plain))
    engine.release(plain)
    told = _without_crowds(housed)
    names = told.select("first_name").distinct().filter(ibis._.first_name.notnull())
    known = engine.arrow(forms(sorted(engine.to_arrow(names).column(0).to_pylist())))
    order = ibis.window(order_by=told.unique_id)
    surnames = told.select("surname").distinct().filter(ibis._.surname.notnull())
    turned = engine.arrow(surname_forms(sorted(engine.to_arrow(surnames).column(0).to_pylist())))
    rows = told.left_join(known, "first_name").drop("first_name_right")
    rows = rows.left_join(turned, "surname").drop("surname_right")
    made = engine.hold(rows.mutate(row=ibis.row_number().over(order)))
    engine.release(housed, known, turned)
    return made


def _plain(given: Table) -> Table:
    known = given.mutate(
        words=values.name(given.first_name),
        surname=values.name(given.surname),
        middle=values.name(given.middle_name),
        postcode=values.postcode(given.postcode),
        numbers=values.numbers(given.address),
    )
    return known.select(
        "unique_id",
        feed="source_dataset",
        first_name=values.first_word(known.words),
        middle=ibis.coalesce(known.middle, values.other_words(known.words)),
        surname="surname",
        surname_parts=known.surname.re_split(r"[- ]"),
        dob=values.day(known.dob),
        sex=ibis.coalesce(values.sex(known.sex), values.sex_of_title(known.title)),
        nino=values.nino(known.nino),
        email=values.email(known.email),
        phone=values.phone(known.phone),
        postcode="postcode",
        uprn=values.uprn(known.uprn),
        address_key=known.postcode + "|" + known.numbers,
        short_key=known.postcode + "|" + known.numbers.re_extract(r"^([^|]+)", 1),
        street_key=known.numbers + "|" + values.street(known.address) + "|" + values.name(known.town),
    )


def _with_home(rows: Table) -> Table:
    """Each row's home: its UPRN; else the one UPRN that others give for its address; else the address.

    Where the postcode is missing or has a slip, numbers, street and town are the address.
    """
    joined = rows
    for key in ("address_key", "short_key", "street_key"):
        known = _one_home(rows, key).rename({f"by_{key}": "one_uprn", f"postcode_{key}": "one_postcode"})
        joined = joined.left_join(known, key).drop(f"{key}_right")
    slips = values.slips(joined.postcode, joined.postcode_street_key)
    near = joined.postcode.isnull() | (slips <= MOST_SLIPS_IN_POSTCODE).fill_null(False)
    by_street = ibis.ifelse(near, joined.by_street_key, ibis.null("string"))
    told = (joined.uprn, joined.by_address_key, joined.by_short_key, by_street, joined.address_key)
    return joined.select(*(name for name in rows.columns if name not in NOT_KEPT), home=ibis.coalesce(*told))


def _one_home(rows: Table, key: str) -> Table:
    told = rows.filter(rows.uprn.notnull() & rows[key].notnull())
    found = told.group_by(key).agg(
        one_uprn=told.uprn.min(), most=told.uprn.max(), one_postcode=told.postcode.max()
    )
    return found.filter(found.one_uprn == found.most).drop("most")


def _without_crowds(rows: Table) -> Table:
    """Takes out what many share: a worker's telephone, an office's e-mail, a made-up number or day."""
    told = rows
    for column, of, most in (
        ("phone", "home", MOST_HOMES),
        ("email", "home", MOST_HOMES),
        ("nino", "dob", MOST_BIRTHDAYS),
    ):
        told = _blanked(told, column, rows.group_by(column).agg(n=rows[of].nunique()), most)
    days = rows.group_by("dob").agg(n=rows.count())
    most = ibis.greatest(LEAST_CROWD, rows.dob.count().as_scalar() * CROWD)
    return _blanked(told, "dob", days, most)


def _blanked(rows: Table, column: str, counted: Table, most: Column) -> Table:
    crowded = counted.filter(counted[column].notnull() & (counted.n > most)).select(column)
    joined = rows.left_join(crowded.mutate(is_crowded=True), column).drop(f"{column}_right")
    kept = ibis.ifelse(joined.is_crowded.fill_null(False), ibis.null("string"), joined[column])
    return joined.mutate(**{column: kept}).drop("is_crowded")
