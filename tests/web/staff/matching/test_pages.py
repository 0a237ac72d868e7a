"""The queue, two side by side, deciding, what was decided, taking back, and a row that is not theirs."""

from __future__ import annotations

import uuid
from datetime import timedelta
from html import unescape

import pytest

from rooftree.records import models as m
from rooftree.records.matching.review.models import MatchWaiting
from rooftree.reference.accounts.rules import Role
from rooftree.reference.audit.models import AuditEntry
from rooftree.web import clock
from tests.factories.records import make
from tests.nights import FIRST, moment
from tests.people import Somebody, add
from tests.web.staff.matching.made import EVIDENCE, doubt, one_of_each, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def carys() -> Somebody:
    return add("Carys Steward", Role.DATA_STEWARD)


def text_of(who: Somebody, path: str, status: int = 200) -> str:
    answer = who.client.get(path)
    assert answer.status_code == status, path
    return unescape(" ".join(answer.content.decode().split()))


def href(one: m.MatchCandidate) -> str:
    return f"/matching/{one.entity_type}/{one.first_id}/{one.second_id}/"


def answer(who: Somebody, path: str, said: str = "same", seen: int = 0, **given: str) -> tuple[int, str]:
    """What came of an answer: the status, and where it led or what the page says."""
    sent = {"answer": said, "reason": "She told us", "seen": str(seen)} | given
    got = who.client.post(path, sent)
    return got.status_code, got.headers.get("Location") or unescape(got.content.decode())


def test_the_queue_shows_the_gravest_first_with_why_and_what_is_at_stake(carys: Somebody) -> None:
    plain = doubt(person("Ada Osier"), person("Ida Osier"))
    okoro, other = person("Josephine Okoro"), person("Josefine Okoro", "locata")
    make(m.HouseholdMember, person=okoro, tenancy=make(m.Tenancy))
    make(m.PersonAlert, person=okoro, code="secret_code", source_text="SECRET-ALERT")
    grave = doubt(okoro, other, weight=2.4, evidence=EVIDENCE)
    text = text_of(carys, "/matching/")
    assert "Two pairs may be the same person" in text
    assert text.index(href(grave)) < text.index(href(plain))
    assert "A mistake could harm: two people decide" in text
    assert "Same date of birth; but different first name" in text
    assert "Weight of evidence +2.4" in text
    assert "The same full name, date of birth and home" in text
    assert "SECRET" not in text
    assert "secret_code" not in text
    only = text_of(carys, "/matching/?state=sensitive")
    assert href(grave) in only
    assert href(plain) not in only
    assert href(plain) not in text_of(carys, "/matching/?system=locata")
    MatchWaiting.objects.update(since=clock.now() - timedelta(days=40))
    assert href(plain) in text_of(carys, "/matching/?waits=quarter")
    assert "No pair is like that" in text_of(carys, "/matching/?waits=longer")
    assert href(plain) not in text_of(carys, "/matching/?stake=care")
    assert href(plain) in text_of(carys, "/matching/?stake=nonsense&waits=ever")
    assert "Nothing waits" not in text_of(carys, "/matching/?kind=unit&state=nonsense")


def test_two_stand_side_by_side_with_sources_differences_and_evidence_in_words(carys: Somebody) -> None:
    one, other = person("Josephine Okoro"), person("Josefine Okoro", "locata")
    text = text_of(carys, href(doubt(one, other, weight=2.4, evidence=EVIDENCE)))
    assert "They differ on one fact" in text
    assert "Different first name" in text
    assert "+7.1" in text
    assert "−4.7" in text
    assert "of all pairs, few are one" in text
    assert text.count("+2.4") == 1
    assert "+0.0" in text.split("of all pairs, few are one")[1][:80]
    assert "Only one says" not in text
    assert "Locata" in text
    read = AuditEntry.objects.filter(action="read", subject_type="person", detail__part="beside another")
    assert {entry.subject_id for entry in read} == {str(one.pk), str(other.pk)}


def test_two_numbers_that_are_hidden_but_for_their_ends_are_compared_whole(carys: Somebody) -> None:
    hidden = {"ni_no_masked": "PP••••••D"}
    one, other = person("Ada Osier", **hidden), person("Ada Osier", "locata", **hidden)
    path = href(doubt(one, other))
    assert "The letters shown agree" in text_of(carys, path)
    m.Person.objects.filter(pk=one.pk).update(ni_no_hmac="a1")
    for number, says in (("b2", "They differ on one fact"), ("a1", "They differ on nothing")):
        m.Person.objects.filter(pk=other.pk).update(ni_no_hmac=number)
        text = text_of(carys, path)
        assert says in text
        assert "The letters shown agree" not in text
        assert number not in text.split("National Insurance number")[1][:300]


def test_what_was_decided_calls_both_as_they_were_called_then(carys: Somebody) -> None:
    one, other = person("Ada Osier"), person("Ida Osier")
    path = href(doubt(one, other))
    answer(carys, path, "same")
    m.Person.objects.update(full_name="Ada Osier", given_name="Ada")
    m.Claim.objects.all().delete()
    for page in (path, "/matching/decided/"):
        assert "Ida Osier" in text_of(carys, page)


def test_names_that_are_only_swapped_are_said_to_be(carys: Somebody) -> None:
    text = text_of(carys, href(doubt(person("Susan Osier"), person("Osier Susan", "locata"))))
    assert text.count("Names swapped") == 2
    assert "They differ on nothing that both say" in text


def test_an_answer_leads_to_the_next_of_the_queue_as_it_was_narrowed(carys: Somebody) -> None:
    first, second = (doubt(person(f"Ada {name}"), person(f"Ida {name}")) for name in ("Osier", "Okoro"))
    homes = doubt(make(m.Unit, address_line="1 Ash Row"), make(m.Unit, address_line="2 Ash Row"))
    status, led = answer(carys, f"{href(first)}?kind=person", "different")
    assert (status, led) == (302, f"{href(second)}?kind=person")
    status, led = answer(carys, f"{href(second)}?kind=person", "same")
    assert (status, led) == (302, "/matching/?kind=person")
    assert "They are the same" in text_of(carys, "/matching/")
    assert href(homes) in text_of(carys, "/matching/")
    assert "One pair may be the same home" in text_of(carys, "/matching/?kind=unit")
    doubt(person("Wren Osier"), person("Ren Osier"))
    assert "Two pairs may be the same person or home" in text_of(carys, "/matching/")
    assert "One pair may be the same person<" in text_of(carys, "/matching/?kind=person")
    m.Claim.objects.all().delete()
    one = text_of(carys, href(second))
    assert "These two are the same person" in one
    assert "Side by side, as it was when it was decided" in one
    assert "14 March 1951" in one


def test_what_stands_against_an_answer_is_shown_on_the_form(carys: Somebody) -> None:
    path = href(doubt(person("Ada Osier"), person("Ida Osier")))
    assert answer(carys, path, reason="")[0] == 422
    assert "Say it in 2,000 characters or fewer" in answer(carys, path, reason="x" * 2001)[1]
    assert "Choose whether" in answer(carys, path, said="")[1]
    assert "Select a valid choice" in answer(carys, path, said="undone")[1]
    for seen in ("7", "", "x", "9" * 30):
        status, text = answer(carys, path, seen=seen)  # type: ignore[arg-type]
        assert status == 422
        assert "Somebody else has answered this since you opened the page" in text
    assert not m.MatchDecision.objects.exists()


def test_a_second_opinion_does_not_know_the_first_and_the_first_cannot_give_it(carys: Somebody) -> None:
    okoro = person("Josephine Okoro")
    make(m.PersonAlert, person=okoro, code="any")
    path = href(doubt(okoro, person("Josefine Okoro")))
    answer(carys, path, "same", reason="SHE-SAID-SO")
    own = text_of(carys, path)
    assert "waits for somebody else. A colleague gives the second opinion." in own
    assert "What you answered" in own
    assert "SHE-SAID-SO" in own
    priya = add("Priya Steward", Role.DATA_STEWARD)
    seen = m.MatchDecision.objects.get().pk
    text = text_of(priya, path)
    assert "what they said is shown once you have" in text
    assert "SHE-SAID-SO" not in text + text_of(priya, "/matching/decided/")
    answer(priya, path, "different", seen)
    assert "Two did not agree" in text_of(priya, "/matching/")
    assert "A data steward who has not answered decides" in text_of(priya, path)
    assert "SHE-SAID-SO" in text_of(add("Sion Steward", Role.DATA_STEWARD), path)
    decided = text_of(carys, "/matching/decided/")
    assert "0 of one second opinion agreed with the first." in decided
    assert "kappa" not in decided
    assert "Fewer than 30 say little" in decided


def test_what_was_decided_can_be_taken_back_with_a_reason_once(carys: Somebody) -> None:
    one_of_each(carys.viewer, moment(FIRST, 10), FIRST)
    [stands] = m.MatchDecision.objects.filter(outcome="same")
    path = f"/matching/decided/{stands.pk}/undo/"
    assert path in text_of(carys, "/matching/decided/")
    assert carys.client.post(path, {"reason": ""}).status_code == 422
    assert carys.client.post(path, {"reason": "Two cousins"}).headers["Location"] == "/matching/decided/"
    assert "two again from the next run" in text_of(carys, "/matching/decided/")
    assert carys.client.post(path, {"reason": "Again"}).status_code == 422
    assert m.EntityAlias.objects.get().ended_by == "Carys Steward"
    for gone in ("/matching/decided/99999/undo/", f"/matching/decided/{10**30}/undo/"):
        text_of(carys, gone, 404)


def test_a_person_says_who_they_may_be_what_joined_them_and_which_row_is_not_theirs(carys: Somebody) -> None:
    okoro = one_of_each(carys.viewer, moment(FIRST, 10), FIRST)
    page = text_of(carys, f"/people/{okoro.pk}/")
    assert "may be the same person as Josefine Okoro" in page
    row = m.Reference.objects.get(entity_id=okoro.pk, source_system="oneserve")
    assert f'href="/matching/rows/{row.pk}/"' in text_of(carys, f"/people/{okoro.pk}/facts/")
    assert carys.client.post(f"/matching/rows/{row.pk}/", {"reason": ""}).status_code == 422
    answer = carys.client.post(f"/matching/rows/{row.pk}/", {"reason": "Her sister"})
    assert answer.headers["Location"] == f"/people/{okoro.pk}/"
    assert m.MatchDecision.objects.latest("pk").outcome == "apart"
    joined = m.EntityAlias.objects.get()
    for own in (joined.entity_id, joined.alias_id):
        assert "on 1 November 2026 by Carys Steward" in text_of(carys, f"/people/{own}/")
    text_of(carys, f"/matching/rows/{uuid.uuid4()}/", 404)


def test_officers_look_and_decide_nothing_and_administrators_see_no_people(carys: Somebody) -> None:
    one_of_each(carys.viewer, moment(FIRST, 10), FIRST)
    alice, dev = add("Alice Officer", Role.OFFICER), add("Dev Administrator", Role.ADMINISTRATOR)
    [people] = m.MatchCandidate.objects.filter(entity_type="person", weight=2.4)
    [homes] = m.MatchCandidate.objects.filter(entity_type="unit")
    assert "Who decides</h2>" in text_of(alice, href(people))
    assert "A data steward decides this" in text_of(alice, href(people))
    assert answer(alice, href(people))[0] == 403
    text_of(dev, href(people), 404)
    assert "Okoro" not in text_of(dev, "/matching/") + text_of(dev, "/matching/decided/")
    assert answer(dev, href(homes))[0] == 302
    taken = m.MatchDecision.objects.filter(outcome="same", entity_type="person").get()
    text_of(dev, f"/matching/decided/{taken.pk}/undo/", 404)
    text_of(alice, f"/matching/decided/{taken.pk}/undo/", 403)


def test_an_address_that_means_no_question_is_not_found(carys: Somebody) -> None:
    own = person("Ada Osier").pk
    for path in (f"person/{own}/{own}", f"person/{own}/{uuid.uuid4()}", f"tenancy/{own}/{uuid.uuid4()}"):
        text_of(carys, f"/matching/{path}/", 404)


def test_an_officer_proposes_and_the_steward_reads_it_beside_the_two(carys: Somebody) -> None:
    path = href(doubt(person("Ada Osier"), person("Ida Osier")))
    alice = add("Alice Officer", Role.OFFICER)
    assert f'href="{path}propose/"' in text_of(alice, path)
    assert alice.client.post(f"{path}propose/", {"answer": "same"}).status_code == 422
    sent = {"answer": "different", "reason": "HER-COUSIN"}
    assert alice.client.post(f"{path}propose/", sent).headers["Location"] == path
    assert "HER-COUSIN" in text_of(carys, path)
    assert "A colleague has proposed an answer" in text_of(carys, "/matching/?state=proposed")
    text_of(carys, f"{path}propose/", 403)
    text_of(alice, f"/matching/person/{uuid.uuid4()}/{uuid.uuid4()}/propose/", 404)
