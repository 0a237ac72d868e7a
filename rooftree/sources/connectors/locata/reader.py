"""Locata's households with their main applicant, the duties of each case, and who a support need is about.

The applicant of a case or an application is a client. The household files list them again, the register's
without a name, so an applicant's row takes from the client what it leaves blank; everyone lives where the
client does.
"""

import ibis

from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, joined, received

APPLICANT = (
    "APPLICANT", "MAIN APPLICANT", "MAIN", "SELF", "HEAD", "LEAD APPLICANT", "CLIENT", "HEAD OF HOUSEHOLD",
    "MAIN CLIENT", "ME",
)  # fmt: skip
OWN = ("Title", "Forename", "Surname", "DOB", "NINO", "Mobile", "Email")
LIVING = ("Address", "Postcode")
DUTIES = {
    "PREVENTION": ("PreventionStart", "PreventionEnd", "PreventionReason", None, None),
    "RELIEF": ("ReliefStart", "ReliefEnd", "ReliefReason", None, None),
    "MAIN": ("MainDutyDate", None, "MainDutyEndReason", "MainDutyDecision", "MainDutyDate"),
}
"""Where each duty's start, end, reason for its end, decision and day of the decision stand."""


def views(source: Source) -> dict[str, Table]:
    return (
        _households(source, "CaseRef", "homeless_cases", "case_household", "case")
        | _households(source, "AppRef", "register", "register_household", "register")
        | _needs(source)
        | _duties(source)
        | _clients(source)
        | _placements(source)
    )


def _households(source: Source, ref: str, file: str, members_file: str, name: str) -> dict[str, Table]:
    """Households by their case or application, their members, and applicants that the members leave out."""
    kind = {"case": "homelessness_case", "register": "housing_application"}[name]
    cases = received(source, file, "ClientID")
    people = _members(source, ref, file, members_file)
    made = {} if people is None else {f"{name}_people": people}
    if cases is None:
        return made
    listed, sizes = None, None
    if people is not None:
        listed = first_of_each(people.filter(people.IS_HEAD == "Y").select(ref, "_row"), [ref], [])
        sizes = people.group_by(ref).aggregate(counted=people.PersonNo.nunique())
    known = joined(cases, listed, on=ref, to=ref, take={"listed": ref})
    sized = joined(known, sizes, on=ref, to=ref, take={"counted": "counted"})
    beside = ibis.ifelse(sized.listed.isnull(), 1, 0)
    size = (sized.counted.cast("int64").fill_null(0) + beside).cast("string")
    applicants = known.filter(known.listed.isnull() & known.ClientID.notnull())
    return made | {
        f"{name}_households": sized.mutate(HOUSEHOLD_KIND=ibis.literal(kind), SIZE=size),
        f"{name}_applicants": applicants.mutate(
            ROLE=ibis.literal(f"applicant of {name}"), IS_HEAD=ibis.literal("Y")
        ),
    }


def _members(source: Source, ref: str, file: str, members_file: str) -> Table | None:
    """Household members with IS_HEAD, PERSON_REF (an applicant is the client), names and address."""
    people = received(source, members_file, "Relationship", "PersonNo", "Age", *OWN)
    if people is None:
        return None
    is_head = coded(people.Relationship, APPLICANT)
    people = people.mutate(IS_HEAD=ibis.ifelse(is_head, "Y", "N"))
    cases = received(source, file, "ClientID")
    cases = None if cases is None else first_of_each(cases, [ref], [])
    known = joined(people, cases, on=ref, to=ref, take={"ClientID": "ClientID"})
    clients = received(source, "clients", *OWN, *LIVING)
    clients = None if clients is None else first_of_each(clients, ["ClientID"], [])
    take = {f"client_{name}": name for name in OWN} | {name: name for name in LIVING}
    known = joined(known, clients, on="ClientID", to="ClientID", take=take)
    head = known.IS_HEAD == "Y"
    own = {
        name: ibis.coalesce(known[name], ibis.ifelse(head, known[f"client_{name}"], ibis.null("string")))
        for name in OWN
    }
    number = known[ref] + "/" + known.PersonNo
    return known.mutate(
        PERSON_REF=ibis.ifelse(head & known.ClientID.notnull(), known.ClientID, number), **own
    )


def _needs(source: Source) -> dict[str, Table]:
    """Support needs with PERSON_REF: the client where the number is the applicant's or there is none.

    MARK stands for the need in the key, which must not say it.
    """
    needs = received(source, "case_support_needs", "PersonNo", "SupportNeed")
    if needs is None:
        return {}
    needs = needs.mutate(WHO=needs.CaseRef + "/" + needs.PersonNo.fill_null(""))
    people = _members(source, "CaseRef", "homeless_cases", "case_household")
    if people is not None:
        people = first_of_each(people.mutate(WHO=people.CaseRef + "/" + people.PersonNo), ["WHO"], [])
    known = joined(needs, people, on="WHO", to="WHO", take={"member_ref": "PERSON_REF"})
    cases = received(source, "homeless_cases", "ClientID")
    cases = None if cases is None else first_of_each(cases, ["CaseRef"], [])
    known = joined(known, cases, on="CaseRef", to="CaseRef", take={"client_ref": "ClientID"})
    whole = ibis.ifelse(known.PersonNo.isnull(), known.client_ref, known.WHO)
    mark = known.SupportNeed.upper().hexdigest("md5").substr(0, 8)
    return {"needs": known.mutate(PERSON_REF=ibis.coalesce(known.member_ref, whole), MARK=mark)}


def _duties(source: Source) -> dict[str, Table]:
    """One row for each duty of a case that has any of its columns filled."""
    columns = {column for places in DUTIES.values() for column in places if column}
    cases = received(source, "homeless_cases", *sorted(columns))
    if cases is None:
        return {}
    names = ("STARTS", "ENDS", "END_REASON", "DECISION", "DECIDED")
    rows = []
    for duty, places in DUTIES.items():
        filled = {
            name: cases[place] if place else ibis.null("string")
            for name, place in zip(names, places, strict=True)
        }
        one = cases.select("CaseRef", "_row", DUTY=ibis.literal(duty), **filled)
        rows.append(one.filter(ibis.or_(*(one[name].notnull() for name in names))))
    return {"duties": ibis.union(*rows)}


def _clients(source: Source) -> dict[str, Table]:
    clients = received(source, "clients", "Mobile", "Email")
    if clients is None:
        return {}
    return {
        "mobiles": clients.filter(clients.Mobile.notnull()).mutate(MEDIUM=ibis.literal("MOBILE")),
        "emails": clients.filter(clients.Email.notnull()).mutate(MEDIUM=ibis.literal("EMAIL")),
    }


def _placements(source: Source) -> dict[str, Table]:
    placements = received(source, "ta_placements", "Provider", "Address")
    if placements is None:
        return {}
    named = placements.filter(placements.Provider.notnull())
    return {
        "placed": placements.mutate(ROLE=ibis.literal("placement")),
        "providers": first_of_each(named, ["Provider"], []),
    }
