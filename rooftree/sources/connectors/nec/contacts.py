"""Contact details as people's own, complaints apart from enquiries, and the contractors that orders name."""

import ibis

from rooftree.sources.connectors.reading import Source, Table, coded, first_of_each, received

NOT_PEOPLE = ("PRO", "PROP", "PROPERTY", "AUN", "SITE")
COMPLAINT = r"^(COMP|CPL|CMP|CMPL|STAGE|STG|S[123]$|FORMAL|OMB|HOS$|DISS)"
SAYING = ("LCCT_CNY_CODE", "LCCT_SUBJECT_TYPE", "LCCT_SCN_BRC_CODE")


def views(source: Source) -> dict[str, Table]:
    return _contact_points(source) | _contacts(source) | _contractors(source)


def _contact_points(source: Source) -> dict[str, Table]:
    """Contact details of people; MARK tells two values of one kind and day apart without saying either."""
    known = received(source, "contact_details", "LCDE_LEGACY_TYPE", "LCDE_CONTACT_VALUE")
    if known is None:
        return {}
    of_people = known.filter(~coded(known.LCDE_LEGACY_TYPE, NOT_PEOPLE))
    value = of_people.LCDE_CONTACT_VALUE
    marked = of_people.mutate(MARK=value.hexdigest("md5").substr(0, 8))
    is_email = value.contains("@").fill_null(False)
    return {"emails": marked.filter(is_email), "phones": marked.filter(~is_email)}


def _contacts(source: Source) -> dict[str, Table]:
    """A contact is a complaint when its type, subject or reason says so; STAGE is which of them did."""
    contacts = received(source, "customer_contacts", *SAYING)
    if contacts is None:
        return {}
    said = [
        ibis.ifelse(contacts[name].upper().re_search(COMPLAINT), contacts[name], ibis.null("string"))
        for name in SAYING
    ]
    staged = contacts.mutate(STAGE=ibis.coalesce(*said), SORT=ibis.literal("contact"))
    return {
        "complaints": staged.filter(staged.STAGE.notnull()),
        "enquiries": staged.filter(staged.STAGE.isnull()),
    }


def _contractors(source: Source) -> dict[str, Table]:
    orders = received(source, "works_orders", "LWOR_PPC_COS_CODE")
    if orders is None:
        return {}
    named = orders.filter(orders.LWOR_PPC_COS_CODE.notnull())
    return {"contractors": first_of_each(named, ["LWOR_PPC_COS_CODE"], [])}
