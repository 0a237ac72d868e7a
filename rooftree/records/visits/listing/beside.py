"""What stands beside each visit: who lives there, what to do at the door (ADR 17), which times worked."""

from collections.abc import Mapping, Sequence

from rooftree.records.listing.shape import Attached, Column, Kind, Row, Then
from rooftree.records.people.rules import humane
from rooftree.records.visits import queries
from rooftree.records.visits.rules import best
from rooftree.records.vulnerabilities.queries import at_the_door
from rooftree.records.vulnerabilities.rules import Need
from rooftree.reference.accounts.rules import may_see_needs_at_the_door

C = Column
NEEDS_AT_THE_DOOR = "needs at the door"
"""What the audit trail calls them."""


def lives(homes: Sequence[str], then: Then) -> Mapping[str, Row]:
    """Who lives in some homes, the tenant first."""
    named: dict[str, list[str]] = {}
    for home, _, name, _ in queries.who_lives_in(homes, viewer=then.viewer, today=then.today):
        if name:
            named.setdefault(home, []).append(humane(name))
    return {home: {"lives": ", ".join(names)} for home, names in named.items()}


def at_doors(homes: Sequence[str], then: Then) -> Mapping[str, Row]:
    """What to do at the door of some homes; never why."""
    living = queries.who_lives_in(homes, viewer=then.viewer, today=then.today)
    home_of = {person: home for home, person, _, _ in living}
    needs: dict[str, list[Need]] = {}
    for need in at_the_door(viewer=then.viewer, person_ids=list(home_of), unit_ids=homes):
        if need.ended_on is None:
            needs.setdefault(need.unit_id or home_of.get(need.person_id, ""), []).append(need)
    return {
        home: {
            "door": "; ".join(dict.fromkeys(need.told for need in each)),
            "door_told_by": list(dict.fromkeys(need.lineage.system for need in each)),
            "door_sure": any(need.is_confirmed for need in each),
        }
        for home, each in needs.items()
    }


def times(homes: Sequence[str], then: Then) -> Mapping[str, Row]:
    """Which time of day worked best at some homes, and how each went."""
    found = queries.slots_at(homes, viewer=then.viewer)
    return {
        home: {"suits": top.slot if (top := best(slots)) else None, "slots_told": slots}
        for home, slots in found.items()
    }


ATTACHED = (
    Attached(
        columns=(C("lives", "Lives there", "Who lives in the home, the tenant first."),),
        needs=("household_member", "person", "tenancy"),
        read=lives,
        by="home_id",
    ),
    Attached(
        columns=(
            C("door", "At the door", "What to do at the door, never why; empty where no need is known."),
        ),
        needs=(),
        read=at_doors,
        by="home_id",
        may=may_see_needs_at_the_door,
        audited=NEEDS_AT_THE_DOOR,
    ),
    Attached(
        columns=(
            C(
                "suits",
                "Does the time suit?",
                "The time of day at which somebody opened most often; empty where none worked.",
                kind=Kind.CODE,
                codes="appointment_slot",
            ),
        ),
        needs=("appointment",),
        read=times,
        by="home_id",
    ),
)
