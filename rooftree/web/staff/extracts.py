"""What each system sent: how fresh each file is, and one file's story."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.sources.connectors import registry
from rooftree.sources.extracts.queries import extracts as held
from rooftree.sources.extracts.queries.extracts import ExtractShown, Met, Night
from rooftree.sources.extracts.queries.freshness import Freshness, freshness
from rooftree.sources.standardising.queries import NOT_SHOWN, hides
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Entry, Kind, Link, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.runs import BIGGEST_ID, FILE_STATES, SEES_RUNS, file_words
from rooftree.web.visibility import visible_to

A_PAGE = 25
KILOBYTE = 1024


@visible_to(*SEES_RUNS)
@require_safe
def extracts(request: StaffRequest) -> HttpResponse:
    """Every file that was ever received, by system, with how fresh it is."""
    files = freshness(viewer=request.viewer, now=clock.now())
    late = request.GET.get("only") == "stale"
    shown = [one for one in files if one.stale] if late else files
    stale = sum(one.stale for one in files)
    met = held.states_by_night(viewer=request.viewer)
    context = {
        "nav": "extracts",
        "heading": extracts_heading(files),
        "systems": [
            (
                title_of(system),
                [
                    (one, file_words(one.file), fresh_status(one), strip(met.get((one.system, one.file), ())))
                    for one in group
                ],
            )
            for system, group in groupby(shown, key=lambda one: one.system)
        ],
        "links": [
            Link("All", "?", len(files), current=not late),
            Link("Stale", "?only=stale", stale, current=late),
        ],
    }
    return render(request, "staff/extracts.html", context)


def strip(met: Sequence[Met]) -> list[tuple[str, str]]:
    """The last nights of one file: how each is drawn, and in words."""
    drawn: list[tuple[str, str]] = []
    for one in met:
        late = one.state in ("refused", "missing")
        mended = not late and bool(drawn) and drawn[-1][0] == "late"
        said = FILE_STATES.get(one.state, (Kind.WAIT, one.state))[1].lower()
        kind = "late" if late else "mended" if mended else "ok"
        drawn.append((kind, f"{words.short_day(one.started_at)} {said}"))
    return drawn


def extracts_heading(files: Sequence[Freshness]) -> str:
    """How fresh the files are, in words."""
    if not files:
        return "No file has been received yet"
    stale = sum(one.stale for one in files)
    if not stale:
        return f"All {len(files)} files are fresh"
    return f"{stale} of {len(files)} files {'is' if stale == 1 else 'are'} stale"


def fresh_status(one: Freshness) -> Status:
    """How fresh one file is."""
    if one.state == "refused":
        return Status(Kind.OVER, "Refused")
    if one.stale:
        return Status(Kind.DUE, "Not received")
    return Status(Kind.OK, "Fresh")


@visible_to(*SEES_RUNS)
@require_safe
def extract(request: StaffRequest, extract_id: int) -> HttpResponse:
    """One file as received: what it was, how its headings differ, what was wrong, and its story."""
    found = held.extract(extract_id, viewer=request.viewer) if extract_id <= BIGGEST_ID else None
    if found is None:
        raise Http404
    problems = held.problems(extract_id, viewer=request.viewer)
    nights = held.history_of_file(found.system, found.file, viewer=request.viewer)
    hidden = hides(found.system, found.file, systems=registry.load(settings.ROOFTREE_MAPPINGS))
    problems = [replace(one, value=NOT_SHOWN) if hidden(one.column) else one for one in problems]
    refused = found.state == "refused"
    context = {
        "nav": "extracts",
        "extract": found,
        "name": f"{title_of(found.system)}, {file_words(found.file)}",
        "refused": refused,
        "status": Status(Kind.OVER, "Refused") if refused else Status(Kind.OK, "Accepted"),
        "size": size(found.size_bytes),
        "wrong": sum(one.count for one in problems),
        "page": Paginator(problems, A_PAGE).get_page(request.GET.get("page", 1)),
        "row_by_row": any(one.stage == "standardise" for one in problems),
        "reasons": [one for one in problems if one.stage == "land"] if refused else [],
        "safe": safe_words(found, nights),
        "mended": mended(found, nights),
        "story": story(nights, found),
        "drift": drift_lines(found),
        "rows_set_aside": found.set_aside,
    }
    return render(request, "staff/extract.html", context)


def size(in_bytes: int) -> str:
    """A file's size as people read it."""
    if in_bytes < KILOBYTE:
        return f"{in_bytes} bytes"
    if in_bytes < KILOBYTE * KILOBYTE:
        return f"{in_bytes / KILOBYTE:,.0f} kB"
    return f"{in_bytes / KILOBYTE / KILOBYTE:,.1f} MB"


def safe_words(found: ExtractShown, nights: Sequence[Night]) -> str:
    """What was safe when the file was refused."""
    before = next(
        (one for one in nights if one.state in ("accepted", "unchanged") and one.run_id < found.run_id), None
    )
    if before is None or before.extracted_at is None:
        return "Nothing of it was used. No earlier file was in use, so its facts are missing from the pages."
    rows = f", {before.rows:,} rows," if before.rows is not None else ""
    day = words.day(before.extracted_at)
    return (
        f"Nothing of it was half used. The file of {day}{rows} stayed in use, and pages say that it is stale."
    )


def mended(found: ExtractShown, nights: Sequence[Night]) -> Night | None:
    """The first good file after this one."""
    later = [one for one in nights if one.state == "accepted" and one.run_id > found.run_id]
    return later[-1] if later else None


def story(nights: Sequence[Night], found: ExtractShown) -> list[Entry]:
    """What became of the file on each of the last nights, newest first."""
    return [
        Entry(
            when=one.started_at.date(),
            when_sub=words.clock(one.started_at),
            title=FILE_STATES.get(one.state, (Kind.WAIT, one.state))[1],
            text=f"{one.rows:,} rows" if one.rows is not None else "",
            href=reverse("extract", args=[one.extract_id])
            if one.extract_id and one.extract_id != found.id
            else "",
            is_key=one.state in ("refused", "missing"),
        )
        for one in nights
    ]


def drift_lines(found: ExtractShown) -> list[tuple[str, str]]:
    """How the headings differ from what we expect, each kind in words."""
    said = {
        "missing": "Columns we expect that were not there",
        "extra": "Columns we do not know; kept word for word, not used",
        "renamed": "Columns under another known name",
        "never_land": "Columns left out on purpose, never kept",
        "read_as": "How it was read",
    }
    lines = []
    for kind, value in found.header_drift.items():
        if isinstance(value, dict) and kind == "read_as":
            text = ", ".join(f"{name.replace('_', ' ')} {one}" for name, one in value.items())
        elif isinstance(value, dict):
            text = ", ".join(f"{old} read as {new}" for old, new in value.items())
        else:
            text = ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)
        if text:
            lines.append((said.get(kind, kind.replace("_", " ").capitalize()), text))
    return lines
