from rooftree.sources.synthetic.appearance import Retelling
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.faults import Faults, Level
from rooftree.sources.synthetic.world.people import Registrar

TODAY = 739_940


def retelling(level: Level, system: str) -> Retelling:
    faults = Faults(level=level, chance=Chance(2), note=lambda _: None)
    return Retelling(system=system, faults=faults, chance=Chance(3))


def test_without_faults_only_natural_variants_appear() -> None:
    told = retelling("none", "locata")
    people = Registrar(chance=Chance(5), today=TODAY)
    seen_short = seen_maiden = 0
    for _ in range(600):
        person = people.person(age=44, on=TODAY)
        seen = told.of(person)
        assert seen.faults == []
        assert seen.born == person.born
        assert seen.family in {person.family, person.maiden}
        seen_short += seen.given != person.given
        seen_maiden += seen.family != person.family
    assert seen_short > 20
    assert seen_maiden > 10


def test_every_slip_is_told_with_the_part_it_spoilt() -> None:
    told = retelling("heavy", "locata")
    people = Registrar(chance=Chance(6), today=TODAY)
    slips = 0
    for _ in range(600):
        person = people.person(age=44, on=TODAY)
        seen = told.of(person)
        if seen.born != person.born:
            assert "born" in {part for part, _ in seen.faults}
        slips += len(seen.faults)
    assert slips > 100
