"""Reading what systems say of who lives at a home, or of where somebody lives, now or as known at a moment.

Each is a few statements, the later ones asked only where the earlier found something to ask of. What is asked
is asked whole, lists of nothing included: a statement of which parts come and go is many statements, and each
is worded and planned anew.
"""

import datetime
from collections.abc import Sequence

from django.db.models import Q

from rooftree.records.claims.held import Held, Records, ids_of, may_read
from rooftree.records.claims.queries import Want, held
from rooftree.records.homes import queries as homes
from rooftree.records.homes.models import Address, Unit
from rooftree.records.households import reading
from rooftree.records.households.rules.claims import HomeSaid
from rooftree.records.people import queries as people
from rooftree.records.people.models import Household, HouseholdMember
from rooftree.records.tenancies import queries as tenancies
from rooftree.records.tenancies.models import (
    HomelessnessCase,
    HousingApplication,
    TemporaryAccommodationPlacement,
    Tenancy,
    TenancyUnit,
    Void,
)
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import precedence, systems

Moment = datetime.datetime | None
NEEDED = ("household_member", "person", "tenancy", "unit")
OF_TENANCY = ((Tenancy, "id"), (TenancyUnit, "tenancy_id"))
OF_HOME = (TenancyUnit, Tenancy, Void, TemporaryAccommodationPlacement, Address)


def at_home(home_id: str, *, viewer: Viewer, moment: Moment = None) -> tuple[HomeSaid, Records] | None:
    """What systems say of who lives at a home, and the records that say so.

    Nothing for a viewer who may not read people, nor of a home that is not known: no count is told either.
    """
    if not all(may_read(table, viewer) for table in NEEDED):
        return None
    found: Records = held(
        Want(Unit, Q(id=home_id)),
        *(Want(model, Q(unit_id=home_id)) for model in OF_HOME),
        viewer=viewer,
        moment=moment,
    )
    if not found["unit"]:
        return None
    found = with_everybody(found, viewer=viewer, moment=moment)
    return said_of_home(home_id, found), found


def with_everybody(found: Records, *, viewer: Viewer, moment: Moment = None) -> Records:
    """With whoever is said to live at the homes that are among the records, and where else they do."""
    found = _with_members(found, viewer=viewer, moment=moment)
    return _with_people(found, viewer=viewer, moment=moment)


def complete(
    home_id: str, known: Records, *, viewer: Viewer, moment: Moment = None
) -> tuple[HomeSaid, Records] | None:
    """The same for a page that has read the home, its tenancies with who is on them, voids and placements."""
    if not all(may_read(table, viewer) for table in NEEDED):
        return None
    found = _with_households(known, viewer=viewer, moment=moment)
    found = _with_people(found, viewer=viewer, moment=moment)
    return said_of_home(home_id, found), found


def of_person(person_id: str, known: Records, *, viewer: Viewer, moment: Moment = None) -> Records:
    """With what is known of somebody's own households, also what these households say of where they live."""
    if not all(may_read(table, viewer) for table in NEEDED):
        return {}
    households = known.get("household", ())
    cases, applications = ids_of(households, "homelessness_case"), ids_of(households, "housing_application")
    found = _joined(
        known,
        held(
            *_by_case(cases),
            Want(HousingApplication, Q(id__in=applications)),
            Want(Address, Q(person_id=person_id, unit_id__isnull=False)),
            viewer=viewer,
            moment=moment,
        ),
    )
    named = [*_missing(found, "housing_application", "tenancy", "tenancy")]
    placed = _missing(found, "temporary_accommodation_placement", "unit", "unit")
    reached = _missing(found, "address", "unit", "unit")
    found = _joined(found, _tenancies_by(named, placed + reached, viewer=viewer, moment=moment))
    further = _missing(found, "tenancy", "unit", "unit")
    return _joined(found, homes.by_ids(further, viewer=viewer, moment=moment)) if further else found


def _tenancies_by(
    tenancy_ids: Sequence[str], unit_ids: Sequence[str], *, viewer: Viewer, moment: Moment
) -> Records:
    if not (tenancy_ids or unit_ids):
        return {}
    wants = [*tenancies.wants_of_tenancies(tenancy_ids), *homes.wants_by_ids(unit_ids)]
    return held(*wants, viewer=viewer, moment=moment)


def _by_case(case_ids: Sequence[str]) -> list[Want]:
    """Cases and where their households were placed."""
    ids = list(case_ids)
    return [
        Want(HomelessnessCase, Q(id__in=ids)),
        Want(TemporaryAccommodationPlacement, Q(homelessness_case_id__in=ids)),
    ]


def _with_members(found: Records, *, viewer: Viewer, moment: Moment) -> Records:
    """With the tenancies that cover the home and everybody on them."""
    ids = [one.id for one in found["tenancy"]] + ids_of(found["tenancy_unit"], "tenancy")
    if ids:
        wants = [Want(model, Q(**{f"{by}__in": ids})) for model, by in OF_TENANCY]
        wants.append(Want(HouseholdMember, Q(tenancy_id__in=ids)))
        found = _joined(found, held(*wants, viewer=viewer, moment=moment))
    return _with_households(found, viewer=viewer, moment=moment)


def _with_households(found: Records, *, viewer: Viewer, moment: Moment) -> Records:
    """With the applications that give one of these tenancies, the cases placed here, and who is in each."""
    tenancy_ids = [one.id for one in found.get("tenancy", ())]
    cases = ids_of(found.get("temporary_accommodation_placement", ()), "homelessness_case")
    if not (tenancy_ids or cases):
        return found
    wants = [
        Want(HousingApplication, Q(tenancy_id__in=tenancy_ids)),
        Want(HomelessnessCase, Q(id__in=cases)),
        *_households_of("homelessness_case", cases),
    ]
    found = _joined(found, held(*wants, viewer=viewer, moment=moment))
    applications = [one.id for one in found.get("housing_application", ())]
    if not applications:
        return found
    further = _households_of("housing_application", applications)
    return _joined(found, held(*further, viewer=viewer, moment=moment))


def _households_of(link: str, ids: Sequence[str]) -> list[Want]:
    """Households by what they are of, and their members: which household is of what never changes."""
    return [
        Want(Household, Q(**{f"{link}_id__in": list(ids)})),
        Want(HouseholdMember, Q(**{f"household__{link}_id__in": list(ids)})),
    ]


def _with_people(found: Records, *, viewer: Viewer, moment: Moment) -> Records:
    """With everybody named, and where else the same people live."""
    ids = ids_of([*found.get("household_member", ()), *found.get("address", ())], "person")
    if not ids:
        return found
    known = {one.id for one in found.get("person", ())}
    theirs = Want(HouseholdMember, Q(person_id__in=ids))
    wants = [*people.wants_by_ids([one for one in ids if one not in known]), theirs]
    return _elsewhere(
        _joined(found, held(*wants, viewer=viewer, moment=moment)), viewer=viewer, moment=moment
    )


def _elsewhere(found: Records, *, viewer: Viewer, moment: Moment) -> Records:
    """With the other tenancies and placements of those who are members, and which homes these are of."""
    elsewhere = _missing(found, "household_member", "tenancy", "tenancy")
    households = _missing(found, "household_member", "household", "household")
    if elsewhere or households:
        wants = [Want(model, Q(**{f"{by}__in": elsewhere})) for model, by in OF_TENANCY]
        wants.append(Want(Household, Q(id__in=households)))
        found = _joined(found, held(*wants, viewer=viewer, moment=moment))
    units = [
        *_missing(found, "tenancy", "unit", "unit"),
        *_missing(found, "tenancy_unit", "unit", "unit"),
    ]
    cases = _missing(found, "household", "homelessness_case", "homelessness_case")
    if not (units or cases):
        return found
    last = [*_by_case(cases), *homes.wants_by_ids(units)]
    return _joined(found, held(*last, viewer=viewer, moment=moment))


def said_of_home(home_id: str, found: Records) -> HomeSaid:
    """What records say of who lives at a home that is among them, and where else the same people do."""
    home = next(one for one in found["unit"] if one.id == home_id)
    here, elsewhere = reading.of_homes(reading.claims_in(found), home_id)
    return HomeSaid(
        home_id=home_id,
        claims=here,
        people=reading.people_in(found),
        tenancies=reading.tenancies_of(home_id, found),
        empties=reading.empties_in(found),
        elsewhere=elsewhere,
        lets=lets(home),
        can_be_lived_in=reading.can_be_lived_in(home),
    )


def lets(home: Held) -> str:
    """The system that holds tenancies, where it knows the home."""
    system = precedence("tenancy", "unit_ref", {one.name for one in systems()})[0]
    knows = {home.lineage.system, *(home.origin or {}).values()}
    return system if system in knows else ""


def _missing(found: Records, table: str, link: str, target: str) -> list[str]:
    """The ids that records point to and that are not among those read."""
    known = {one.id for one in found.get(target, ())}
    return [one for one in ids_of(found.get(table, ()), link) if one not in known]


def _joined(first: Records, second: Records) -> Records:
    """Both, each record once."""
    return {
        table: list({one.id: one for one in (*first.get(table, ()), *second.get(table, ()))}.values())
        for table in {**first, **second}
    }
