"""The sections about a home's fabric and safety: certificates, components, hazards."""

import datetime
from collections.abc import Sequence

from rooftree.desk.home import HomePage
from rooftree.records.claims.held import Held, Records
from rooftree.web.components import words
from rooftree.web.components.parts import Kind
from rooftree.web.staff.names import address_of
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import table


def certificates(page: HomePage) -> Section:
    """The certificates of the home and of where it stands, with how each stands on the day."""
    groups = [("This home", page.records["certification"])]
    for place in [*page.blocks, *page.sites]:
        name = place.text("name") or address_of(place)
        here = [
            one
            for one in page.block_records["certification"]
            if place.id in (one.link("block"), one.link("site"))
        ]
        groups.append((f"{name}, which it stands in", here))
    blocks = certificate_blocks(groups, page.day)
    if not blocks:
        text = "Certificates come from Keystone each night, for the home or for its block. None is held."
        blocks = [EmptyBlock("", text)]
    return Section("certificates", certificates_say([held for _, held in groups], page.day), blocks)


def certificate_blocks(groups: Sequence[tuple[str, Sequence[Held]]], day: datetime.date) -> list[Block]:
    """For each place its certificates, those that were superseded folded away."""
    blocks: list[Block] = []
    for caption, records in groups:
        latest, earlier = standing.latest_and_earlier(records)
        if latest:
            blocks.append(table(caption, latest, standing.certification(day), show_caption=True))
        if earlier:
            folded = f"Earlier ones: {len(earlier)}"
            blocks.append(table(f"{caption}: earlier", earlier, standing.SUPERSEDED, folded=folded))
    return blocks


def certificates_say(groups: Sequence[Sequence[Held]], day: datetime.date) -> str:
    """ "Two certificates are overdue or failed"."""
    kinds = standings(groups, day)
    if not kinds:
        return "No certificate is held"
    over, due = kinds.count(Kind.OVER), kinds.count(Kind.DUE)
    said = []
    if over:
        said.append(f"{words.counted(over, 'certificate', 'certificates')} overdue or failed")
    if due:
        said.append(f"{words.counted(due, 'runs', 'run')} out soon" if over else _soon(due))
    return words.listed(said) if said else "Every certificate is in date"


def _soon(due: int) -> str:
    return words.counted(due, "certificate runs out soon", "certificates run out soon")


def standings(groups: Sequence[Sequence[Held]], day: datetime.date) -> list[Kind]:
    """How the latest certificate of each kind stands at each place."""
    latest = [one for held in groups for one in standing.latest_and_earlier(held)[0]]
    return [standing.certificate_status(one, day).kind for one in latest if not one.ended_on]


def components(page: HomePage) -> Section:
    """Components, surveys, rooms and the Decent Homes Standard, of the home and of its block."""
    records, layout = page.records, standing.component(page.day.year)
    blocks: list[Block] = []
    if records["asset_component"]:
        components = sorted(
            records["asset_component"], key=lambda one: (one.text("element"), one.text("component"))
        )
        blocks.append(table("Components", components, layout))
    for name, caption in (("decent_home", "Decent Homes Standard"), ("survey", "Surveys"), ("room", "Rooms")):
        if records[name]:
            blocks.append(table(caption, records[name], LAYOUTS[name], show_caption=True))
    if above := page.block_records["asset_component"]:
        blocks.append(table("Components of the block", above, layout, show_caption=True))
    if above := page.block_records["survey"]:
        blocks.append(table("Surveys of the block", above, LAYOUTS["survey"], show_caption=True))
    if not blocks:
        text = "Components come from Keystone’s stock condition surveys. None is held for this home."
        blocks.append(EmptyBlock("", text))
    return Section("components", components_say(records, page.day), blocks)


def components_say(records: Records, day: datetime.date) -> str:
    """ "14 components, two past their renewal year"."""
    own = [one for one in records["asset_component"] if not one.ended_on]
    past = sum(year < day.year for one in own if (year := one.whole("renewal_year")))
    said = words.listed([words.counted(len(own), "component", "components")])
    if past:
        return f"{said}, {words.counted(past, 'past its renewal year', 'past their renewal year')}"
    return said if own else "No component is held"


def hazards(page: HomePage) -> Section:
    """Hazards found, and asbestos and the like, of the home and of its block."""
    blocks: list[Block] = []
    for records, where in ((page.records, ""), (page.block_records, " in the block")):
        blocks += hazard_blocks(records, where)
    if not blocks:
        text = (
            "Hazards and asbestos come from Keystone’s surveys. None is recorded, which is not proof of none."
        )
        blocks.append(EmptyBlock("No hazards recorded", text))
    both = [*page.records["hazard_report"], *page.block_records["hazard_report"]]
    alerts = [*page.records["location_alert"], *page.block_records["location_alert"]]
    return Section("hazards", hazards_say(len(both), len(alerts)), blocks)


def hazard_blocks(records: Records, where: str = "") -> list[Block]:
    """The hazards and the alerts of one place."""
    blocks: list[Block] = []
    for name, caption in (("hazard_report", "Hazards"), ("location_alert", "Asbestos and other alerts")):
        if records[name]:
            blocks.append(table(f"{caption}{where}", records[name], LAYOUTS[name], show_caption=True))
    return blocks


def hazards_say(found: int, alerts: int) -> str:
    """ "One hazard, two places with asbestos or the like"."""
    said = [words.counted(found, "hazard", "hazards"), words.counted(alerts, "alert", "alerts")]
    return f"{words.listed(said)}: asbestos and the like" if alerts else words.listed(said[:1])
