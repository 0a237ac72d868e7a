"""Lists that are worked out filter, order and count as those of tables do."""

from __future__ import annotations

import datetime

from rooftree.records.listing.memory import Memory
from rooftree.records.listing.shape import NOT_KNOWN, Asked, Column, Kind, List, Then, Tick
from rooftree.reference.accounts.rules import Role, Viewer

DAY = datetime.date(2026, 3, 1)
ROWS = (
    {"id": "a", "what": "Gas", "due": DAY, "need": True},
    {"id": "b", "what": "Fire door", "due": None, "need": False},
    {"id": "c", "what": "Gas", "due": DAY + datetime.timedelta(days=1), "need": None},
)
VISITS = List(
    name="visits",
    title="Visits",
    says="A visit.",
    one="visit",
    many="visits",
    columns=(
        Column("what", "What", "What for.", filters=True, searched=True, sorts=True),
        Column("due", "Due", "When.", kind=Kind.DAY, filters=True, sorts=True),
        Column("need", "Need", "Whether help is needed.", kind=Kind.YES_NO, filters=True),
    ),
    rows=Memory(lambda then: ROWS, needs=("unit",), needs_of={"need": ("person",)}),
    ticks=(
        Tick("late", "Late", lambda then: lambda row: row["due"] is not None and row["due"] < then.today),
    ),
    sort="due",
)
MOMENT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
OFFICER = Viewer(user_id=1, name="Alice", role=Role.OFFICER)
NOW = Then(OFFICER, None, MOMENT, MOMENT.date())


def ids(asked: Asked) -> str:
    rows = VISITS.rows.page(VISITS, asked, NOW, skip=0, most=9)
    assert [*VISITS.rows.every(VISITS, asked, NOW)] == rows
    assert VISITS.rows.count(VISITS, asked, NOW, most=9) == len(rows)
    return "".join(str(row["id"]) for row in rows)


def test_rows_are_narrowed_and_ordered() -> None:
    assert ids(Asked()) == "acb"
    assert ids(Asked(sort="due", descending=True)) == "bca"
    assert ids(Asked(equals={"what": "Gas"})) == "ac"
    assert ids(Asked(equals={"need": "no"})) == "b"
    assert ids(Asked(equals={"need": NOT_KNOWN})) == "c"
    assert ids(Asked(at_most={"due": DAY})) == "a"
    assert ids(Asked(text="fire DOOR")) == "b"
    assert ids(Asked(ticks=("late",))) == "a"
    assert ids(Asked(ids=("b",))) == "b"


def test_values_are_counted_and_rights_are_kept() -> None:
    assert VISITS.rows.choices(VISITS, VISITS.columns[0], NOW) == [("Gas", 2), ("Fire door", 1)]
    administrator = Viewer(user_id=3, name="Dev", role=Role.ADMINISTRATOR)
    assert [one.name for one in VISITS.readable(administrator)] == ["what", "due"]
    nobody = Then(Viewer(None, "", None), None, MOMENT, MOMENT.date())
    assert VISITS.rows.page(VISITS, Asked(), nobody, skip=0, most=9) == []
