"""Voids out of their events: one void for each home and the day that it fell empty."""

import ibis

from rooftree.sources.connectors.nec.days import day
from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, joined, newest, received

READY = ("RTL", "RTLET", "READY", "READYLET", "LETTABLE", "LTBL", "AVAIL", "AVL", "FIT")
COLUMNS = (
    "LVEV_VIN_HPS_START_DATE", "LVEV_VIN_HPS_END_DATE", "LVEV_VIN_HPS_HPC_CODE", "LVEV_EVT_CODE",
    "LVEV_EVENT_DATE", "LVEV_TARGET_DATE", "LVEV_DEV_VPA_CODE",
)  # fmt: skip


def views(source: Source) -> dict[str, Table]:
    steps, spells = events(source), voids(source)
    return {} if steps is None or spells is None else {"void_steps": steps, "voids": spells}


def events(source: Source) -> Table | None:
    """Every event with VOID_REF, the void that it is a step of."""
    steps = received(source, "void_events", *COLUMNS)
    if steps is None:
        return None
    begins = ibis.coalesce(day(steps.LVEV_VIN_HPS_START_DATE).cast("string"), steps.LVEV_VIN_HPS_START_DATE)
    return steps.mutate(
        VOID_REF=steps.LVEV_PRO_PROPREF + "/" + begins.fill_null(""),
        happened=day(steps.LVEV_EVENT_DATE),
        ended=day(steps.LVEV_VIN_HPS_END_DATE),
    )


def voids(source: Source) -> Table | None:
    """One row for each void, as its last event tells it, with the day that it was ready to let."""
    steps = events(source)
    if steps is None:
        return None
    last = first_of_each(steps, ["VOID_REF"], [newest(steps.happened)])
    ready = steps.filter(coded(steps.LVEV_EVT_CODE, READY))
    ready = first_of_each(ready, ["VOID_REF"], [newest(ready.happened)])
    return joined(
        last,
        ready,
        on="VOID_REF",
        to="VOID_REF",
        take={"READY_ON": "LVEV_EVENT_DATE", "READY_BY": "LVEV_TARGET_DATE"},
    )
