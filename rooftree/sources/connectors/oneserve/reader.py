"""Oneserve's contacts as people, their names taken apart, and the organisations that its files name."""

import ibis

from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, received

TITLE = (
    r"(?i)^(mrs|mr|miss|ms|mx|dr|reverend|rev|sir|dame|lady|lord|professor|prof|master|rabbi|imam|cllr)\b\.?"
)
COUPLE = r"(?i)^(mr|mrs|ms|miss|dr)\.?\s*(&|and|/)\s*(mr|mrs|ms|miss|dr)\b\.?"
PARTICLES = r"(?i)((?:\b(?:de|da|dos|di|del|van|von|der|den|la|le|al|el|bin|ibn|abu|st\.?)\s+)*\S+)$"
NOBODY = (
    "OCCUPIER", "THE OCCUPIER", "TENANT", "THE TENANT", "RESIDENT", "THE RESIDENT", "VOID", "EMPTY", "N/A",
    "NA", "NONE", "UNKNOWN", "TBC", "NO CONTACT", "NO TENANT", "HOUSING OFFICE", "HOUSING OFFICER", "OFFICE",
    "LANDLORD",
)  # fmt: skip
NO_TEXT = ibis.null("string")


def views(source: Source) -> dict[str, Table]:
    return _contacts(source) | _organizations(source)


def _contacts(source: Source) -> dict[str, Table]:
    """Sites whose contact is somebody, the name in its parts; a contact with no name is nobody yet."""
    sites = received(source, "sites", "contactName", "contactPhone", "contactEmail")
    if sites is None:
        return {}
    name = sites.contactName.re_replace(r"\s+", " ").strip()
    named = sites.mutate(CONTACT=name).filter(name.notnull() & (name != "") & ~coded(name, NOBODY))
    people = _parted(named)
    digits = people.contactPhone.re_replace(r"[^0-9]", "")
    is_mobile = digits.re_search(r"^(0|44|0044|440)?7").fill_null(False)
    return {
        "contacts": people,
        "telephones": people.filter(people.contactPhone.notnull()).mutate(
            HOW=ibis.literal("telephone"), MEDIUM=ibis.ifelse(is_mobile, "MOBILE", "TELEPHONE")
        ),
        "emails": people.filter(people.contactEmail.notnull()).mutate(
            HOW=ibis.literal("email"), MEDIUM=ibis.literal("EMAIL")
        ),
    }


def _parted(named: Table) -> Table:
    """TITLE, GIVEN (a name or an initial), MIDDLE and FAMILY out of `Mrs J Okoro` and `Okoro, Jane`.

    A couple's name has no title of one person's.
    """
    one = named.CONTACT.re_replace(COUPLE, "").strip()
    title = ibis.ifelse(one.re_search(TITLE), one.re_extract(TITLE, 1), NO_TEXT)
    bare = one.re_replace(TITLE, "").strip()
    turned = bare.re_replace(r"^([^,]+),\s*(.+)$", r"\2 \1").re_replace(TITLE, "").strip()
    family = ibis.ifelse(
        bare.contains(","), bare.re_extract(r"^([^,]+),", 1).strip(), turned.re_extract(PARTICLES, 1)
    )
    before = turned.substr(0, turned.length() - family.length()).strip()
    return named.mutate(
        TITLE=title.upper(),
        GIVEN=before.re_extract(r"^(\S+)", 1).re_replace(r"\.$", "").nullif(""),
        MIDDLE=before.re_extract(r"^\S+\s+(.+)$", 1).nullif(""),
        FAMILY=family.nullif(""),
    )


def _organizations(source: Source) -> dict[str, Table]:
    """Contractors of jobs, and employers that no job names: each once, though both files name it."""
    made: dict[str, Table] = {}
    jobs = received(source, "jobs", "contractor")
    resources = received(source, "resources", "employer")
    if jobs is not None:
        made["contractors"] = first_of_each(jobs.filter(jobs.contractor.notnull()), ["contractor"], [])
    if resources is not None:
        employers = first_of_each(resources.filter(resources.employer.notnull()), ["employer"], [])
        if jobs is not None:
            known = made["contractors"].select("contractor")
            employers = employers.anti_join(known, employers.employer == known.contractor)
        made["employers"] = employers
    return made
