"""The sections about a home's fabric and safety: certificates, components, hazards."""

import datetime

from rooftree.desk.home import HomePage
from rooftree.web.components.parts import Kind
from rooftree.web.staff.names import address_of
from rooftree.web.staff.showing import standing
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import table


def certificates(page: HomePage, day: datetime.date) -> Section:
    groups = [("This home", page.records["certification"])]
    for place in [*page.blocks, *page.sites]:
        name = place.text("name") or address_of(place)
        here = [
            one
            for one in page.block_records["certification"]
            if place.id in (one.link("block"), one.link("site"))
        ]
        groups.append((f"{name}, which it stands in", here))
    blocks: list[Block] = []
    found: list[Kind] = []
    for caption, records in groups:
        latest, earlier = standing.latest_and_earlier(records)
        found += [standing.certificate_status(one, day).kind for one in latest if not one.ended_on]
        if latest:
            blocks.append(table(caption, latest, standing.certification(day), show_caption=True))
        if earlier:
            folded = f"Earlier ones: {len(earlier)}"
            blocks.append(table(f"{caption}: earlier", earlier, standing.SUPERSEDED, folded=folded))
    if not blocks:
        text = "Certificates come from Keystone each night, for the home or for its block. None is held."
        blocks.append(EmptyBlock("No certificates", text))
    over = found.count(Kind.OVER)
    return Section(
        "certificates",
        "Certificates and checks",
        blocks,
        note=f"{over} overdue or failed" if over else "",
        count=over or len(found),
        needs_you=over > 0,
        side="Certificates",
    )


def components(page: HomePage, day: datetime.date) -> Section:
    records, layout = page.records, standing.component(day.year)
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
        blocks.append(
            table("Components of the block", above, layout, folded=f"Components of the block: {len(above)}")
        )
    if above := page.block_records["survey"]:
        blocks.append(
            table(
                "Surveys of the block", above, LAYOUTS["survey"], folded=f"Surveys of the block: {len(above)}"
            )
        )
    if not blocks:
        text = "Components come from Keystone’s stock condition surveys. None is held for this home."
        blocks.append(EmptyBlock("No components", text))
    return Section(
        "components",
        "Components and condition",
        blocks,
        count=len(records["asset_component"]),
        side="Components",
    )


def hazards(page: HomePage) -> Section:
    blocks: list[Block] = []
    for records, where in ((page.records, ""), (page.block_records, " in the block")):
        if records["hazard_report"]:
            blocks.append(
                table(
                    f"Hazards{where}",
                    records["hazard_report"],
                    LAYOUTS["hazard_report"],
                    show_caption=bool(where),
                )
            )
        if records["location_alert"]:
            blocks.append(
                table(
                    f"Asbestos and other alerts{where}",
                    records["location_alert"],
                    LAYOUTS["location_alert"],
                    show_caption=True,
                )
            )
    count = len(page.records["hazard_report"]) + len(page.records["location_alert"])
    if not blocks:
        text = (
            "Hazards and asbestos come from Keystone’s surveys. None is recorded, which is not proof of none."
        )
        blocks.append(EmptyBlock("No hazards recorded", text))
    return Section("hazards", "Hazards", blocks, count=count)
