"""How a figure has gone, run by run: the share filled against its aim."""

from collections.abc import Sequence

from rooftree.oversight.capability.queries.figures import Night
from rooftree.oversight.capability.rules.requirements import Requirement
from rooftree.web.components import words
from rooftree.web.components.charts import Chart, trend
from rooftree.web.staff.capability.words import percent


def over_time(one: Requirement, nights: Sequence[Night]) -> Chart | None:
    """The share of rows that hold it, day by day; of several runs on one day, the last."""
    days = {night.business_on: night.figure.filled for night in nights if night.figure.filled is not None}
    points = [(day, value) for day, value in days.items() if value is not None]
    if not points:
        return None
    (first, began), (last, now) = points[0], points[-1]
    sentence = f"{percent(now)} of the rows held it on {words.day(last)}"
    if len(points) > 1:
        change = round(now - began, 1)
        went = "as on" if not change else f"{abs(change):g} {'more' if change > 0 else 'less'} than on"
        sentence += f", {went} {words.day(first)}"
    return trend(
        points, title="Rows that hold it", sentence=sentence, unit="%", aim=one.aim, from_nought=False
    )
