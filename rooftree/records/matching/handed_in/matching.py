"""From a file of people to who is whom: trained on that file, and forgotten with it."""

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.tables import Engine, stopping_at_once
from rooftree.records.matching.handed_in import reading, writing
from rooftree.records.matching.handed_in.place import beside
from rooftree.records.matching.linkage.weighing import matching
from rooftree.records.matching.linkage.weighing.preparing.people import prepare
from rooftree.reference.refusals.rules import Reason, Refused

Tell = Callable[[str], None]
REVIEW = "review.csv"


@dataclass(frozen=True)
class Report:
    """What was found, in figures, and what is worth telling."""

    rows: int
    people: int
    doubts: int
    refused: int
    review: Path
    notes: list[str]


def match(people: Path, out: Path, *, today: datetime.date, memory: str, tell: Tell) -> Report:
    """Matches the file `people`; `out` and `review.csv` beside it stand there once all is done."""
    _check_out(people, out)
    with beside(out) as place, stopping_at_once():
        engine = Engine(spill=place / "spill", memory=memory)
        made = place / "made" / out.name
        made.parent.mkdir()
        try:
            report = _match(engine, people, made, today=today, tell=tell)
        finally:
            engine.close()
        report.review.replace(out.with_name(REVIEW))
        made.replace(out)
    return dataclasses.replace(report, review=out.with_name(REVIEW))


def _match(engine: Engine, people: Path, out: Path, *, today: datetime.date, tell: Tell) -> Report:
    tell(f"Reading {people.name}")
    given = reading.read(engine, people, copy=out.parent.with_name("copy.parquet"))
    tell(f"Preparing the rows: {given.count:,}")
    rows = prepare(engine, given.rows)
    engine.release(given.rows)
    tell("Learning what each agreement is worth")
    method = matching.train(engine, rows, today=today)
    tell("Weighing pairs")
    pairs = matching.score(engine, rows, method)
    tell("Joining rows into people")
    found = matching.settle(engine, rows, pairs, method.weights)
    tell(f"Putting doubts into words: {len(found.doubts):,}")
    doubts = matching.explained(engine, rows, method, found.doubts)
    table = writing.people_of(engine, rows, found.people)
    review = out.with_name(REVIEW)
    writing.write_review(table, doubts, review)
    writing.write_people(table, out)
    made = len(table.column("cluster_id").unique())
    return Report(given.count, made, len(doubts), len(found.people.refused), review, given.notes)


def _check_out(people: Path, out: Path) -> None:
    if out.suffix.casefold() not in writing.OUT:
        raise Refused(
            Reason("out-form", f"{out.name} is not in a form that is written.", "Name it .csv or .parquet.")
        )
    if out.is_dir():
        raise Refused(Reason("out-is-folder", f"{out} is a folder.", "Give --out the name of a file in it."))
    if out.name.casefold() == REVIEW:
        raise Refused(
            Reason("out-name", f"{REVIEW} is where the doubtful pairs go.", "Give --out another name.")
        )
    if people.resolve() in (out.resolve(), out.with_name(REVIEW).resolve()):
        raise Refused(
            Reason("out-in", f"{people.name} would be written over.", "Give --out another folder or name.")
        )
