"""Which homes each tenancy holds, and the letting that began it with the void it ended."""

import ibis

from rooftree.sources.connectors.nec.days import day
from rooftree.sources.connectors.nec.homes import OUTBUILDINGS
from rooftree.sources.connectors.nec.voids import voids
from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, joined, newest, received

HOLDINGS = range(1, 7)
DAYS_BETWEEN = 7


def views(source: Source) -> dict[str, Table]:
    held = holdings(source)
    tenancies = agreements(source)
    if held is None or tenancies is None:
        return {}
    return {"holdings": held, "lettings": _lettings(tenancies, source), "agreements": tenancies}


def holdings(source: Source) -> Table | None:
    """One row for each home that a tenancy holds, in its order; the tenancy's days where it has none."""
    tenancies = _received(source)
    if tenancies is None:
        return None
    rows = [
        tenancies.select(
            "LTCY_ALT_REF",
            "LTCY_ACT_START_DATE",
            "LTCY_ACT_END_DATE",
            "_row",
            HOME=tenancies[f"LTCY_THO_PROPREF{place}"],
            STARTS=ibis.coalesce(tenancies[f"LTCY_THO_START_DATE{place}"], tenancies.LTCY_ACT_START_DATE),
            ENDS=ibis.coalesce(tenancies[f"LTCY_THO_END_DATE{place}"], tenancies.LTCY_ACT_END_DATE),
            PLACE=ibis.literal(place, "int8"),
        )
        for place in HOLDINGS
    ]
    return ibis.union(*rows).filter(ibis._.HOME.notnull())


def main_homes(source: Source) -> Table | None:
    """The one home of each tenancy: to live in before a garage, still held before given up."""
    held = holdings(source)
    if held is None:
        return None
    stock = received(source, "properties", "LPRO_HOU_PTV_CODE")
    stock = None if stock is None else first_of_each(stock, ["LPRO_PROPREF"], [])
    typed = joined(held, stock, on="HOME", to="LPRO_PROPREF", take={"home_type": "LPRO_HOU_PTV_CODE"})
    typed = typed.mutate(IS_GARAGE=coded(typed.home_type, OUTBUILDINGS))
    order = [
        typed.IS_GARAGE.asc(),
        day(typed.ENDS).isnull().desc(),
        newest(day(typed.STARTS)),
        typed.PLACE.asc(),
    ]
    return first_of_each(typed, ["LTCY_ALT_REF"], order)


def agreements(source: Source) -> Table | None:
    """Every tenancy with its HOME."""
    tenancies = _received(source)
    if tenancies is None:
        return None
    return joined(tenancies, main_homes(source), on="LTCY_ALT_REF", to="LTCY_ALT_REF", take={"HOME": "HOME"})


def _received(source: Source) -> Table | None:
    holding = [
        f"LTCY_THO_{part}{place}" for place in HOLDINGS for part in ("PROPREF", "START_DATE", "END_DATE")
    ]
    return received(source, "tenancies", "LTCY_ACT_START_DATE", "LTCY_ACT_END_DATE", *holding)


def _lettings(tenancies: Table, source: Source) -> Table:
    """Each tenancy with the void of its home that ended as it began; a void ends a day before, or a few."""
    empty = voids(source)
    if empty is None:
        return tenancies.mutate(VOID_REF=ibis.null("string"))
    ended = empty.filter(empty.ended.notnull()).select(
        void_home="LVEV_PRO_PROPREF", VOID_REF="VOID_REF", ended="ended"
    )
    began = tenancies.select("LTCY_ALT_REF", "HOME", "_row", began=day(tenancies.LTCY_ACT_START_DATE))
    pairs = began.join(ended, ended.void_home == began.HOME)
    pairs = pairs.mutate(apart=pairs.began.delta(pairs.ended, unit="day").abs())
    near = first_of_each(pairs.filter(pairs.apart <= DAYS_BETWEEN), ["LTCY_ALT_REF"], [ibis._.apart.asc()])
    return joined(tenancies, near, on="LTCY_ALT_REF", to="LTCY_ALT_REF", take={"VOID_REF": "VOID_REF"})
