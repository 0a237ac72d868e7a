"""What each owner has to mend: every figure leads to as many rows as it says."""

from __future__ import annotations

import re

from django.test import Client

from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.models import QualityException
from rooftree.reference.accounts.teams.models import Team
from tests.nights import moment
from tests.oversight.quality.ledger import Ledger
from tests.people import Somebody
from tests.web.staff.quality.test_lists import keys, text_of

OWNERS = "/quality/owners/"


def given(ledger: Ledger, carys: Somebody, alice: Somebody) -> None:
    """One to Alice, one to a team, one to both; the rest to nobody."""
    first, second, third, *_ = QualityException.objects.order_by("source_key", "rule_id").values_list(
        "id", flat=True
    )
    team = Team.objects.create(name="Void works", made_at=moment(ledger.day))
    for own, to, at in (
        (first, alice.user.pk, None),
        (second, None, team.pk),
        (third, alice.user.pk, team.pk),
    ):
        working.assign(ids=[own], to=to, team=at, by=carys.viewer, now=moment(ledger.day), today=ledger.day)


def test_each_figure_leads_to_the_rows_it_counts(ledger: Ledger, carys: Somebody, alice: Somebody) -> None:
    given(ledger, carys, alice)
    page = text_of(carys, OWNERS)
    assert alice.user.shown_name in page
    assert "Void works" in page
    found = re.findall(r'data-l="([^"]+)"><a href="([^"]+)">([\d,]+)</a>', page)
    assert {head for head, _, _ in found} >= {"To be mended", "New"}
    for _, href, count in found:
        assert len(keys(carys, href.replace("&amp;", "&"))) == int(count), href


def test_the_lines_to_send_name_no_record(ledger: Ledger, carys: Somebody, alice: Somebody) -> None:
    given(ledger, carys, alice)
    lines = " ".join(re.findall(r'<p class="rt-small rt-t1">(.*?)</p>', text_of(carys, OWNERS), re.DOTALL))
    assert "exceptions to be mended" in lines
    for key in QualityException.objects.values_list("source_key", flat=True):
        assert not re.search(rf"\b{re.escape(key)}\b", lines)


def test_with_nothing_to_mend_it_says_so_and_nobody_signed_out_sees_it(db: None, carys: Somebody) -> None:
    assert "Nobody has anything to mend" in text_of(carys, OWNERS)
    assert Client().get(OWNERS)["Location"].startswith("/sign-in/")
