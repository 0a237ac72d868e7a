"""Ids over ten nightly runs with churn, merges, splits and undo: minted once, and what they mean stays."""

from __future__ import annotations

from datetime import timedelta

import ibis
import pytest
from django.db import DatabaseError, transaction

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.actions.linking import Linked, link
from rooftree.records.matching.actions.modelling import Store
from rooftree.records.matching.linkage.nights.pairs import PAIRS, ROWS, LastNight
from rooftree.records.matching.linkage.nights.weighing import Weighing
from rooftree.records.matching.models import EntityAlias, MatchDecision
from rooftree.records.matching.queries import now_known_as
from rooftree.records.matching.review.queries.in_force import said_of_pairs
from rooftree.records.people.models import Person
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing import state as states
from rooftree.records.publishing.state import State
from rooftree.reference.accounts.rules import SYSTEM
from rooftree.services.notes import queries as notes
from tests.nightly.linking.landlord import HELPED, NIGHTS, tables
from tests.nightly.linking.lived import Lived
from tests.nights import FIRST, asked, moment
from tests.records.matching.review.made import CARYS

pytestmark = pytest.mark.any_server
GWEN, USED_AGAIN = ("locata", "gwen"), ("nec", "used-again")
SAL, SALLY = ("nec", "sal"), ("locata", "sally")
DAI, DAVID = ("nec", "dai"), ("nec", "david")
RHIAN, RHIANNON = ("nec", "rhian"), ("locata", "rhiannon")
HEFIN, ROWAN, BRIDGE = ("nec", "hefin"), ("locata", "rowan"), ("oneserve", "bridge")


def test_an_id_once_minted_never_changes_its_meaning(lived: Lived) -> None:
    ids: dict[tuple[str, str], set[str]] = {}
    for night in lived.own:
        for key, own in night.items():
            ids.setdefault(key, set()).add(own)
    assert {key for key, each in ids.items() if len(each) > 1} == {GWEN, USED_AGAIN}
    assert len(lived.own[-1]) > len(lived.own[0]) > 40
    assert lived.own[-1][USED_AGAIN] not in {own for night in lived.own[:8] for own in night.values()}


def test_an_id_once_minted_never_vanishes_and_an_alias_leads_to_whom_it_is_now(lived: Lived) -> None:
    every = {own for night in (*lived.own, *lived.whose) for own in night.values()}
    assert every == {str(own) for own in Person.objects.values_list("pk", flat=True)}
    live = {str(own) for own in Person.objects.filter(ended_on=None).values_list("pk", flat=True)}
    for key, own in lived.own[-1].items():
        assert (now_known_as("person", own, viewer=CARYS) or own) == lived.of(key, NIGHTS)
        assert lived.of(key, NIGHTS) in live


def test_nobody_is_made_one_or_two_but_by_a_decision(lived: Lived) -> None:
    decided = {RHIAN, RHIANNON, GWEN, ("nec", "gwen"), SAL, SALLY, USED_AGAIN}
    for before, after in zip(lived.whose, lived.whose[1:], strict=False):
        same = set(before) & set(after) - decided
        assert {key: after[key] for key in same} == {key: before[key] for key in same}


def test_those_who_are_alike_are_two_and_those_who_change_are_one(lived: Lived) -> None:
    for night in range(1, NIGHTS + 1):
        assert lived.of(("nec", "twin-1"), night) != lived.of(("nec", "twin-2"), night)
        assert lived.of(("nec", "father"), night) != lived.of(("nec", "son"), night)
        assert lived.of(("locata", "son"), night) == lived.of(("nec", "son"), night)
        assert lived.of(("nec", "wren"), night) == lived.of(("locata", "wren"), night)
        assert len({lived.of(("locata", key), night) for key in HELPED}) == len(HELPED)
        assert len({lived.of(("nec", f"moved-{at}"), night) for at in range(3)}) == 3


def test_a_merge_keeps_the_older_id_although_the_younger_has_the_tenancy(lived: Lived) -> None:
    older, younger = lived.kept["the two"]
    assert [lived.of(RHIANNON, night) for night in range(1, 11)] == [older] * 10
    assert [lived.of(RHIAN, night) for night in range(2, 11)] == [younger] * 2 + [older] * 3 + [younger] * 4


def test_what_two_stewards_said_is_one_stays_one_when_no_row_says_so_any_more(lived: Lived) -> None:
    assert lived.of(SAL, 2) != lived.of(SALLY, 2)
    for night in range(3, NIGHTS + 1):
        if night != 8:
            assert lived.of(SAL, night) == lived.of(SALLY, night), night


def test_who_are_said_to_be_different_stay_so_and_a_row_that_fits_both_joins_one(lived: Lived) -> None:
    pair = {lived.of(DAI, 1), lived.of(DAVID, 1)}
    assert len(pair) == 2
    assert frozenset(pair) in lived.doubts[1]
    for night in range(3, NIGHTS + 1):
        assert {lived.of(DAI, night), lived.of(DAVID, night)} == pair
        assert frozenset(pair) not in lived.doubts[night - 1]
    assert {lived.of(("oneserve", "any-vaughan"), night) for night in range(5, NIGHTS + 1)} < pair


def test_a_new_row_that_fits_two_who_are_known_joins_them_never_and_asks_a_person(lived: Lived) -> None:
    hefin, rowan = lived.of(HEFIN, 1), lived.of(ROWAN, 1)
    assert hefin != rowan
    for night in range(6, NIGHTS + 1):
        assert (lived.of(HEFIN, night), lived.of(ROWAN, night)) == (hefin, rowan)
        assert lived.of(BRIDGE, night) == lived.of(BRIDGE, 6)
        assert frozenset((hefin, rowan)) in lived.doubts[night - 1]
    assert frozenset((hefin, rowan)) not in lived.doubts[4]
    assert lived.of(BRIDGE, 6) in (hefin, rowan)


def test_a_split_leaves_the_id_with_the_tenancy_and_taken_back_they_are_one(lived: Lived) -> None:
    own = lived.of(("nec", "gwen"), 1)
    assert {lived.of(("nec", "gwen"), night) for night in range(1, 11)} == {own}
    parted = [lived.of(GWEN, night) for night in range(1, 11)]
    assert parted[:3] + parted[7:] == [own] * 6
    assert len(set(parted[3:7])) == 1
    assert parted[3] != own


def test_undo_of_a_merge_restores_all_that_depended_on_it(lived: Lived) -> None:
    before = lived.kept["rhian"]
    assert {"person", "claim", "reference", "note", "task", "person_alert", "communication"} < set(before)
    assert {"household_member", "match_candidate", "match_waiting"} < set(before)
    assert lived.kept["rhian, taken back"] == before


def test_undo_of_a_split_restores_all_but_how_the_row_was_joined(lived: Lived) -> None:
    before, after = lived.kept["gwen"], lived.kept["gwen, taken back"]
    assert {"person", "claim", "reference", "note", "task", "communication"} < set(before)
    differ = {table for table in before.keys() | after.keys() if before.get(table) != after.get(table)}
    assert differ == {"reference"}
    assert len(before["reference"]) == len(after["reference"]) == 2


def test_what_was_made_here_keeps_the_id_it_was_made_with(lived: Lived) -> None:
    older, younger = lived.kept["the two"]
    gwen, apart = lived.of(("nec", "gwen"), 3), lived.of(GWEN, 5)
    made_with = {
        "Prefers mornings": older,
        "Has a large dog": younger,
        "Works nights": gwen,
        "Asked after her key": apart,
    }
    said = "SELECT v.text, n.record_id FROM note n JOIN note_version v ON v.note_id = n.id"
    assert dict(asked(said)) == made_with
    assert {one.text for one in notes.notes_on("person", older, viewer=CARYS)} == {"Prefers mornings"}
    both = {"Works nights", "Asked after her key"}
    assert {one.text for one in notes.notes_on("person", gwen, viewer=CARYS)} == both


def test_the_log_of_decisions_only_grows_and_names_the_model(lived: Lived) -> None:
    for before, after in zip(lived.logs, lived.logs[1:], strict=False):
        assert after[: len(before)] == before
    said = [(one["answer"], one["outcome"], one["model_version"]) for one in lived.logs[-1]]
    weighed = f"people-{FIRST}-1"
    assert said[:4] == [
        ("same", "same", weighed),
        ("different", "different", weighed),
        ("same", "second", weighed),
        ("same", "same", weighed),
    ]
    assert [one[:2] for one in said[4:]] == [
        *(("not_theirs", "apart"), ("undone", "open"), ("undone", "open"), ("same", "same"))
    ]
    for change in (MatchDecision.objects.update, MatchDecision.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(**({"reason": "Another"} if change == MatchDecision.objects.update else {}))
    assert EntityAlias.objects.filter(ended_at=None).count() == 2


def test_the_links_of_the_tenth_night_are_those_of_a_full_run(lived: Lived) -> None:
    landlord = lived.landlord
    ninth, tenth = (_state(lived, back) for back in (1, 0))
    root = landlord.place.published
    with landlord.engine() as engine:
        (last_rows,) = ninth.files(root, ROWS)
        (pairs,) = tenth.files(root, PAIRS)
        assert ninth.files(root, PAIRS)[0].name == pairs.name, (
            "the tenth night went on from the ninth's pairs"
        )
        full = _in_full(lived, engine, ninth, LastNight(last_rows, None))
        (in_full,) = full.kept[PAIRS]
        assert _pairs(engine, engine.parquet(in_full)) == _pairs(engine, engine.parquet(pairs))
        then, now = (engine.parquet(path) for path in (root / tenth.links, full.path))
        assert _people(engine, then) == _people(engine, now)
        waiting = {frozenset((one.first_id, one.second_id)) for one in full.doubts}
    assert len(waiting) == len(lived.doubts[-1])


def _state(lived: Lived, back: int) -> State:
    name = asked("SELECT published_state FROM run ORDER BY id DESC LIMIT 1 OFFSET %s", back)[0]
    found = states.load(lived.landlord.place.published, name)
    assert found is not None
    return found


def _in_full(lived: Lived, engine: Engine, ninth: State, last: LastNight) -> Linked:
    """The tenth night again, scoring every pair."""
    landing = lived.landlord.landing
    day = FIRST + timedelta(days=NIGHTS - 1)
    files = {
        table: [lived.landlord._file(table, rows).path] for table, rows in tables(NIGHTS).items() if rows
    }
    store = Store(landing, 99, lambda: moment(day), day)
    return link(
        Canonical(engine, files),
        previous=engine.parquet(lived.landlord.place.published / ninth.links),
        out=landing / "full" / "links.parquet",
        weighing=Weighing(store, last, landing / "full"),
        addresses=landing / "addresses",
        decided=said_of_pairs(viewer=SYSTEM),
    )


def _pairs(engine: Engine, pairs: Table) -> list[tuple[object, ...]]:
    told = engine.to_arrow(pairs.select("left", "right", "weight", "model").order_by(["left", "right"]))
    return [tuple(row.values()) for row in told.to_pylist()]


def _people(engine: Engine, links: Table) -> tuple[set[frozenset[object]], list[object]]:
    """Who is one with whom, and how each row was linked; ids that are new are each run's own."""
    people = links.filter(links.entity_type == ibis.literal("person"))
    rows = engine.to_arrow(people.order_by(["source_system", "source_key"])).to_pylist()
    whose: dict[str, set[object]] = {}
    for row in rows:
        whose.setdefault(row["entity_id"], set()).add((row["source_system"], row["source_key"]))
    how = ("source_system", "source_key", "method", "weight", "model_version", "is_sure")
    return {frozenset(each) for each in whose.values()}, [tuple(row[name] for name in how) for row in rows]
