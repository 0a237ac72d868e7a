"""What was born in Rooftree is never written, ended or counted by publish."""

from __future__ import annotations

import shutil
import uuid
from datetime import timedelta

from rooftree.records.homes.models.unit import Unit
from rooftree.records.matching.models import EntityAlias
from tests.nights import FIRST, Landlord, asked, moment, units

SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (1, 2, 3))


def test_it_stays_as_it_is_night_after_night_and_when_the_landing_area_is_lost(landlord: Landlord) -> None:
    landlord.night({"unit": units(40)})
    for key in ("A home of our own", "with/a stroke"):
        Unit.objects.create(source_system="rooftree", source_key=key, address_line="1 Lantern Street")
    EntityAlias.objects.create(
        entity_type="person",
        alias_id=uuid.uuid4(),
        entity_id=uuid.uuid4(),
        reason="the same",
        decided_by="Carys",
        decided_at=moment(FIRST, 9),
    )
    ours = "SELECT {}::text FROM {} {} ORDER BY 1"
    before = asked(ours.format("unit", "unit", "WHERE source_system = 'rooftree'"))
    alias = asked(ours.format("entity_alias", "entity_alias", ""))
    landlord.night({"unit": units(40, kind="house")}, SECOND)
    shutil.rmtree(landlord.landing)
    landlord.night({"unit": units(39, kind="house")}, THIRD)
    landlord.night({"unit": units(38, kind="house")}, FOURTH)
    assert asked(ours.format("unit", "unit", "WHERE source_system = 'rooftree'")) == before
    assert len(before) == 2
    assert asked(ours.format("entity_alias", "entity_alias", "")) == alias
    assert asked("SELECT count(*) FROM unit_event WHERE source_system = 'rooftree'") == [0]
    assert asked("SELECT count(*) FROM unit WHERE ended_on IS NOT NULL") == [2]
