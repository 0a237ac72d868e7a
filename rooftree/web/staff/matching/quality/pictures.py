"""How figures of matching have gone, run by run and week by week."""

import datetime
from collections.abc import Sequence

from rooftree.records.matching.quality.queries.figures import nights
from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Viewer
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, bars, trend
from rooftree.web.staff.matching.words import KINDS


def linked(kind: EntityType, viewer: Viewer) -> Chart | None:
    """The share of rows that are one record with another row, day by day."""
    told = {one.on: one.counted.percent for one in nights("linked", kind, viewer=viewer)}
    points = [(on, round(share, 1)) for on, share in told.items() if share is not None]
    if not points:
        return None
    on, share = points[-1]
    sentence = f"{KINDS[kind]}: {share:g} % of rows were linked to another row on {words.day(on)}"
    title = f"Rows linked, {KINDS[kind].lower()}"
    return trend(points, title=title, sentence=sentence, unit="%", from_nought=False)


def waiting(kind: EntityType, viewer: Viewer) -> Chart | None:
    """How many pairs waited, day by day."""
    points = [(one.on, float(one.counted.count)) for one in nights("waiting", kind, viewer=viewer)]
    points = list(dict(points).items())
    if not points:
        return None
    on, many = points[-1]
    sentence = f"{KINDS[kind]}: {words.counted(int(many), 'pair', 'pairs')} waited on {words.day(on)}"
    return trend(points, title=f"Pairs that wait, {KINDS[kind].lower()}", sentence=sentence, unit="pairs")


def decided(weeks: Sequence[tuple[datetime.date, int]]) -> Chart:
    """How many decisions were made in each week."""
    rows = [(f"Week of {words.day(week)}", float(many)) for week, many in weeks]
    every = sum(many for _, many in weeks)
    said = words.listed([words.counted(every, "decision", "decisions")]) if every else "No decision"
    return bars(rows, title="Decided, by week", sentence=f"{said} in the last eight weeks", unit="decisions")
