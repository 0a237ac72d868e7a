"""Tags for the components that are too small, or too wrapped round others, to be an include."""

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rooftree.web import repeats
from rooftree.web.components import marks, words
from rooftree.web.components.charts import small_line
from rooftree.web.components.forms import PlainForm
from rooftree.web.components.parts import Link
from rooftree.web.components.unbroken import unbroken

register = template.Library()

register.filter("day", words.day)
register.filter("short_day", words.short_day)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("since_today", words.since_today)
register.filter("money", words.money)
register.filter("number", words.number)
register.filter("lasted", words.lasted)
register.filter("shown", words.shown)
register.filter("unbroken", unbroken)

register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.status, name="status")


@register.filter
def counted(count: int, called: str) -> str:
    """`{{ count|counted:"saved view,saved views" }}`: one saved view; 12 saved views."""
    return words.counted(count, *called.split(",", 1))


@register.simple_tag
def error_summary(form: PlainForm) -> SafeString:
    """Everything wrong with a form, at the top of the page; nothing when nothing is."""
    return render_to_string(
        "components/error_summary.html", {"errors": form.summary if form.is_bound else []}
    )


@register.simple_tag
def spark(values: Sequence[float]) -> SafeString:
    """A small line of how a number has gone, its last point marked; nothing for fewer than two points."""
    return small_line(values)


@register.simple_tag
def nights(states: Sequence[tuple[str, str]]) -> SafeString:
    """A strip of the last nights, the newest at the right; each is a pair of its kind and its words."""
    marks = format_html_join(
        "",
        '<rect class="was-{}" x="{}" y="{}" width="7" height="{}"/>',
        (
            (kind, 10 * at, 0 if kind == "late" else 4, 14 if kind == "late" else 10)
            for at, (kind, _) in enumerate(states)
        ),
    )
    said = "; ".join(words for _, words in states)
    return format_html(
        '<svg class="rt-nights" width="{}" height="14" aria-hidden="true" focusable="false">{}</svg>'
        '<span class="govuk-visually-hidden">{}</span>',
        10 * max(len(states), 1),
        marks,
        said,
    )


@register.simple_tag
def bars(values: Sequence[tuple[str, float]]) -> SafeString:
    """Minutes as bars from zero, the newest at the right and with its figure; a table says the same."""
    most = max((value for _, value in values), default=0) or 1
    marks = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="10" height="{}"/>',
        (
            (
                "bar-now" if at == len(values) - 1 else "bar",
                14 * at,
                f"{58 - 50 * v / most:.1f}",
                f"{50 * v / most:.1f}",
            )
            for at, v in enumerate(
                max(0, value) for _, value in values
            )  # a clock set back tells less than none
        ),
    )
    return format_html(
        '<svg class="rt-chart" width="{}" height="60" aria-hidden="true" focusable="false">{}'
        '<path class="axis" d="M0 58.5H{}"/><text class="bold" x="{}" y="57">{}</text></svg>',
        14 * len(values) + 60,
        marks,
        14 * len(values),
        14 * len(values) + 6,
        values[-1][0] if values else "",
    )


@register.simple_block_tag
def section(
    content: SafeString,
    title: str,
    anchor: str,
    note: object = "",
    link: Link | None = None,
    links: Sequence[Link] = (),
) -> SafeString:
    """`{% section "Household" "household" note="3 people" %}…{% endsection %}`: hung from a beam."""
    return repeats.drawn("section.section", content, title, anchor, note, link, links)


@register.simple_block_tag
def tablewrap(content: SafeString, label: str) -> SafeString:
    """Wraps a wide table so that it, and not the page, scrolls sideways; reachable by keyboard."""
    return format_html(
        '<div class="rt-tablewrap" role="group" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.simple_block_tag
def more(content: SafeString, summary: str, unfolded: bool = False) -> SafeString:
    """Something folded until asked for. Sensitive facts are not folded: they are not in the page."""
    return format_html(
        '<details class="rt-more"{}><summary>{}</summary>{}</details>',
        SafeString(" open") if unfolded else "",
        summary,
        content,
    )


@register.simple_block_tag
def both(content: SafeString, state: str) -> SafeString:
    """For the gallery: the same in light and in dark, side by side; the second with ids of its own."""
    dark = re.sub(r'(\b(?:id|for|aria-labelledby|aria-describedby)="[^"]+)"', r'\1-dark"', content)
    dark = re.sub(r' (aria-label|name)="([^"]*)"', r' \1="\2, dark"', dark)
    return format_html(
        '<h3 class="rt-state">{}</h3><div class="rt-both"><div class="rt-sample" data-theme="light">{}</div>'
        '<div class="rt-sample" data-theme="dark">{}</div></div>',
        state,
        content,
        SafeString(dark),
    )


@register.simple_tag(takes_context=True)
def keep_query(context: Any, **changes: object) -> str:
    """The page's own filters with some changed, for links: `?{% keep_query page=2 %}`. None takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return str(query.urlencode())


@register.simple_tag
def marked(text: object, sought: Sequence[str]) -> SafeString:
    """A text with the words that were looked for marked in it, whatever their case."""
    said = str(text)
    wanted = [re.escape(word) for word in sorted(sought, key=len, reverse=True) if word]
    if not wanted:
        return format_html("{}", said)
    pieces = re.split(f"({'|'.join(wanted)})", said, flags=re.IGNORECASE)
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", piece) if at % 2 else piece,) for at, piece in enumerate(pieces)),
    )


@register.filter
def beside(said: Sequence[object], names: Sequence[str]) -> list[tuple[str, object]]:
    """What each of several says, beside its name."""
    return list(zip(names, said, strict=True))
