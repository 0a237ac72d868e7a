"""What stands beside each exception: the home, the person and the contractor that its row leads to."""

from collections.abc import Mapping, Sequence

from rooftree.records.claims.held import may_read
from rooftree.records.homes import queries as homes
from rooftree.records.listing.shape import Attached, Column, Row, Then
from rooftree.records.people import queries as people
from rooftree.records.people.rules import humane

C = Column
NO_ID = "None"
"""How a row without a home or person asks for it."""


def at_homes(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """The address of some homes."""
    wanted = [one for one in ids if one != NO_ID]
    found = homes.by_ids(wanted, viewer=then.viewer)["unit"] if wanted else ()
    return {one.id: {"home": one.text("address_line") or one.text("asset_ref")} for one in found}


def of_people(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """The names of some people."""
    wanted = [one for one in ids if one != NO_ID]
    found = people.by_ids(wanted, viewer=then.viewer)["person"] if wanted else ()
    return {one.id: {"person": humane(one.text("full_name"))} for one in found}


def by_contractors(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """The names of some contractors."""
    wanted = [one for one in ids if one != NO_ID]
    found = people.organizations(wanted, viewer=then.viewer)["organization"] if wanted else ()
    return {one.id: {"contractor": one.text("name")} for one in found}


def homes_or_people(ids: Sequence[str], then: Then) -> Mapping[str, Row]:
    """What the rows lead to, by its id: a home's address, or a name for those who may read it."""
    found = {own: {"belongs_to": row["home"]} for own, row in at_homes(ids, then).items()}
    rest = [one for one in ids if one not in found]
    if not may_read("person", then.viewer):
        return found
    return found | {own: {"belongs_to": row["person"]} for own, row in of_people(rest, then).items()}


ATTACHED = (
    Attached(
        columns=(
            C(
                "belongs_to",
                "Home or person",
                "The home that the row belongs to, else the person it is of; empty where neither.",
            ),
        ),
        needs=("unit",),
        read=homes_or_people,
        by="leads_to",
    ),
    Attached(
        columns=(C("home", "Home", "The home that the row belongs to; empty where none.", shown=False),),
        needs=("unit",),
        read=at_homes,
        by="unit_id",
    ),
    Attached(
        columns=(
            C(
                "person",
                "Person",
                "The person that the row is of; empty where it is of none, or may not lead to one.",
                shown=False,
            ),
        ),
        needs=("person",),
        read=of_people,
        by="person_id",
    ),
    Attached(
        columns=(
            C(
                "by_contractor",
                "Contractor named",
                "The contractor that the record names; empty where none.",
                shown=False,
            ),
        ),
        needs=("organization",),
        read=by_contractors,
        by="contractor_id",
    ),
)
