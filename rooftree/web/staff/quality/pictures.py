"""The charts of the dashboard, each with its sentence and the figures it was drawn from."""

import datetime
import math
from collections.abc import Sequence

from rooftree.oversight.quality.queries.scores import Score
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, bars, trend


def percent(counted: int, failed: int) -> float:
    """The share that holds; never rounded up to all while something falls short."""
    return math.floor(1000 * (counted - failed) / counted) / 10 if counted else 100.0


def share(counted: int, failed: int) -> str:
    """The share in words: "97.4%", "100%"."""
    if not counted:
        return "Not asked"
    held = percent(counted, failed)
    return "100%" if held == 100 else f"{held:.1f}%"


def by_dimension(scores: Sequence[Score]) -> Chart:
    """How many rows fall short on each side of quality, the most first."""
    rows = sorted(((one.by.capitalize(), one.failed) for one in scores), key=lambda row: -row[1])
    title = "What falls short, by dimension"
    most, many = rows[0]
    if not many:
        return bars(rows, title=title, sentence="Nothing falls short", unit="rows")
    falls = words.counted(many, "row falls", "rows fall")
    sentence = words.listed([f"{falls} short of {most.lower()}, the most of any dimension"])
    return bars(rows, title=title, sentence=sentence, unit="rows", bad=[most])


def over_time(nights: Sequence[tuple[datetime.date, int, int]]) -> Chart:
    """How much fell short, check by check."""
    points = [(day, float(short)) for day, _, short in nights]
    (first, began), (last, now) = points[0], points[-1]
    said = words.counted(int(now), "row", "rows")
    sentence = words.listed([f"{said} fell short on {words.day(last)}"])
    if len(points) > 1:
        change = int(now - began)
        went = "as many as" if not change else f"{abs(change):,} {'more' if change > 0 else 'fewer'} than"
        sentence += f", {went} on {words.day(first)}"
    return trend(points, title="What falls short, check by check", sentence=sentence, unit="rows")
