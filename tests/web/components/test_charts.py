"""Charts say what they show, keep to the page's colours, and never carry a style or a label as markup."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from django.template.loader import render_to_string

from rooftree.web.components.charts import Chart, bars, ranges, said, small_line, trend
from rooftree.web.components.drawing import drawn
from rooftree.web.components.pictures import Range

MONTHS = [(datetime.date(2026, month, 1), float(20 + month)) for month in range(1, 7)]
SVG = "{http://www.w3.org/2000/svg}"


def a_trend(points: list[tuple[datetime.date, float]] = MONTHS, **more: object) -> Chart:
    return trend(points, title="Visits with proof", sentence="More are proved each month.", **more)  # type: ignore[arg-type]


def texts(chart: Chart) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(chart.svg).iter("text")]


def test_a_trend_has_its_name_its_sentence_and_its_table() -> None:
    chart = a_trend(unit="%", aim=95)
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    named = {found.get("id"): found.text for found in (*root.iter("title"), *root.iter("desc"))}
    assert named[root.get("aria-labelledby")] == "Visits with proof"
    assert named[root.get("aria-describedby")] == "More are proved each month."
    assert chart.rows[0] == ("1\u00a0January 2026", "21%")
    assert len(chart.rows) == len(MONTHS)
    assert {"Aim 95%", "21%", "26%", "Jan 2026", "Jun"} <= set(texts(chart))


def test_shares_stand_with_their_intervals_on_a_scale_that_ends_at_a_hundred() -> None:
    weeks = [Range(on, 90.0 + at, 71.0 + at, 97.0, f"{90 + at} %") for at, (on, _) in enumerate(MONTHS)]
    chart = ranges(weeks, title="Right", sentence="Most are.")
    assert {"70%", "100%", "95 %"} <= set(texts(chart))
    assert "90 %" not in texts(chart)
    assert str(ranges(weeks[:1], title="Right", sentence="One.").svg).count("<text") == 4
    assert ranges([], title="Right", sentence="None.").svg == ""


def test_colours_are_classes_so_that_dark_and_print_hold() -> None:
    for chart in (
        a_trend(aim=10),
        bars([("NEC", 3), ("Locata", 1)], title="Homes", sentence="Two.", now=["NEC"]),
    ):
        assert not {"style", "fill=", "stroke=", "font-family", "#1d5c47", "aria-roledescription"} & set(
            chart.svg.replace('"', " ").split()
        )
        assert "style=" not in chart.svg
        assert " fill=" not in chart.svg
        assert " stroke=" not in chart.svg
        assert "f-leaf" in chart.svg


def test_of_many_points_only_the_telling_ones_carry_a_figure() -> None:
    start = datetime.date(2026, 9, 1)
    values = [50.0, *(60.0 + at % 5 for at in range(40)), 99.0, *(61.0 for _ in range(10))]
    chart = a_trend([(start + datetime.timedelta(at), value) for at, value in enumerate(values)])
    figures = [text for text in texts(chart) if text.isdigit()]
    assert figures == ["50", "99", "61"]
    assert len(chart.rows) == len(values)


def test_labels_are_words_and_never_markup() -> None:
    chart = bars(
        [("<script>alert(1)</script>", 2), ("שרה לוי", 1)], title="<b>", sentence="&", bad=["שרה לוי"]
    )
    assert "<script>" not in chart.svg
    assert "<script>alert(1)</script>" in texts(chart)
    assert "שרה לוי" in texts(chart)
    assert "<b>" not in chart.svg


def test_bars_begin_at_nought_also_below_it() -> None:
    chart = bars([("More", 10), ("Fewer", -10)], title="Change", sentence="As many more as fewer.")
    paths = [found.get("d", "") for found in ElementTree.fromstring(chart.svg).iter("path")]
    assert len(paths) == 2
    assert chart.rows == [("More", "10"), ("Fewer", "-10")]


def test_one_figure_or_none_is_said_and_not_drawn() -> None:
    one, none = a_trend(MONTHS[:1]), bars([], title="Homes", sentence="No home.")
    assert (one.svg, none.svg) == ("", "")
    assert "a line needs two" in render_to_string("components/chart.html", {"chart": one})
    assert "nothing to draw" in render_to_string("components/chart.html", {"chart": none})


def test_a_line_that_does_not_begin_at_nought_says_so() -> None:
    assert "nought" in a_trend(from_nought=False).note
    assert a_trend().note == ""


def test_the_same_chart_is_drawn_once() -> None:
    a_trend(aim=77)
    before = drawn.cache_info().misses
    a_trend(aim=77)
    assert drawn.cache_info().misses == before


def test_a_small_line_shares_a_scale_when_told() -> None:
    assert small_line([3]) == ""
    alone, shared = small_line([1, 2]), small_line([1, 2], low=0, high=10)
    assert alone != shared
    assert "aria-hidden" in alone
    assert small_line(MONTHS) == small_line([value for _, value in MONTHS])


def test_figures_are_written_as_pages_write_them() -> None:
    assert [said(1204, ""), said(61, "%"), said(-12, "£"), said(2.5, "days")] == [
        "1,204",
        "61%",
        "-£12",
        "2.5",
    ]


def test_a_phone_gets_the_same_picture_at_its_own_width() -> None:
    rows = [("Heating and hot water", 12.0), ("Doors", 3.0)]
    chart = bars(rows, title="Repairs", sentence="Most are heating.")
    wide, narrow = (ElementTree.fromstring(one) for one in (chart.svg, chart.narrow))
    assert int(narrow.get("width", "")) <= 280 < int(wide.get("width", ""))
    told = [sorted(found.text or "" for found in one.iter("text")) for one in (wide, narrow)]
    assert told[0] == told[1]
    names = [one.get("aria-labelledby") for one in (wide, narrow)]
    assert names[0] != names[1], "each has ids of its own on the page"
