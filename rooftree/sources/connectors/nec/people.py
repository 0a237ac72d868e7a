"""People once each, organisations apart from them, and the households that tenancies make."""

import ibis

from rooftree.sources.connectors.nec.days import day
from rooftree.sources.connectors.nec.homes import PARTS, current_addresses
from rooftree.sources.connectors.nec.tenancies import agreements, main_homes
from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, joined, newest, received

ORGANISATIONS = ("O", "ORG", "ORGANISATION", "ORGANIZATION", "COMP", "COMPANY", "C", "BUS", "BUSINESS", "IPP")
NOTED = {"DISABLED": "LPAR_PER_HOU_DISABLED_IND", "AT_RISK": "LPAR_PER_HOU_AT_RISK_IND"}
YES = ("Y", "YES", "TRUE", "1")
ABOUT = (
    "LPAR_PER_FRV_FGE_CODE", "LPAR_PER_FRV_FEO_CODE", "LPAR_PER_FRV_FNL_CODE", "LPAR_PER_HRV_HMS_CODE",
    "LPAR_PER_HRV_NTLY_CODE", "LPAR_PER_HRV_SEXO_CODE", "LPAR_PER_HRV_RLGN_CODE", "LPAR_PER_HRV_ECST_CODE",
    "LPAR_PER_HOU_DISABLED_IND",
)  # fmt: skip
NEEDED = (
    "LPAR_PER_SURNAME", "LPAR_PER_FORENAME", "LPAR_TYPE", "LPAR_ORG_NAME", "LPAR_TCY_ALT_REF",
    "LPAR_MODIFIED_DATE", "LPAR_HOP_START_DATE", "LPAR_HOP_END_DATE", "LPAR_PER_HOU_AT_RISK_IND", *ABOUT,
)  # fmt: skip
MOBILE = ("MOBILETEL", "MOBILE", "MOB", "MOBTEL", "TEL", "HOMETEL", "HOME", "PHONE", "WORKTEL")
EMAIL = ("EMAIL", "E-MAIL", "EML")


def views(source: Source) -> dict[str, Table]:
    rows = _rows(source)
    if rows is None:
        return {}
    people = rows.filter(~rows.is_organisation)
    once = first_of_each(people, ["LPAR_PER_ALT_REF"], [newest(day(people.LPAR_MODIFIED_DATE))])
    bodies = rows.filter(rows.is_organisation)
    asked = ibis.or_(*(once[name].notnull() for name in ABOUT))
    members = people.filter(people.LPAR_TCY_ALT_REF.notnull()).mutate(HOUSEHOLD_KIND=ibis.literal("tenancy"))
    return {
        "persons": _at_home(once, people, source),
        "organisations": first_of_each(
            bodies, ["LPAR_PER_ALT_REF"], [newest(day(bodies.LPAR_MODIFIED_DATE))]
        ),
        "asked": once.filter(asked),
        "flags": ibis.union(*(_flagged(once, place, *flag) for place, flag in enumerate(NOTED.items()))),
        "members": members,
        "households": _households(members, source),
    }


def _rows(source: Source) -> Table | None:
    rows = received(source, "people", *NEEDED)
    if rows is None:
        return None
    unnamed = rows.LPAR_PER_SURNAME.isnull() & rows.LPAR_PER_FORENAME.isnull() & rows.LPAR_ORG_NAME.notnull()
    return rows.mutate(is_organisation=coded(rows.LPAR_TYPE, ORGANISATIONS) | unnamed)


def _at_home(once: Table, people: Table, source: Source) -> Table:
    """Each person with the home of their latest tenancy, its address, and how to reach them."""
    homes = joined(
        people.select(
            "LPAR_PER_ALT_REF", "LPAR_TCY_ALT_REF", "LPAR_HOP_START_DATE", "LPAR_HOP_END_DATE", "_row"
        ),
        main_homes(source),
        on="LPAR_TCY_ALT_REF",
        to="LTCY_ALT_REF",
        take={"HOME": "HOME", "IS_GARAGE": "IS_GARAGE", "STARTS": "STARTS", "ENDS": "ENDS"},
    ).filter(ibis._.HOME.notnull())
    is_open = day(homes.LPAR_HOP_END_DATE).isnull() & day(homes.ENDS).isnull()
    began = ibis.coalesce(day(homes.LPAR_HOP_START_DATE), day(homes.STARTS))
    latest = first_of_each(
        homes, ["LPAR_PER_ALT_REF"], [homes.IS_GARAGE.asc(), is_open.desc(), newest(began)]
    )
    found = joined(once, latest, on="LPAR_PER_ALT_REF", to="LPAR_PER_ALT_REF", take={"HOME": "HOME"})
    placed = joined(
        found, current_addresses(source), on="HOME", to="LAUS_LEGACY_REF", take={part: part for part in PARTS}
    )
    for name, codes in (("PHONE", MOBILE), ("EMAIL", EMAIL)):
        reach = {name: "LCDE_CONTACT_VALUE"}
        placed = joined(
            placed, _reached(source, codes), on="LPAR_PER_ALT_REF", to="LCDE_LEGACY_REF", take=reach
        )
    return placed


def _reached(source: Source, codes: tuple[str, ...]) -> Table | None:
    """The best contact of a kind for each person: mobiles first, open, first choice, newest."""
    known = received(source, "contact_details", "LCDE_END_DATE", "LCDE_START_DATE", "LCDE_PRECEDENCE",
                     "LCDE_CONTACT_VALUE", "LCDE_FRV_CME_CODE")  # fmt: skip
    if known is None:
        return None
    known = known.filter(coded(known.LCDE_FRV_CME_CODE, codes) & known.LCDE_CONTACT_VALUE.notnull())
    order = [
        day(known.LCDE_END_DATE).isnull().desc(),
        known.LCDE_FRV_CME_CODE.upper().startswith("MOB").desc(),
        known.LCDE_PRECEDENCE.try_cast("float64").asc(),
        newest(day(known.LCDE_START_DATE)),
    ]
    return first_of_each(known, ["LCDE_LEGACY_REF"], order)


def _flagged(once: Table, place: int, word: str, column: str) -> Table:
    """Whose flag is set; the key says MARK, for a key must not say what the flag is."""
    yes = once.filter(coded(once[column], YES))
    return yes.select("LPAR_PER_ALT_REF", "_row", FLAG=ibis.literal(word), MARK=ibis.literal(f"flag {place}"))


def _households(members: Table, source: Source) -> Table:
    """One household for each tenancy that anyone is on; its size is who is in it now, or was at its end."""
    here = members.mutate(left=day(members.LPAR_HOP_END_DATE))
    sizes = here.group_by("LPAR_TCY_ALT_REF").aggregate(
        now=here.LPAR_PER_ALT_REF.nunique(where=here.left.isnull()), ever=here.LPAR_PER_ALT_REF.nunique()
    )
    sizes = sizes.mutate(SIZE=ibis.ifelse(sizes.now > 0, sizes.now, sizes.ever).cast("string"))
    one = first_of_each(
        members.select("LPAR_TCY_ALT_REF", "HOUSEHOLD_KIND", "_row"), ["LPAR_TCY_ALT_REF"], []
    )
    sized = joined(one, sizes, on="LPAR_TCY_ALT_REF", to="LPAR_TCY_ALT_REF", take={"SIZE": "SIZE"})
    tenancies = agreements(source)
    tenancies = None if tenancies is None else first_of_each(tenancies, ["LTCY_ALT_REF"], [])
    span = {"LTCY_ACT_START_DATE": "LTCY_ACT_START_DATE", "LTCY_ACT_END_DATE": "LTCY_ACT_END_DATE"}
    return joined(sized, tenancies, on="LPAR_TCY_ALT_REF", to="LTCY_ALT_REF", take=span)
