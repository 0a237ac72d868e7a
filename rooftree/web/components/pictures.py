"""What a chart looks like, as Vega-Lite specifications made with Altair; charts.py gives each its words.

Everything stands at whole pixels of a natural size: labels are 16 px on every screen, so a picture is drawn
twice, at a width for desks and at one for phones. Altair takes a second to load, so only a process that draws
loads it.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.web.components.drawing import COLOURS

WIDE, NARROW, TALL = 480, 280, 200
TOP, RAISED, FLOOR, DAYS = 36, 136, 160, 182
"""From the top: the highest figure, the lowest where the floor is not nought, nought, the days."""
LETTER = 8.4
"""About how wide a letter is at 16 px: the renderer does not have our typeface to measure with."""
SHORT = 20
"""A label takes no more letters than one for so many pixels beside its bar; a longer one stands above it."""
ROOM_FOR = 8
"""This many points can each carry a figure; of more only the first, highest, lowest and last do."""
NEAR = 66
"""Two labels closer than this many pixels would touch."""

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One point of a line, and its figure as the page writes it."""

    on: datetime.date
    value: float
    figure: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, its figure as the page writes it, and the name of its colour."""

    label: str
    value: float
    figure: str
    colour: str


@dataclass(frozen=True, slots=True)
class Range:
    """One measured share of a hundred, within which bounds the true one lies, and its figure."""

    on: datetime.date
    value: float
    low: float
    high: float
    figure: str


def trend(
    places: Sequence[Place], *, aim: tuple[float, str] | None, from_nought: bool, wide: int = WIDE
) -> tuple[str, Size]:
    """A line with its figures on it and its days beneath; the aim dashed across."""
    alt = _altair()
    values = [place.value for place in places] + ([aim[0]] if aim else [])
    low, high = (min(0.0, *values) if from_nought else min(values)), max(values)
    x = _across(alt, wide)
    y = alt.Y(
        "y:Q",
        axis=None,
        scale=alt.Scale(domain=[low, max(high, low + 1)], range=[FLOOR if from_nought else RAISED, TOP]),
    )
    layers = _line_layers(alt, _points(places, wide=wide, under=not from_nought), x, y)
    if low <= 0:
        floor = alt.Chart(alt.Data(values=[{"x": 0, "x2": wide, "y": 0}]))
        layers.append(floor.mark_rule(color=COLOURS["ink"]).encode(x=x, x2="x2:Q", y=y))
    if aim:
        target = alt.Chart(alt.Data(values=[{"x": 0, "x2": wide, "y": aim[0], "figure": aim[1]}]))
        dashed = target.mark_rule(color=COLOURS["ink"], strokeDash=[5, 4], strokeWidth=1.5)
        layers.append(dashed.encode(x=x, x2="x2:Q", y=y))
        words = target.mark_text(color=COLOURS["soft"], dy=-11, align="left")
        layers.append(words.encode(x=x, y=y, text="figure:N"))
    return _text_of(alt.layer(*layers), (wide, TALL)), (wide, TALL)


def _line_layers(alt: Any, points: Sequence[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    """The line, a dot and a figure where there is room, the last figure bold, the days."""
    line = alt.Chart(alt.Data(values=points))
    named = alt.Chart(alt.Data(values=[point for point in points if point["figure"]]))
    few = [point for point in points[:-1] if point["figure"]]
    others = alt.Chart(alt.Data(values=[point for point in few if not point["under"]]))
    under = alt.Chart(alt.Data(values=[point for point in few if point["under"]]))
    last = alt.Chart(alt.Data(values=points[-1:]))
    dated = alt.Chart(alt.Data(values=[point for point in points if point["day"]]))
    figure = {"color": COLOURS["ink"], "dy": -14}
    return [
        line.mark_line(color=COLOURS["leaf"], strokeWidth=2.5, strokeJoin="round").encode(x=x, y=y),
        named.mark_point(color=COLOURS["leaf"], filled=True, size=56, opacity=1).encode(x=x, y=y),
        others.mark_text(**figure).encode(x=x, y=y, text="figure:N"),
        under.mark_text(color=COLOURS["ink"], dy=21).encode(x=x, y=y, text="figure:N"),
        last.mark_text(**figure, fontWeight="bold").encode(x=x, y=y, text="figure:N"),
        dated.mark_text(color=COLOURS["soft"]).encode(x=x, y=alt.value(DAYS), text="day:N"),
    ]


def ranges(measured: Sequence[Range], *, wide: int = WIDE) -> tuple[str, Size]:
    """A dot for each share, a stroke for its interval, days beneath; the scale ends at a hundred."""
    alt = _altair()
    floor = min(90, 10 * int(min(one.low for one in measured) // 10))
    x = _across(alt, wide)
    scale = alt.Scale(domain=[floor, 100], range=[FLOOR, TOP])
    y = alt.Y("y:Q", axis=None, scale=scale)
    points = _ranged(measured, wide)
    ends = [{"x": 0, "x2": wide, "y": share, "figure": f"{share}%"} for share in (floor, 100)]
    end, every = alt.Chart(alt.Data(values=ends)), alt.Chart(alt.Data(values=points))
    named = alt.Chart(alt.Data(values=[one for one in points if one["figure"]]))
    dated = alt.Chart(alt.Data(values=[one for one in points if one["day"]]))
    layers = [
        end.mark_rule(color=COLOURS["line"]).encode(x=x, x2="x2:Q", y=y),
        end.mark_text(color=COLOURS["soft"], dy=-11, align="left").encode(x=x, y=y, text="figure:N"),
        every.mark_rule(color=COLOURS["edge"], strokeWidth=3).encode(
            x=x, y=alt.Y("low:Q", axis=None, scale=scale), y2="high:Q"
        ),
        every.mark_point(color=COLOURS["leaf"], filled=True, size=70, opacity=1).encode(x=x, y=y),
        named.mark_text(color=COLOURS["ink"], dx=9, dy=12, align="left", fontWeight="bold").encode(
            x=x, y=y, text="figure:N"
        ),
        dated.mark_text(color=COLOURS["soft"]).encode(x=x, y=alt.value(DAYS), text="day:N"),
    ]
    return _text_of(alt.layer(*layers), (wide, TALL)), (wide, TALL)


def _ranged(measured: Sequence[Range], wide: int) -> list[dict[str, Any]]:
    """Each share: where it stands, and its day where there is room. The last carries its figure."""
    first, last = measured[0].on.toordinal(), measured[-1].on.toordinal()
    left, right = 66, 80
    scale = (wide - left - right) / ((last - first) or 1)
    across = [left + (one.on.toordinal() - first) * scale for one in measured]
    dated = _spaced(across, NEAR)
    return [
        {
            "x": across[at],
            "y": one.value,
            "low": one.low,
            "high": one.high,
            "figure": one.figure if at == len(measured) - 1 else "",
            "day": f"{one.on.day} {one.on:%b}" if at in dated else "",
        }
        for at, one in enumerate(measured)
    ]


def bars(marks: Sequence[Bar], *, wide: int = WIDE) -> tuple[str, Size]:
    """Bars from nought, one under the other, each with its label and its figure."""
    alt = _altair()
    longest = max(len(mark.label) for mark in marks)
    above = longest * SHORT > wide
    step, start = (54, 0) if above else (34, round(longest * LETTER) + 14)
    room = round(max(len(mark.figure) for mark in marks) * (LETTER + 1.2)) + 10
    size = (wide, step * len(marks))
    low, high = min(0.0, *(mark.value for mark in marks)), max(0.0, *(mark.value for mark in marks))
    inside = (wide - start - room) / ((high - low) or 1)
    nought = start - low * inside
    rows = [
        {
            "label": mark.label,
            "figure": mark.figure,
            "x": min(nought, nought + mark.value * inside),
            "x2": max(nought, nought + mark.value * inside),
            "label_y": at * step + (13 if above else 17),
            "y": at * step + (25 if above else 6),
            "y2": at * step + (47 if above else 28),
            "colour": COLOURS[mark.colour],
        }
        for at, mark in enumerate(marks)
    ]
    # Labels above would be crossed by a line from top to bottom: it then stands at each bar.
    lines = [{"x": nought, "y": row["y"], "y2": row["y2"]} for row in rows]
    floor = lines if above else [{"x": nought, "y": 0, "y2": size[1]}]
    return _text_of(_bar_layers(alt, rows, floor, size), size), size


def _bar_layers(alt: Any, rows: Sequence[dict[str, Any]], floor: Sequence[dict[str, Any]], size: Size) -> Any:
    x, scale = _across(alt, size[0]), alt.Scale(domain=[0, size[1]], range=[0, size[1]])
    row = alt.Chart(alt.Data(values=rows))
    y = alt.Y("y:Q", axis=None, scale=scale)
    middle = alt.Y("label_y:Q", axis=None, scale=scale)
    value = alt.Y("y:Q", axis=None, scale=scale)
    ink = {"color": COLOURS["ink"], "align": "left", "baseline": "middle"}
    return alt.layer(
        row.mark_rect().encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=alt.Color("colour:N", scale=None)),
        row.mark_text(**ink).encode(x=alt.value(0), y=middle, text="label:N"),
        row.mark_text(**ink, dx=7, dy=11, fontWeight="bold").encode(
            x=_across(alt, size[0], "x2"), y=value, text="figure:N"
        ),
        alt.Chart(alt.Data(values=floor)).mark_rule(color=COLOURS["ink"]).encode(x=x, y=y, y2="y2:Q"),
    )


def _altair() -> Any:
    import altair

    return altair


def _across(alt: Any, wide: int, field: str = "x") -> Any:
    """Pixels from the left: where things stand is worked out here, so that labels never leave the picture."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, wide], range=[0, wide]))


def _points(places: Sequence[Place], *, wide: int, under: bool) -> list[dict[str, Any]]:
    """Each point: where it stands, its figure if it carries it (the lowest's may go under), its day."""
    first, last = places[0].on.toordinal(), places[-1].on.toordinal()
    edge = 38
    scale = (wide - 2 * edge) / ((last - first) or 1)
    across = [edge + (place.on.toordinal() - first) * scale for place in places]
    named, dated = _named(places, across), _spaced(across, NEAR)
    monthly = (last - first) / (len(places) - 1) >= 27
    years: set[int] = set()
    lowest = min(place.value for place in places)
    points = []
    for at, place in enumerate(places):
        day = ""
        if at in dated:
            day = f"{place.on:%b}" if monthly else f"{place.on.day} {place.on:%b}"
            day += f" {place.on.year}" if monthly and place.on.year not in years else ""
            years.add(place.on.year)
        figure = place.figure if at in named else ""
        below = under and place.value == lowest
        points.append({"x": across[at], "y": place.value, "figure": figure, "under": below, "day": day})
    return points


def _named(places: Sequence[Place], across: Sequence[float]) -> set[int]:
    """Which points carry their figure: all of a few, else those that a reader asks for."""
    if len(places) <= ROOM_FOR:
        wanted = list(range(len(places)))
    else:
        values = [place.value for place in places]
        wanted = [0, values.index(max(values)), values.index(min(values)), len(places) - 1]
    return _spaced_among(sorted(set(wanted)), across, NEAR * 0.8)


def _spaced(across: Sequence[float], near: float) -> set[int]:
    return _spaced_among(list(range(len(across))), across, near)


def _spaced_among(wanted: Sequence[int], across: Sequence[float], near: float) -> set[int]:
    """The last always, then from it back to the first those that stand clear of the one after."""
    kept = [wanted[-1]]
    for at in reversed(wanted[:-1]):
        if across[kept[-1]] - across[at] >= near:
            kept.append(at)
    return set(kept)


def _text_of(chart: Any, size: Size) -> str:
    """The specification as text; the same chart always gives the same, so that it is drawn once."""
    sized = chart.properties(width=size[0], height=size[1], padding=0, autosize="none")
    bare = sized.configure_view(stroke=None).configure_text(font="sans-serif", fontSize=16)
    return json.dumps(bare.to_dict(), sort_keys=True, ensure_ascii=False)
