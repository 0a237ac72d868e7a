"""What a page repeats by the hundred: escaped as everything is, and drawn from what it is given."""

import datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from markupsafe import Markup

from rooftree.web.components.parts import Entry, Fact, Kind, Link, Source, Status
from rooftree.web.context import MenuGroup, MenuItem
from rooftree.web.repeats import cell, macro, source
from rooftree.web.staff.showing.tables import Cell

ANGRY = '<img src=x onerror="alert(1)">'
ESCAPED = "&lt;img src=x onerror=&#34;alert(1)&#34;&gt;"


@pytest.mark.parametrize(
    "fact",
    [
        Fact(ANGRY, "x"),
        Fact("x", ANGRY),
        Fact("x", "y", sub=ANGRY),
        Fact("x", "y", status=Status(Kind.DUE, ANGRY)),
        Fact("x", "y", source=Source(ANGRY)),
        Fact("x", "y", source=Source("x", rows=[(ANGRY, ANGRY)], note=ANGRY, about=ANGRY)),
    ],
)
def test_whatever_a_source_says_is_escaped(fact: Fact) -> None:
    drawn = macro("facts.facts")([fact], False, True)
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_what_nobody_holds_says_so_and_nothing_is_not_nought() -> None:
    drawn = macro("facts.facts")([Fact("Bedrooms", None), Fact("Arrears", 0)], True, True)
    assert '<dd class="rt-soft">Not known</dd>' in drawn
    assert "<dd>0</dd>" in drawn


def test_an_extract_is_a_link_only_for_those_who_may_open_it() -> None:
    one = Source("NEC", rows=[("Extract", Link("people.csv", "/extracts/7/"))])
    assert '<a href="/extracts/7/">people.csv</a>' in source(one, True)
    refused = source(one, False)
    assert "/extracts/7/" not in refused
    assert "people.csv" in refused


def test_the_tags_take_the_viewer_from_the_page_and_nobody_may_open_extracts() -> None:
    entry = Entry(datetime.date(2026, 3, 3), ANGRY, source=Source("x", rows=[("Extract", Link("a", "/e/"))]))
    drawn = Template("{% load repeats %}{% timeline entries %}").render(Context({"entries": [entry]}))
    assert ESCAPED in drawn
    assert "/e/" not in drawn


def test_a_lists_rows_and_choices_are_escaped_and_can_be_ticked() -> None:
    row = SimpleNamespace(
        id="7", called=ANGRY, cells=[(ANGRY, Cell(ANGRY), False), ("Rent", Cell(None), True)]
    )
    drawn = macro("list.lines")([row])
    assert "<img" not in drawn
    assert 'name="row" value="7"' in drawn
    assert '<td class="n" data-l="Rent"><span class="rt-soft">Not known</span></td>' in drawn
    choice = SimpleNamespace(value=ANGRY, words=ANGRY, chosen=True, count=1200)
    offered = macro("list.choices")([choice])
    assert offered == f'<option value="{ESCAPED}" selected>{ESCAPED} (1,200)</option>'


def test_a_section_and_the_links_at_the_side_are_escaped_and_say_where_one_is() -> None:
    link = Link(ANGRY, "/x/", 3, current=True, needs_you=True)
    section = macro("section.section")(ANGRY, ANGRY, "here", ANGRY, link, ())
    side = macro("side.side")([link, Link("Other", "/y/")], "", True)
    for drawn in (section, side):
        assert "<img" not in drawn
    assert 'aria-label="On this page"' in side
    assert side.count('aria-current="page"') == 1
    assert "to look at" in side


def test_the_menu_marks_where_the_page_is_and_each_part_keeps_its_own() -> None:
    menu = [
        MenuGroup("Start", (MenuItem("start", "Start", "/"),)),
        MenuGroup("Homes", (MenuItem("homes", "Homes", "/homes/"), MenuItem("voids", "Voids", "/voids/"))),
    ]
    page = "{% load repeats %}{% menu_bar %}{% menu_beneath %}"
    voids, start = (Template(page).render(Context({"menu": menu, "nav": nav})) for nav in ("voids", "start"))
    assert '<a href="/voids/" aria-current="true">Voids</a>' in voids
    assert 'class="rt-subnav"' in voids
    assert 'class="rt-subnav"' not in start
    assert '<a href="/" aria-current="true">Start</a>' in start


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        (Cell(1), "1"),
        (Cell(True), "Yes"),
        (Cell(1.0), "1.0"),
        (Cell(Markup("<b>x</b>")), "<b>x</b>"),
        (Cell("<b>x</b>"), "&lt;b&gt;x&lt;/b&gt;"),
        (Cell(None), '<span class="rt-soft">Not known</span>'),
        (Cell(None, blank=True), ""),
        (Cell("", blank=True), ""),
        (Cell("x", ANGRY, f"/{ANGRY}"), None),
    ],
)
def test_alike_cells_are_not_taken_for_each_other(given: Cell, drawn: str | None) -> None:
    for _ in range(2):
        told = str(cell(given))
        assert "<img" not in told
        assert drawn is None or told == drawn


def test_a_cell_says_how_it_stands_beside_its_words() -> None:
    due = Status(Kind.DUE, ANGRY)
    assert str(cell(Cell("x", status=due))).startswith("x <span")
    assert str(cell(Cell("", status=due, blank=True))).startswith("<span")
    assert "<img" not in cell(Cell("x", status=due))
