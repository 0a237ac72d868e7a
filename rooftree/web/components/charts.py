"""Charts: Altair says what to draw, the server draws it, and each has its sentence and its table.

Few, and alike: words on the marks instead of a legend, no grid, bars from nought, an aim as a dashed line.
Draw one with `{% include "components/chart.html" with chart=chart %}`.
"""

import datetime
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rooftree.web.components import pictures, words
from rooftree.web.components.drawing import drawn


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, the sentence that says what it shows, and the figures it was drawn from."""

    title: str
    sentence: str
    svg: SafeString
    heads: tuple[str, str]
    rows: Sequence[tuple[str, str]]
    note: str = ""
    narrow: SafeString = field(default_factory=SafeString)
    """The same for phones: the style sheet shows one of the two."""


def trend(
    points: Sequence[tuple[datetime.date, float]],
    *,
    title: str,
    sentence: str,
    unit: str = "",
    aim: float | None = None,
    from_nought: bool = True,
) -> Chart:
    """How a figure has gone. `unit` "%" and "£" stand at each figure; another is said in the table's head."""
    rows = [(words.day(on), said(value, unit)) for on, value in points]
    heads = ("Day", _head(title, unit))
    if len(points) < 2:
        return Chart(title, sentence, SafeString(""), heads, rows)
    places = [
        pictures.Place(on, value, figure) for (on, value), (_, figure) in zip(points, rows, strict=True)
    ]
    aimed = None if aim is None else (aim, f"Aim {said(aim, unit)}")
    drawings = [
        pictures.trend(places, aim=aimed, from_nought=from_nought, wide=wide)
        for wide in (pictures.WIDE, pictures.NARROW)
    ]
    note = "" if from_nought else "So that the changes can be seen, the line does not begin at nought."
    svg, narrow = _pictures(drawings, title, sentence)
    return Chart(title, sentence, svg, heads, rows, note, narrow)


def ranges(measured: Sequence[pictures.Range], *, title: str, sentence: str) -> Chart:
    """Shares of a hundred with the interval of each. The page has the table: it leads to what was counted."""
    if not measured:
        return Chart(title, sentence, SafeString(""), ("Day", title), ())
    drawings = [pictures.ranges(measured, wide=wide) for wide in (pictures.WIDE, pictures.NARROW)]
    svg, narrow = _pictures(drawings, title, sentence)
    return Chart(title, sentence, svg, ("Day", title), (), narrow=narrow)


def bars(
    rows: Sequence[tuple[str, float]],
    *,
    title: str,
    sentence: str,
    unit: str = "",
    now: Collection[str] = (),
    bad: Collection[str] = (),
) -> Chart:
    """Bars from nought. Rows named in `now` are green, those in `bad` brick, the others quiet."""
    told = [(label, said(value, unit)) for label, value in rows]
    heads = ("What", _head(title, unit))
    if not rows:
        return Chart(title, sentence, SafeString(""), heads, told)
    colours = dict.fromkeys(bad, "brick") | dict.fromkeys(now, "leaf")
    marks = [
        pictures.Bar(label, value, figure, colours.get(label, "edge"))
        for (label, value), (_, figure) in zip(rows, told, strict=True)
    ]
    drawings = [pictures.bars(marks, wide=wide) for wide in (pictures.WIDE, pictures.NARROW)]
    svg, narrow = _pictures(drawings, title, sentence)
    return Chart(title, sentence, svg, heads, told, narrow=narrow)


def small_line(
    points: Sequence[tuple[datetime.date, float]] | Sequence[float],
    *,
    low: float | None = None,
    high: float | None = None,
) -> SafeString:
    """The little line beside a figure, its last point marked; nothing for fewer than two points.

    Give `low` and `high` where several stand in one strip, so that they share one scale. It is decoration
    (the words beside say the same), so it is drawn here: the renderer would take 40 ms for each.
    """
    values = [point[1] if isinstance(point, tuple) else point for point in points]
    if len(values) < 2:
        return SafeString("")
    least, most = min(values) if low is None else low, max(values) if high is None else high
    across, up = 78 / (len(values) - 1), (22 / (most - least) if most > least else 0)
    places = [(2 + i * across, 26 - (value - least) * up) for i, value in enumerate(values)]
    return format_html(
        '<svg class="rt-spark" viewBox="0 0 84 30" aria-hidden="true" focusable="false"><path d="M{}"/>'
        '<circle cx="{}" cy="{}" r="3.5"/></svg>',
        "L".join(f"{x:.1f} {y:.1f}" for x, y in places),
        f"{places[-1][0]:.1f}",
        f"{places[-1][1]:.1f}",
    )


def said(value: float, unit: str) -> str:
    """61%; £1,204; 34. Whole numbers without a point."""
    whole: float = int(value) if float(value).is_integer() else value
    figure = words.number(abs(whole))
    sign = "-" if value < 0 else ""
    return {"%": f"{sign}{figure}%", "£": f"{sign}£{figure}"}.get(unit, f"{sign}{figure}")


def _head(title: str, unit: str) -> str:
    return f"{title}, {unit}" if unit and unit not in "%£" else title


def _pictures(
    drawings: Sequence[tuple[str, tuple[int, int]]], title: str, sentence: str
) -> tuple[SafeString, SafeString]:
    """The same for desks and for phones, from specifications and the size of each."""
    (wide, its_size), (narrow, other_size) = drawings
    return (
        _framed(drawn(wide), title, sentence, its_size, of="wide"),
        _framed(drawn(narrow), title, sentence, other_size, of="narrow"),
    )


def _framed(shapes: str, title: str, sentence: str, size: tuple[int, int], *, of: str) -> SafeString:
    """The picture's frame: its name and its sentence for those who hear the page, and its natural size."""
    name = "chart-" + hashlib.sha256(f"{of}\n{title}\n{sentence}".encode()).hexdigest()[:10]
    return format_html(
        '<svg class="rt-chart rt-chart--{of}" role="img" aria-labelledby="{name}-t" '
        'aria-describedby="{name}-d" '
        'width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" focusable="false">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{sentence}</desc>{shapes}</svg>',
        name=name,
        of=of,
        wide=size[0],
        tall=size[1],
        title=title,
        sentence=sentence,
        shapes=mark_safe(shapes),  # noqa: S308 (cleaned element by element in drawing.py)
    )
