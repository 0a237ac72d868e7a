"""One repair: what was asked, ordered, booked and done, by whom, with what proof."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.claims.held import Differs, Held, Records, Said, end_of, ids_of
from rooftree.records.claims.queries import said_of
from rooftree.records.files import queries as files
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class RepairPage:
    """Everything that the page of one repair takes."""

    order: Held
    follow_ons: Sequence[Held]
    records: Records
    home: Held | None
    block: Held | None
    person: Held | None
    said: Sequence[Said]
    differs: Sequence[Differs]
    moment: datetime.datetime | None = None


def repair(order_id: str, *, viewer: Viewer, on: datetime.date | None = None) -> RepairPage | None:
    """One repair, now or as known at the end of a day."""
    moment = end_of(on) if on else None
    own: dict[str, Sequence[Held]] = dict(repairs.of_order(order_id, viewer=viewer, moment=moment))
    order = next((one for one in own["work_order"] if one.id == order_id), None)
    if order is None:
        return None
    visits = own["appointment"]
    own |= repairs.of_visits(
        [one.id for one in visits],
        ids_of(visits, "operative"),
        ids_of([order], "service_request"),
        viewer=viewer,
        moment=moment,
    )
    own |= files.of_order(order_id, viewer=viewer, moment=moment)
    bodies = [*ids_of([order], "contractor"), *ids_of(own["operative"], "employer")]
    own |= people.organizations(bodies, viewer=viewer, moment=moment)
    asked_by = people.by_ids(ids_of(own["service_request"], "person"), viewer=viewer, moment=moment)["person"]
    at = homes.by_ids(ids_of([order], "unit"), viewer=viewer, moment=moment)["unit"]
    blocks = (
        [] if at else homes.of_places(ids_of([order], "block"), [], viewer=viewer, moment=moment)["property"]
    )
    said, differs = said_of(entity_type="work_order", entity_ids=[order_id], viewer=viewer, moment=moment)
    return RepairPage(
        order=order,
        follow_ons=[one for one in own["work_order"] if one.id != order_id],
        records=own,
        home=at[0] if at else None,
        block=blocks[0] if blocks else None,
        person=asked_by[0] if asked_by else None,
        said=said,
        differs=differs,
        moment=moment,
    )
