from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rooftree.sources.synthetic.world.building import build


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**40), homes=st.integers(1, 160))
def test_in_any_world_nobody_is_in_two_times_at_once(seed: int, homes: int) -> None:
    world, _ = build(homes=homes, seed=seed, today=date(2026, 11, 20))
    for home in world.homes:
        for earlier, later in pairwise(home.tenancies):
            assert earlier.end is not None
            assert earlier.end < later.start
        for tenancy in home.tenancies:
            assert tenancy.members
            assert tenancy.members[0].is_main
            assert tenancy.main.born < tenancy.start
            for member in tenancy.members:
                assert tenancy.start <= member.start
                assert member.person.born <= member.start <= (member.end or world.today)


def test_transfers_exchanges_and_successions_join_homes() -> None:
    world, _ = build(homes=1500, seed=11, today=date(2026, 11, 20))
    reasons: dict[str, set[int]] = {}
    for home in world.homes:
        for tenancy in home.tenancies:
            reasons.setdefault(tenancy.reason, set()).update(
                member.person.number for member in tenancy.members
            )
    now = {member.person.number for home in world.homes if home.current for member in home.current.members}
    for reason in ("TRANS", "MUTEX", "SUCC"):
        assert reasons[reason] & now, reason


def test_every_hold_is_there() -> None:
    world, _ = build(homes=1500, seed=11, today=date(2026, 11, 20))
    kinds = {home.current.kind for home in world.homes if home.current}
    assert kinds == {"SEC", "INT", "FLX", "LEA", "SHO", "TAF", "NSE"}
    flats = sum(home.building.is_block for home in world.homes)
    assert 0.40 < flats / 1500 < 0.50
