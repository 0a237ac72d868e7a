"""What systems say of who lives at each of many homes, read for all of them at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q

from rooftree.records.claims.held import Held, Records, may_read
from rooftree.records.claims.queries import Want, held
from rooftree.records.homes.models import Unit
from rooftree.records.households import reading
from rooftree.records.households.queries import NEEDED, OF_HOME, lets, with_everybody
from rooftree.records.households.rules.claims import Claim, HomeSaid
from rooftree.reference.accounts.rules import Viewer


def said_of_homes(home_ids: Sequence[str], *, viewer: Viewer) -> Iterator[HomeSaid]:
    """The same of each home as `queries.at_home` says of it now; nothing for who may not read people."""
    if not all(may_read(table, viewer) for table in NEEDED):
        return
    ids = list(home_ids)
    found: Records = held(
        Want(Unit, Q(id__in=ids)),
        *(Want(model, Q(unit_id__in=ids)) for model in OF_HOME),
        viewer=viewer,
    )
    wanted = {one.id for one in found["unit"]}
    found = with_everybody(found, viewer=viewer)
    of_home: dict[str, list[Claim]] = defaultdict(list)
    of_person: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.claims_in(found):
        of_home[claim.home_id].append(claim)
        of_person[claim.person_id].append(claim)
    people, tenancies = reading.people_in(found), reading.tenancies_by_home(found)
    voids: dict[str, list[Held]] = defaultdict(list)
    for one in found["void"]:
        voids[one.link("unit")].append(one)
    for home in found["unit"]:
        if home.id in wanted:
            here = of_home[home.id]
            theirs = [one for own in {claim.person_id for claim in here} for one in of_person[own]]
            yield HomeSaid(
                home_id=home.id,
                claims=here,
                people=people,
                tenancies=tenancies.get(home.id, ()),
                empties=reading.empties_in({"void": voids[home.id]}),
                elsewhere=[one for one in theirs if one.home_id != home.id],
                lets=lets(home),
                can_be_lived_in=reading.can_be_lived_in(home),
            )
