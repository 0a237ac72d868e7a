"""Cases of the kinds that look at other rows or tables, of a steward's own SQL, and of conditions."""

from datetime import date

from rooftree.engine.checking.kinds import Kind, When
from tests.engine.checking.conformance.shape import Case, case, check, home, link

SELECT = """
    WITH old AS (SELECT h.* FROM home h WHERE h.built_on < CURRENT_DATE)
    SELECT old.source_system, old.source_key FROM old
    LEFT JOIN person p ON p.source_key = old.person_ref AND p.source_system = old.source_system
    WHERE lower(p.name) LIKE 'ann%' AND p.born_on + INTERVAL 18 YEAR > CURRENT_DATE
"""
OLD, NEW = date(2020, 1, 1), date(2030, 1, 1)
HOMES = [home(key, person_ref=ref) for key, ref in (("a", "1"), ("b", "2"), ("c", None))]
LINKS = [link("H1", "a"), link("H1", "k", "keystone"), link("H2", "b"), link("P1", "c", of="person")]

CASES: list[Case] = [
    case(
        "unique: within a system",
        check("uprn", Kind.UNIQUE),
        [home("a", uprn="1"), home("b", uprn="1"), home("c"), home("d"), home("e", "keystone", uprn="1")],
        "a",
        "b",
    ),
    case(
        "unique: of several columns, across systems, when",
        check("uprn", Kind.UNIQUE, When("has_gas", "eq", True), columns=["uprn", "beds"], across=True),
        [
            home("a", uprn="1", beds=2, has_gas=True),
            home("b", "keystone", uprn="1", beds=2, has_gas=True),
            home("c", uprn="1", beds=2, has_gas=False),
            home("d", uprn="1", has_gas=True),
            home("e", uprn="1", beds=3, has_gas=True),
        ],
        "a",
        "keystone/b",
    ),
    case(
        "references: in the row's own system, where it has any row there",
        check("person_ref", Kind.REFERENCES, table="person"),
        [*HOMES, home("d", "locata", person_ref="9"), home("e", "keystone", person_ref="1")],
        "b",
        "keystone/e",
        person=[home("1"), home("5", "keystone")],
    ),
    case(
        "references: in a system that is named",
        check("person_ref", Kind.REFERENCES, table="person", system="keystone"),
        [*HOMES, home("d", "locata", person_ref="2")],
        "a",
        person=[home("1"), home("2", "keystone")],
    ),
    case(
        "references: in a system of which nothing is there",
        check("person_ref", Kind.REFERENCES, table="person", system="locata"),
        HOMES,
        person=[home("9")],
    ),
    case(
        "references: another column, in any system",
        check("person_ref", Kind.REFERENCES, table="person", column="name", system="*"),
        HOMES,
        "b",
        person=[home("9", "keystone", name="1"), home("8")],
    ),
    case(
        "reconciles: the same in every system",
        check("beds", Kind.RECONCILES, form="same"),
        [home("a", beds=2), home("k", "keystone", beds=3), home("b", beds=2), home("c", beds=9)],
        "a",
        "keystone/k",
        links=LINKS,
    ),
    case(
        "reconciles: text without case, and a null differs from nothing",
        check("kind", Kind.RECONCILES, form="same", systems=["nec", "keystone"], asks=("nec",)),
        [
            *(home("a", kind="Flat "), home("k", "keystone", kind="flat"), home("l", "locata", kind="boat")),
            *(
                home("b", kind="flat"),
                home("m", "keystone", kind="house"),
                home("d", kind="flat"),
                home("n", "keystone"),
            ),
        ],
        "b",
        links=[
            *LINKS,
            link("H1", "l", "locata"),
            link("H2", "m", "keystone"),
            link("H3", "d"),
            link("H3", "n", "keystone"),
        ],
    ),
    case(
        "reconciles: present in each system that holds any",
        check("", Kind.RECONCILES, form="present_in", systems=["keystone", "locata"]),
        [home("a"), home("k", "keystone"), home("b"), home("unlinked")],
        "b",
        links=LINKS,
    ),
    case(
        "sql",
        check("uprn", Kind.SQL, select=SELECT),
        [
            home("a", built_on=OLD, person_ref="1"),
            home("b", built_on=NEW, person_ref="1"),
            home("c", built_on=OLD, person_ref="2"),
            home("d", built_on=OLD),
        ],
        "a",
        person=[home("1", name="Anne", born_on=OLD), home("2", name="Ann")],
    ),
    case(
        "sql: of the rows asked only",
        check(
            "",
            Kind.SQL,
            When("beds", "gt", 1),
            select="SELECT source_system, source_key FROM home",
            asks=("nec",),
        ),
        [home("a", beds=2), home("b", beds=1), home("c"), home("d", "keystone", beds=2)],
        "a",
    ),
    case(
        "set_aside",
        check("", Kind.SET_ASIDE, of="set_aside", problem="duplicate_key", file="people"),
        [],
        "12 x",
        set_aside=[
            {"file": "people", "row": 3, "kind": "duplicate_key", "value": "12 x"},
            {"file": "people", "row": 4, "kind": "missing_key", "value": ""},
            {"file": "homes", "row": 5, "kind": "duplicate_key", "value": "12"},
        ],
    ),
    case(
        "set_aside: without a key, by its row",
        check("", Kind.SET_ASIDE, of="set_aside", problem="missing_key"),
        [],
        "people row 4",
        set_aside=[
            {"file": "people", "row": 3, "kind": "duplicate_key", "value": "12"},
            {"file": "people", "row": 4, "kind": "missing_key", "value": ""},
        ],
    ),
]

WHENS: list[tuple[When, tuple[str, ...]]] = [
    (When("kind", "eq", "flat"), ("a",)),
    (When("kind", "ne", "flat"), ("b",)),
    (When("kind", "in", ["flat", "house"]), ("a", "b")),
    (When("kind", "not_in", ["flat"]), ("b",)),
    (When("kind", "null"), ("c",)),
    (When("kind", "not_null"), ("a", "b")),
    (When("kind", "matches", "^f"), ("a",)),
    (When("beds", "lt", 2), ("a",)),
    (When("beds", "le", 2), ("a", "b")),
    (When("rent", "gt", 10.5), ("b",)),
    (When("rent", "ge", 10.5), ("a", "b")),
    (When("built_on", "lt", {"today": -365}), ("a",)),
    (When("seen_at", "null"), ("a", "b", "c")),
    (When("has_gas", "eq", False), ("b",)),
]
CONDITIONED = [
    home("a", kind="flat", beds=1, rent="10.5", built_on=OLD, has_gas=True),
    home("b", kind="house", beds=2, rent="11", built_on=NEW, has_gas=False),
    home("c"),
]
CASES += [
    case(f"when {when.column} {when.op}", check("uprn", Kind.REQUIRED, when), CONDITIONED, *keys)
    for when, keys in WHENS
]
CASES.append(
    case(
        "of some systems only",
        check("uprn", Kind.REQUIRED, asks=("keystone", "locata")),
        [home("a"), home("b", "keystone"), home("c", "locata", uprn="1")],
        "keystone/b",
    )
)
