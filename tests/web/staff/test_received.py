"""Runs and extracts: what is going on, what was refused and why, and where to look."""

from __future__ import annotations

import datetime

import pytest

from rooftree.sources.extracts.models import Extract, ExtractProblem, ExtractSeen, Run, RunStep
from tests.factories.records import EXTRACTED_AT, extract
from tests.people import Somebody

pytestmark = pytest.mark.django_db


def text_of(somebody: Somebody, path: str) -> str:
    response = somebody.client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def refused(db: None) -> Extract:
    """Certificates: good one night, refused the next."""
    good = extract("keystone", "certificates", rows=31_988)
    ExtractSeen.objects.create(
        run=good.run, system="keystone", file="certificates", extract=good, state="accepted"
    )
    later = Run.objects.create(
        started_at=EXTRACTED_AT + datetime.timedelta(days=1),
        started_by="Test",
        business_on=EXTRACTED_AT.date(),
        folder="later",
    )
    bad = extract("keystone", "certificates", run=later, state="refused", rows=None)
    ExtractSeen.objects.create(
        run=later, system="keystone", file="certificates", extract=bad, state="refused"
    )
    ExtractProblem.objects.create(
        extract=bad,
        stage="land",
        kind="broken_quotes",
        row=18_203,
        column="Contractor",
        value='"Tarn Electrical',
        says="A quotation mark opens and never closes.",
        mend="Have the extract made again with quotation marks doubled.",
    )
    return bad


def test_a_refused_file_tells_what_happened_what_was_safe_and_what_mends_it(
    refused: Extract, carys: Somebody
) -> None:
    text = text_of(carys, f"/extracts/{refused.pk}/")
    for words in (
        "Keystone, certificates: refused",
        "A quotation mark opens and never closes.",
        "18,203",
        "&quot;Tarn Electrical",
        "Nothing of it was half used. The file of 20\u00a0November 2026, 31,988 rows, stayed in use",
        "Have the extract made again with quotation marks doubled.",
    ):
        assert words in text, words


def test_a_refused_file_that_was_mended_leads_to_the_one_that_mended_it(
    refused: Extract, carys: Somebody
) -> None:
    run = Run.objects.create(
        started_at=EXTRACTED_AT, started_by="Test", business_on=EXTRACTED_AT.date(), folder="third"
    )
    good = extract("keystone", "certificates", run=run, rows=32_025)
    ExtractSeen.objects.create(
        run=run, system="keystone", file="certificates", extract=good, state="accepted"
    )
    text = text_of(carys, f"/extracts/{refused.pk}/")
    assert "refused, mended since" in text
    assert f'href="/extracts/{good.pk}/"' in text


def test_the_list_of_extracts_says_what_is_stale_and_can_show_only_that(
    refused: Extract, carys: Somebody
) -> None:
    fine = extract("nec", "people")
    ExtractSeen.objects.create(run=fine.run, system="nec", file="people", extract=fine, state="accepted")
    text = text_of(carys, "/extracts/")
    assert "1 of 2 files is stale" in text
    assert f'href="/extracts/{refused.pk}/"' in text
    assert f'href="/extracts/{fine.pk}/"' not in text_of(carys, "/extracts/?only=stale")


def test_the_start_page_names_the_stale_file_to_an_officer_without_its_rows(
    refused: Extract, alice: Somebody
) -> None:
    text = text_of(alice, "/")
    assert "One file is older than it should be" in text
    assert "Keystone, certificates" in text
    assert "quotation" not in text


def test_headings_that_differ_are_said_in_words(carys: Somebody) -> None:
    file = extract(
        header=["LPRO_PROPREF", "EXTRA"],
        header_drift={"extra": ["EXTRA"], "renamed": {"A": "B"}, "never_land": ["BANK"]},
    )
    text = text_of(carys, f"/extracts/{file.pk}/")
    assert "kept word for word, not used" in text
    assert "A read as B" in text
    assert "Columns left out on purpose, never kept" in text


def test_problems_are_paged(carys: Somebody) -> None:
    file = extract()
    ExtractProblem.objects.bulk_create(
        ExtractProblem(
            extract=file,
            stage="standardise",
            kind="bad_date",
            says=f"Problem {at}.",
            mend="Mend.",
            count=99 - at,
        )
        for at in range(30)
    )
    first, second = text_of(carys, f"/extracts/{file.pk}/"), text_of(carys, f"/extracts/{file.pk}/?page=2")
    assert "1 to 25 of 30 kinds of problem" in first
    assert "Problem 29." not in first
    assert "Problem 29." in second


@pytest.fixture
def ended(db: None) -> Run:
    """A run with its steps."""
    run = Run.objects.create(
        started_at=EXTRACTED_AT,
        started_by="Nadia",
        business_on=EXTRACTED_AT.date(),
        folder="x",
        ended_at=EXTRACTED_AT + datetime.timedelta(seconds=95),
        outcome="published",
        says="12 new.",
    )
    RunStep.objects.create(
        run=run,
        position=1,
        name="land",
        state="done",
        done=5,
        total=5,
        rows_out=1_234,
        started_at=EXTRACTED_AT,
        ended_at=EXTRACTED_AT + datetime.timedelta(seconds=48),
        peak_memory_bytes=200 * 2**20,
    )
    return run


def test_a_run_shows_its_steps_with_time_rows_and_memory(ended: Run, carys: Somebody) -> None:
    text = text_of(carys, f"/runs/{ended.pk}/")
    for words in (f"Run {ended.pk} was published", "48 seconds", "1,234", "200 MB", "12 new.", "Nadia"):
        assert words in text, words
    assert "hx-get" not in text


def test_a_run_whose_process_is_gone_is_not_called_under_way(carys: Somebody) -> None:
    run = Run.objects.create(
        started_at=EXTRACTED_AT, started_by="x", business_on=EXTRACTED_AT.date(), folder="x"
    )
    assert "ended without a word" in text_of(carys, f"/runs/{run.pk}/")


def test_what_renews_itself_is_only_the_part_that_changes(ended: Run, carys: Somebody) -> None:
    text = text_of(carys, f"/runs/{ended.pk}/progress/")
    assert text.lstrip().startswith('<div class="rt-live" id="progress"')
    assert "<html" not in text


def test_the_last_nights_of_a_file_are_drawn_and_said_in_words(refused: Extract, carys: Somebody) -> None:
    text = text_of(carys, "/extracts/")
    strip = text.split('class="rt-nights"')[1].split("</td>")[0]
    assert strip.count('class="was-ok"') == strip.count('class="was-late"') == 1
    assert "new, read; " in strip
    assert "refused</span>" in strip
    assert 'style="' not in text


def test_how_long_runs_took_is_drawn_beside_the_table(ended: Run, carys: Somebody) -> None:
    assert 'class="bar-now"' not in text_of(carys, "/runs/")
    Run.objects.create(
        started_at=EXTRACTED_AT,
        started_by="Nadia",
        business_on=EXTRACTED_AT.date(),
        folder="y",
        ended_at=EXTRACTED_AT + datetime.timedelta(seconds=190),
        outcome="published",
    )
    text = text_of(carys, "/runs/")
    assert text.count('class="bar-now"') == text.count('class="bar"') == 1
    assert "3 minutes 10 seconds" in text
    assert 'style="' not in text
