"""The stock pages: figures that lead to their rows, who may decide, and input that is not as it should be."""

from __future__ import annotations

import datetime
import re
import uuid
from html import unescape

import pytest
from django.test import Client

from rooftree.records import models as m
from rooftree.reference.audit.models import AuditEntry
from tests.people import Somebody
from tests.records.stock.landlord import ALL, FIRST, differ, drops, home, night
from tests.web.staff.listing.files import taken, unzipped

pytestmark = pytest.mark.django_db
PAGES = ("/stock/", "/stock/homes/", "/stock/homes/?open=missing", "/stock/homes/{home}/")
DECIDING = ("/stock/decide/?home={home}", "/stock/decisions/{decision}/withdraw/")


@pytest.fixture
def homes() -> list[uuid.UUID]:
    """Two that Oneserve lacks, one on which bedrooms differ, one only in Locata, one that all agree on."""
    made = [home(f"{at} Ash Row", "nec", "keystone", postcode="ZZ4 2LH") for at in (1, 2)]
    made.append(home("3 Ash Row", *ALL))
    differ(made[2], "bedrooms", {"nec": "2", "keystone": "3"})
    made += [home("4 Ash Row", "locata", kind="bed_and_breakfast"), home("5 Ash Row", *ALL)]
    night()
    return made


def text_of(who: Somebody, path: str) -> str:
    answer = who.client.get(path)
    assert answer.status_code == 200, path
    return unescape(" ".join(answer.content.decode().split()))


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    return found.group(1) if found else ""


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(seen|back)" value="([^"]*)"', page))


def decide(who: Somebody, *ids: uuid.UUID, **given: object) -> str:
    """The form opened and sent; where it led, or the page with what stood against it."""
    asked = "&".join(f"home={one}" for one in ids)
    form = hidden(text_of(who, f"/stock/decide/?{asked}&back=open%3Dmissing%253Aoneserve"))
    told = {"about": ["missing:oneserve"], "decision": "not_ours", "reason": "Leased in"} | given
    answer = who.client.post("/stock/decide/", form | {"home": [str(one) for one in ids]} | told)
    return answer.headers.get("Location") or unescape(answer.content.decode())


@pytest.mark.parametrize("path", [*PAGES, *DECIDING])
def test_each_role_opens_its_own_pages_and_no_others(
    path: str, homes: list[uuid.UUID], alice: Somebody, bob: Somebody, carys: Somebody, dev: Somebody
) -> None:
    decide(carys, homes[0])
    decision = m.StockDecision.objects.get().pk
    address = path.format(home=homes[1], decision=decision)
    for who in (carys, dev):
        assert who.client.get(address).status_code == 200
    for who in (alice, bob):
        assert who.client.get(address).status_code == (200 if path in PAGES else 403)
    signed_out = Client().get(address)
    assert signed_out.status_code == 302
    assert signed_out["Location"].startswith("/sign-in/")


def test_the_finding_is_the_heading_and_every_figure_leads_to_as_many_rows(
    homes: list[uuid.UUID], alice: Somebody
) -> None:
    page = text_of(alice, "/stock/")
    assert heading(page) == "Two homes are not in every system that should know them"
    figures = re.findall(r'<a href="(/stock/homes/\?[^"]+)">([\d,]+)</a>', page)
    assert len(figures) > 10
    for path, figure in figures:
        assert text_of(alice, path).count('<th scope="row">') == int(figure), path


def test_which_homes_oneserve_lacks_is_two_clicks_from_the_start(
    homes: list[uuid.UUID], alice: Somebody
) -> None:
    assert '<a href="/stock/"' in text_of(alice, "/")
    path = "/stock/homes/?open=missing%3Aoneserve"
    assert f'<a href="{path}">2</a>' in text_of(alice, "/stock/")
    assert '"/stock/homes/?open=missing"' in text_of(alice, "/")
    assert f'<a href="{path}">Not in Oneserve</a>' in text_of(alice, "/stock/homes/?open=missing")
    page = text_of(alice, path)
    assert heading(page) == "Two homes are not in Oneserve"
    assert "1 Ash Row" in page
    assert "3 Ash Row" not in page
    assert "Decide what it means" not in page


def test_a_home_stands_side_by_side_with_what_each_list_says(
    homes: list[uuid.UUID], alice: Somebody, carys: Somebody
) -> None:
    page = text_of(alice, f"/stock/homes/{homes[2]}/")
    assert heading(page) == "Bedrooms differ"
    assert "NEC: 2, Keystone: 3" in page
    assert "Decide what this means" not in page
    assert "Decide what this means" in text_of(carys, f"/stock/homes/{homes[2]}/")
    assert heading(text_of(alice, f"/stock/homes/{homes[4]}/")) == "The lists agree on this home"


def test_a_steward_decides_about_several_and_takes_one_back(
    homes: list[uuid.UUID], carys: Somebody, alice: Somebody
) -> None:
    assert decide(carys, *homes[:2]) == "/stock/homes/?open=missing%3Aoneserve"
    assert heading(text_of(alice, "/stock/")).startswith("Every list has the homes it should; one home is")
    decided = text_of(alice, "/stock/homes/?decided=missing%3Aoneserve")
    assert heading(decided) == "Two homes are not in Oneserve, decided"
    assert "Not ours" in decided
    one = m.StockDecision.objects.filter(unit_id=homes[0]).get()
    path = f"/stock/decisions/{one.pk}/withdraw/"
    assert "Say why" in text_of_post(carys, path, {"reason": " "})
    assert carys.client.post(path, {"reason": "Wrong home"})["Location"] == f"/stock/homes/{homes[0]}/"
    told = text_of(alice, f"/stock/homes/{homes[0]}/")
    assert "Wrong home" in told
    assert "Not in Oneserve" in heading(told)
    assert carys.client.get(path).status_code == 404


def text_of_post(who: Somebody, path: str, given: dict[str, object]) -> str:
    answer = who.client.post(path, given)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_what_is_asked_again_shows_the_old_decision(homes: list[uuid.UUID], carys: Somebody) -> None:
    decide(carys, homes[0], reason="Leased in from Fen Homes")
    drops(homes[0], "keystone")
    night(FIRST + datetime.timedelta(days=1))
    again = text_of(carys, "/stock/homes/?state=again")
    assert heading(again) == "One home was decided, and is asked again"
    assert "Facts changed since" in again
    assert "Leased in from Fen Homes" in text_of(carys, f"/stock/decide/?home={homes[0]}")


def test_a_refused_list_is_said_and_its_gaps_are_not_counted(homes: list[uuid.UUID], alice: Somebody) -> None:
    night(FIRST + datetime.timedelta(days=1), oneserve="refused")
    page = text_of(alice, "/stock/")
    assert "Oneserve’s list of homes was refused in the last run" in page
    assert (
        heading(page) == "What Oneserve may lack cannot be told; the other lists have the homes they should"
    )
    assert "Oneserve’s list was refused" in page
    assert "Two homes were not in every list on 2 November 2026" in page
    assert (
        heading(text_of(alice, "/stock/homes/?state=unsure"))
        == "Two homes cannot be told, because a list is too old"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": "x" * 2001}, "2,000 or fewer"),
        ({"decision": "lost"}, "Select a valid choice"),
        ({"about": []}, "Choose what the decision is about"),
        ({"about": ["missing:nec"]}, "Select a valid choice"),
        ({"seen": "stale"}, "has changed since you opened this page"),
    ],
)
def test_a_decision_that_cannot_be_is_told_on_the_form(
    given: dict[str, object], said: str, homes: list[uuid.UUID], carys: Somebody
) -> None:
    assert said in decide(carys, homes[0], **given)
    assert not m.StockDecision.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "home=",
        "home=1",
        "",
        "home=00000000-0000-0000-0000-000000000000",
        "home=%00&back=%00",
        "back=//evil.example",
    ],
)
def test_nothing_chosen_leads_back_to_the_list(query: str, homes: list[uuid.UUID], carys: Somebody) -> None:
    answer = carys.client.get(f"/stock/decide/?{query}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/stock/homes/?")


@pytest.mark.parametrize(
    "value", ["zzz", "%00", "'; DROP TABLE stock_home; --", "<script>alert(1)</script>", "💥" * 300]
)
def test_hostile_filters_find_nothing_and_break_nothing(
    value: str, homes: list[uuid.UUID], alice: Somebody
) -> None:
    for name in (
        *("open", "decided", "only", "state", "in", "also", "without", "between"),
        *("area", "kind", "q", "sort", "columns", "page"),
    ):
        answer = alice.client.get("/stock/homes/", {name: value})
        assert answer.status_code == 200, name
        assert "<script>alert" not in answer.content.decode()
    for path in ("/stock/homes/zzz/", f"/stock/homes/{uuid.uuid4()}/", "/stock/decisions/9/withdraw/"):
        assert alice.client.get(path).status_code in (403, 404)
    assert m.StockHome.objects.count() == 5


def test_the_list_is_taken_away_as_it_stands_and_that_is_noted(
    homes: list[uuid.UUID], alice: Somebody
) -> None:
    m.Unit.objects.filter(pk=homes[0]).update(address_line="=HYPERLINK(1)")
    files = unzipped(taken(alice, "/stock/homes/?open=missing%3Aoneserve&format=csv"))
    rows = files["stock-homes.csv"]
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert {row["is_open"] for row in rows} == {"Not in Oneserve"}
    assert {row["lists"] for row in rows} == {"NEC, Keystone"}
    assert "Still open: Not in Oneserve" in str(files["stock-homes-about.csv"])
    assert AuditEntry.objects.filter(action="exported", subject_type="stock-homes").count() == 1


def test_what_is_ticked_is_led_to_the_decision_which_begins_with_what_the_list_was_narrowed_to(
    homes: list[uuid.UUID], carys: Somebody, alice: Somebody
) -> None:
    given = {"query": "open=missing%3Aoneserve", "do": "decide", "row": [str(homes[0])]}
    answer = carys.client.post("/lists/stock-homes/chosen/", given)
    assert answer["Location"].startswith(f"/stock/decide/?home={homes[0]}&back=open")
    form = text_of(carys, answer["Location"])
    assert re.search(r'value="missing:oneserve"[^>]* checked', form)
    assert alice.client.post("/lists/stock-homes/chosen/", given).status_code == 404


def test_a_home_leads_to_what_each_list_says_of_it_and_back(homes: list[uuid.UUID], alice: Somebody) -> None:
    page = text_of(alice, f"/homes/{homes[0]}/disagreements/")
    assert f'href="/stock/homes/{homes[0]}/">Not in Oneserve: what each list says</a>' in page
    assert f'href="/homes/{homes[0]}/"' in text_of(alice, f"/stock/homes/{homes[0]}/")


def test_before_the_first_run_the_page_says_how_it_fills(alice: Somebody) -> None:
    page = text_of(alice, "/stock/")
    assert heading(page) == "The lists of homes have not been compared yet"
    assert "When the nightly run has read the lists" in page
