import re
from collections import Counter

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.world.people import Families, Registrar

NINO = re.compile(r"^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$")
TODAY = 739_940


def test_insurance_numbers_look_valid_but_are_never_issued() -> None:
    registrar = Registrar(chance=Chance(1), today=TODAY)
    adults = [registrar.person(age=40, on=TODAY) for _ in range(300)]
    assert all(NINO.match(person.nino) for person in adults)
    assert {person.nino[:2] for person in adults} <= {"MW", "NC", "PP", "PY", "PZ", "CR"}
    assert registrar.person(age=9, on=TODAY).nino == ""


def test_people_near_each_other_do_not_share_a_mobile() -> None:
    registrar = Registrar(chance=Chance(1), today=TODAY)
    mobiles = [registrar.mobile() for _ in range(900)]
    assert len(set(mobiles)) == 900


def test_the_nineteen_ethnic_groups_all_live_here() -> None:
    registrar = Registrar(chance=Chance(2), today=TODAY)
    seen = Counter(registrar.person(age=40, on=TODAY).ethnic for _ in range(12_000))
    codes = set(declared.table("codes")["ethnic_origin"])
    assert len(codes - {"REFU"}) == 19
    assert set(seen) == codes


def test_families_fit_their_homes() -> None:
    families = Families(Registrar(chance=Chance(3), today=TODAY))
    small = [len(families.household(bedrooms=1, older=False, on=TODAY)) for _ in range(300)]
    large = [len(families.household(bedrooms=4, older=False, on=TODAY)) for _ in range(300)]
    assert sum(small) / 300 < 1.4
    assert sum(large) / 300 > 4
    older = [families.household(bedrooms=1, older=True, on=TODAY)[0].person for _ in range(100)]
    assert min(person.age_on(TODAY) for person in older) >= 64
