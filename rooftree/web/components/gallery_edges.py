"""Invented content at the edges: none, one, very many, very long, and written from right to left."""

import datetime
from typing import Any

from rooftree.web.components.charts import bars, trend
from rooftree.web.components.gallery_data import DAY, STATUS_WORDS, AsKnownForm, ReasonForm
from rooftree.web.components.parts import Fact, Figure, Kind, Link, Row, Status

LONG = (
    "Mrs Wilhelmina Featherstonehaugh-Ogunbanjo-Carmichael, known as Billie, and Mr Maximilian "
    "Featherstonehaugh-Ogunbanjo-Carmichael"
)
UNBROKEN = "HVN/2026/RESPONSIVE/0000000000000000000000000000000048211902-A"
FROM_THE_RIGHT = "נועה בן־דוד"
ICONS = (
    ("tick", "as it should be, done"),
    ("clock", "time or doubt"),
    ("warn", "overdue, refused, unsafe"),
    ("hand", "a person must act"),
    ("wait", "not started"),
    ("dash", "not required, ended"),
    ("half", "partly, or under way"),
    ("ring", "still to do"),
    ("search", "look for"),
    ("home", "a home, at the door"),
    ("doorway", "a visit"),
    ("menu", "the menu, folded"),
    ("person", "a person"),
    ("phone", "a telephone"),
    ("camera", "a photo"),
    ("lock", "folded until asked for"),
    ("pin", "kept on top"),
    ("next", "the next page"),
    ("before", "the page before"),
    ("up", "sorted upwards"),
    ("down", "sorted downwards"),
    ("cross", "take away, no"),
)
COLOURS = (
    ("ink", "text"),
    ("soft", "second voice"),
    ("wall", "panels, table heads"),
    ("line", "rules"),
    ("edge", "edges of controls, past"),
    ("leaf", "links, the one action, now"),
    ("brick", "a person must act"),
    ("amber", "time or doubt"),
    ("red", "overdue, refused, unsafe"),
)

TENURES = [{"value": "secure", "words": "Secure", "count": 1_204, "chosen": True}]
TENURES += [{"value": "flexible", "words": "Flexible", "count": 3, "chosen": False}]
FILTER: dict[str, Any] = {
    "searched": ("address", "reference"),
    "ticks": [("void", "Empty now", True), ("mine", "On my patch", False)],
    "fields": [
        {"name": "tenure", "label": "Tenure", "choices": TENURES},
        {"name": "due", "label": "Gas check due", "is_days": True, "low": "2026-11-01", "high": "2026-11-30"},
    ],
    "columns": [("address", "Address", True, True), ("uprn", "UPRN", False, False)],
    "further": (),
    "form": AsKnownForm(auto_id="asat_%s"),
}


def words() -> dict[str, Any]:
    """What the page of words takes, beside the parts."""
    long = [Status(kind, f"{said}: {LONG}") for kind, said in STATUS_WORDS[1:3]]
    return {"icons": ICONS, "colours": COLOURS, "long_statuses": long, "long": LONG, "unbroken": UNBROKEN}


def lists() -> dict[str, Any]:
    """What the page of lists takes, beside the parts."""
    edges = (
        Row(LONG, href="?", when="Wednesday", when_sub=DAY, lines=(UNBROKEN,), status=Status(Kind.DUE, LONG)),
        Row(FROM_THE_RIGHT, href="?", when="Thursday", lines=("17 Orchard Rise, ZZ4 2LH",)),
        Row("No link, no day, no status"),
    )
    many = [Link(f"Patch {at}", "?", at * 137, current=at == 3) for at in range(1, 15)]
    return FILTER | {
        "edges": edges,
        "many_links": many,
        "long": LONG,
        "unbroken": UNBROKEN,
        "rtl": FROM_THE_RIGHT,
    }


def records() -> dict[str, Any]:
    """What the page of a record's parts takes, beside the parts and the record."""
    edges = (
        Fact("Name", LONG),
        Fact("Name", FROM_THE_RIGHT, sub="Noa Ben-David in Locata"),
        Fact("Reference", UNBROKEN),
        Fact("Other homes", None),
        Fact("Lift", False),
    )
    doors = (
        "Knock loudly, allow two minutes",
        "Ask for Mr Okoro if she does not hear",
        "Unconfirmed: has a dog",
    )
    return {"edges": edges, "door": doors, "long": LONG, "ended": Status(Kind.NONE, "Moved out 9 May 2019")}


def figures() -> dict[str, Any]:
    """What the page of figures takes, beside the parts."""
    months = [datetime.date(2026, month, 1) for month in range(6, 12)]
    nights = [DAY - datetime.timedelta(days=at) for at in range(59, -1, -1)]
    counts = [10_190 + (at * at) // 250 + (at * 7) % 4 for at in range(60)]
    return {
        "none": Figure("Visits due", 0, href="?", why="Nothing to do"),
        "line": trend(
            list(zip(months, (22.0, 26.0, 31.0, 38.0, 52.0, 61.0), strict=True)),
            title="Missed visits with full proof",
            sentence="Full proof has gone from 22% to 61% of missed visits since June.",
            unit="%",
            aim=95,
        ),
        "long_line": trend(
            list(zip(nights, counts, strict=True)),
            title="Homes in every system",
            sentence="Sixteen more homes are in all four systems than two months ago.",
            from_nought=False,
        ),
        "bars": bars(
            [("NEC", 10_204), ("Keystone", 10_192), ("Oneserve", 10_180), ("Locata", 241)],
            title="Homes in each system",
            sentence="Keystone lacks 12 homes that NEC has; Locata holds only homes to let.",
            now=("NEC",),
        ),
        "long_bars": bars(
            [("In NEC and Keystone, not in Oneserve", 24), ("In Oneserve alone", 12), (FROM_THE_RIGHT, 1)],
            title="Homes not in every system",
            sentence="Most of the homes that are missing are missing from Oneserve.",
            bad=("In Oneserve alone",),
        ),
        "one": trend([(DAY, 4.0)], title="Visits", sentence="There were four visits on the first night."),
    }


def confirm() -> dict[str, Any]:
    """What the page that confirms takes."""
    return {
        "form": ReasonForm(),
        "button": "Undo the match",
        "danger": True,
        "facts": (
            Fact("In NEC", "Mrs Josephine Okoro, 118204"),
            Fact("In Oneserve", "J Okoro, contact 55012"),
        ),
        "happens": (
            "Two people are shown where one was, each with the facts of their own system.",
            "The next runs keep them apart, until somebody joins them again.",
            "Your name, the moment and your reason are kept.",
        ),
        "back": Link("Mrs Josephine Okoro", "../record/"),
    }


def report() -> dict[str, Any]:
    """What the report takes."""
    shown = figures()
    return {"chart": shown["line"], "bars": shown["bars"], "exports": [Link("CSV", "?"), Link("Excel", "?")]}
