"""The stock reconciliation as an export: every home once, who lists it under which key, what was found."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from rooftree.desk.exports.shape import Cell, Column, Export, Kind, Row
from rooftree.desk.freshness import title_of
from rooftree.records.stock.queries import figures, homes
from rooftree.records.stock.queries.homes import Decision, Wanted
from rooftree.records.stock.rules import Finding, concern
from rooftree.reference.accounts.rules import SYSTEM, Viewer
from rooftree.reference.register.queries import stock_scope

AT_ONCE = 2000


def reconciliation() -> Export:
    """Every home that any list has."""
    before = (
        Column("home_id", Kind.TEXT, "Rooftree's own id of the home; stable from run to run."),
        Column("uprn", Kind.TEXT, "Unique property reference number, as shown; empty when not known."),
        Column("address", Kind.TEXT, "The address as shown."),
        Column("postcode", Kind.TEXT, "The postcode as shown."),
        Column("kind", Kind.TEXT, "Kind of home, by code list unit_kind."),
        Column("status", Kind.TEXT, "State by the system of record, by code list unit_status."),
    )
    systems = tuple(
        Column(name, Kind.TEXT, f"The key under which {title_of(name)} lists it; empty when it does not.")
        for name in stock_scope().lists
    )
    after = (
        Column("missing_from", Kind.TEXT, "Systems that should list it and do not, decided or not."),
        Column("differs_on", Kind.TEXT, "Facts on which the lists differ, decided or not."),
        Column("not_known", Kind.TEXT, "Systems whose list is too old to say whether it is missing there."),
        Column("state", Kind.TEXT, "open: somebody must decide; decided: all decided; empty: nothing found."),
        Column("said", Kind.TEXT, "What each system says on what was found, as JSON."),
        Column(
            "decision",
            Kind.TEXT,
            "The newest decision in force: sold, demolished, not_ours, to_be_added or right.",
        ),
        Column("reason", Kind.TEXT, "Why, in the words of whoever decided."),
        Column("decided_by", Kind.TEXT, "Who decided."),
        Column("decided_at", Kind.MOMENT, "When."),
    )
    return Export(
        "stock-reconciliation",
        "Every home, and which system's list has it",
        (*before, *systems, *after),
        _rows,
        _about,
    )


def _about() -> Sequence[tuple[str, str]]:
    """Which run compared the lists."""
    nights = figures.nights(viewer=SYSTEM, most=1)
    return [("Lists compared in run", f"{nights[-1].run_id}, for {nights[-1].business_on}")] if nights else []


def _rows(viewer: Viewer) -> Iterator[Row]:
    rows = iter(homes.listed(Wanted(), viewer=viewer).iterator(chunk_size=AT_ONCE))
    while some := list(islice(rows, AT_ONCE)):
        ids = [row["unit_id"] for row in some]
        places, keys = homes.places(ids, viewer=viewer), homes.keys_of(ids, viewer=viewer)
        decisions = homes.decisions_of(ids, viewer=viewer)
        for row in some:
            own = str(row["unit_id"])
            yield (
                own,
                *(
                    places.get(own, {}).get(name)
                    for name in ("uprn", "address_line", "postcode", "kind", "status")
                ),
                *(" ".join(keys.get(own, {}).get(name, ())) for name in stock_scope().lists),
                *_found(row),
                *_decided(decisions.get(own, ())),
            )


def _found(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    sure = [*row["open"], *row["decided"]]
    state = "open" if row["open"] else "decided" if row["decided"] else ""
    said = json.dumps(row["facts"], sort_keys=True) if row["facts"] else ""
    return (
        _about_all(sure, Finding.MISSING),
        _about_all(sure, Finding.DIFFERS),
        _about_all(row["unsure"], Finding.MISSING),
        state,
        said,
    )


def _about_all(codes: Sequence[str], finding: Finding) -> str:
    known = [one for code in codes if (one := concern(code))]
    return " ".join(sorted(one.about for one in known if one.finding is finding))


def _decided(decisions: Sequence[Decision]) -> tuple[Cell, ...]:
    one = next((each for each in decisions if each.ended_at is None), None)
    return (one.decision, one.reason, one.decided_by, one.decided_at) if one else (None, None, None, None)
