"""The tags draw safe markup, and nothing rather than half of something."""

from django.template import Context, Template
from django.test import RequestFactory

from rooftree.web.components.parts import Kind, Link, Status


def draw(source: str, **context: object) -> str:
    return Template("{% load rooftree %}" + source).render(Context(context))


def test_a_status_has_an_icon_and_words_as_well_as_its_colour() -> None:
    html = draw("{% status one %}", one=Status(Kind.OVER, "Refused"))
    assert 'class="rt-status rt-status--over"' in html
    assert "#i-warn" in html
    assert '<span class="rt-nb">Refused</span>' in html
    assert draw('{% status "over" "Refused" %}') == html


def test_words_from_a_source_system_cannot_become_markup() -> None:
    bad = "<img src=x onerror=alert(1)>"
    for source in (
        '{% status "ok" bad %}',
        '{% section bad "x" %}{{ bad }}{% endsection %}',
        "{% tablewrap bad %}{{ bad }}{% endtablewrap %}",
        "{% more bad %}{{ bad }}{% endmore %}",
    ):
        html = draw(source, bad=bad)
        assert "<img" not in html
        assert "&lt;img" in html


def test_a_section_is_named_by_its_heading() -> None:
    html = draw(
        '{% section "Repairs" "repairs" link=link %}none{% endsection %}', link=Link("All 48", "/all")
    )
    assert '<section class="rt-section" id="repairs" aria-labelledby="repairs-h">' in html
    assert '<h2 id="repairs-h">Repairs</h2>' in html
    assert '<a class="rt-small" href="/all">All 48</a>' in html


def test_a_small_line_needs_two_points_and_survives_a_flat_one() -> None:
    assert draw("{% spark values %}", values=[3]) == ""
    assert "M2.0 26.0L80.0 26.0" in draw("{% spark values %}", values=[3, 3])
    assert "M2.0 26.0L41.0 4.0L80.0 15.0" in draw("{% spark values %}", values=[0, 2, 1])


def test_a_link_to_another_page_keeps_the_filters() -> None:
    request = RequestFactory().get("/homes/?town=Haver&page=3")
    assert draw("{% keep_query page=4 %}", request=request) == "town=Haver&amp;page=4"
    assert draw("{% keep_query page=None %}", request=request) == "town=Haver"


def test_a_run_that_a_clock_set_back_made_shorter_than_nothing_has_no_bar() -> None:
    drawn = draw("{% bars values %}", values=[("Monday", 4.0), ("Tuesday", -2.0)])
    assert 'height="50.0"' in drawn
    assert 'height="0.0"' in drawn
    assert 'height="-' not in drawn


def test_short_statuses_stay_in_one_line_and_long_ones_may_break() -> None:
    assert '<span class="rt-nb">61 days overdue</span>' in draw('{% status "over" "61 days overdue" %}')
    assert "rt-nb" not in draw('{% status "due" "Nobody does the background work" %}')


def test_small_counts_are_words_in_headings() -> None:
    assert draw('{{ 1|counted:"saved view,saved views" }}') == "one saved view"
    assert draw('{{ 12|counted:"saved view,saved views" }}') == "12 saved views"
