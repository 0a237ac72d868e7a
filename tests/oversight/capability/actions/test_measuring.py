"""Each run keeps its figures; what could not be counted tonight stands as it was, with its own day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rooftree.oversight.capability.models import CapabilityFigure
from rooftree.oversight.capability.queries.figures import counting, nights
from rooftree.oversight.capability.queries.matrix import matrix
from rooftree.oversight.capability.rules.cells import Cell, Figure
from rooftree.reference.accounts.rules import ANONYMOUS, SYSTEM
from rooftree.reference.standard.quality.rules import Dimension
from tests.nights import FIRST
from tests.oversight.capability.made import counted, homes, sent
from tests.oversight.quality.ledger import Ledger, rule

pytestmark = pytest.mark.django_db
AGREES = "unit.uprn.agrees"
SECOND = FIRST + timedelta(days=1)


def cell(requirement: str = "uprn", system: str = "nec") -> Cell:
    row = next(one for one in matrix(viewer=SYSTEM, today=SECOND) if one.requirement.id == requirement)
    found = row.of(system)
    assert found is not None
    return found.cell


def figure(requirement: str = "uprn", system: str = "nec") -> Figure:
    found = cell(requirement, system).figure
    assert found is not None
    return found


def test_every_requirement_has_a_figure_in_every_system_with_its_run(tmp_path: Path) -> None:
    run, done = counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    assert CapabilityFigure.objects.filter(run_id=run).count() == done.requirements * 4
    assert (figure().asked, figure().held, figure().filled) == (4, 3, 75.0)
    assert (figure().counted_run, figure().counted_on) == (run, FIRST)
    assert figure().read_from == ("addresses: LADR_UPRN",)
    assert figure("uprn", "keystone").asked is None
    last = counting(viewer=SYSTEM)
    assert last is not None and (last.run_id, last.business_on) == (run, FIRST)
    assert f"{done.requirements} key requirements" in done.says


def test_the_figures_of_every_run_stay(tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    counted(tmp_path, sent(tmp_path, "unit", homes(4, 0)), day=SECOND)
    told = nights("uprn", "nec", viewer=SYSTEM)
    assert [(night.business_on, night.figure.filled) for night in told] == [(FIRST, 75.0), (SECOND, 100.0)]


@pytest.mark.parametrize("how", ["stale", "lost"])
def test_a_file_that_did_not_come_leaves_the_former_figure_with_its_day(tmp_path: Path, how: str) -> None:
    first, _ = counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    late = sent(tmp_path, "unit", homes(4, 0), stale=how == "stale")
    lost = {("nec", "unit")} if how == "lost" else set()
    _, done = counted(tmp_path, late, day=SECOND, lost=lost)
    assert (figure().filled, figure().counted_run, figure().counted_on) == (75.0, first, FIRST)
    assert figure().is_former
    assert done.former > 0
    third = SECOND + timedelta(days=1)
    counted(tmp_path, sent(tmp_path, "unit", homes(4, 0)), day=third)
    assert (figure().filled, figure().counted_on, figure().is_former) == (100.0, third, False)


def test_a_first_file_that_is_stale_is_counted_all_the_same(tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "unit", homes(1, 1), stale=True))
    assert figure().filled == 50.0


def test_the_form_is_right_as_the_ledger_says(tmp_path: Path) -> None:
    name = "unit.uprn.format"
    rules = (rule(name, dimension=Dimension.CONFORMITY), rule(AGREES, dimension=Dimension.CONSISTENCY))
    ledger = Ledger(tmp_path / "ledger", rules, {("nec", "unit"): ["K1", "K2", "K3", "K4"]})
    ledger.folder.mkdir()
    ledger.night([(name, "K1"), (name, "K4"), (AGREES, "K2")])
    counted(tmp_path, sent(tmp_path, "unit", homes(3, 1)))
    assert (figure().judged, figure().bad, figure().format_ok) == (3, 1, 66.6)
    counted(tmp_path, sent(tmp_path, "unit", homes(4, 0)), day=SECOND, checked=False)
    assert (figure().held, figure().judged, figure().bad) == (4, 3, 1), "not checked: the form is as it was"


def test_what_no_rule_judges_has_no_share_of_right_forms(tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "equality_information", [{"first_language": "Welsh"}]))
    assert (figure("language").held, figure("language").judged) == (1, None)


def test_whoever_has_not_signed_in_sees_nothing(tmp_path: Path) -> None:
    counted(tmp_path, sent(tmp_path, "unit", homes(1)))
    assert matrix(viewer=ANONYMOUS, today=SECOND) == []
    assert counting(viewer=ANONYMOUS) is None
    assert nights("uprn", "nec", viewer=ANONYMOUS) == []
