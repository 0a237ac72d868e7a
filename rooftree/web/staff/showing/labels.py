"""What pages call a fact. The contract's own name is the rule; these are the exceptions."""

from functools import lru_cache

from rooftree.reference.standard.queries import contracts
from rooftree.web.components.words import sentence

LABELS = {
    "uprn": "UPRN",
    "uprn_as_given": "UPRN as given",
    "postcode_as_given": "Postcode as given",
    "line": "Address",
    "address_line": "Address",
    "unit_ref": "Home reference",
    "asset_ref": "Property reference",
    "area_code": "Patch code",
    "parent_ref": "Stands in (reference)",
    "site_ref": "Estate (reference)",
    "residential": "Somebody’s home",
    "height_m": "Height in metres",
    "stock_source": "How it joined the stock",
    "ni_no_masked": "National Insurance number",
    "ni_no_hmac": "National Insurance number",
    "hb_claim_no": "Housing Benefit claim",
    "hb_subsidy_pence": "Housing Benefit subsidy",
    "is_head": "Head of the household",
    "is_tenancy_party": "On the tenancy",
    "is_main_tenant": "Main tenant",
    "is_successor": "Succeeded to the tenancy",
    "is_temporary": "Temporary",
    "age_stated": "Age as stated",
    "sor_code": "Schedule of rates code",
    "sha256": "Fingerprint (SHA-256)",
    "uri": "Where the file is",
    "fail_year": "Year it fails",
    "allow_texts": "May we text?",
    "value_normal": "As compared",
    "starts_on": "From",
    "ends_on": "Until",
    "access_am": "Access in the morning",
    "access_pm": "Access in the afternoon",
    "follow_on_of_ref": "Follows on from",
    "full_name": "Full name",
    "alias_type": "Kind of name",
    "work_type": "Kind of work",
    "work_class": "Class of work",
    "sent_to": "Sent to",
    "modified_at": "Last changed",
    "code": "Code",
    "entity_id": "Ours",
    "floor_area_m2": "Floor area in m²",
    "out_of_area": "Out of area",
    "not_required": "Not required",
    "remedial_count": "Remedial actions",
}


@lru_cache(maxsize=4096)
def label(table: str, column: str) -> str:
    """What a fact is called: "Expires", "UPRN", "Tenure, as the source system codes it"."""
    if column in LABELS:
        return LABELS[column]
    found = contracts()[table].column(column) if table in contracts() else None
    title = found.title if found else column.replace("_", " ").capitalize()
    plain = _plain(title)
    others = contracts()[table].columns if title.endswith(" (day)") else ()
    shared = any(one.name != column and _plain(one.title) == plain for one in others)
    return f"{plain}, when" if shared else plain


def _plain(title: str) -> str:
    """What a column is called without what it is measured in."""
    for ending in (" (day)", " (moment)", " pence"):
        title = title.removesuffix(ending)
    return title


COMPONENTS = {
    "ALARMS": "Alarms",
    "CONSUMER": "Consumer unit",
    "DOORENTRY": "Door entry",
    "FLATROOF": "Flat roof",
    "FRONTDOOR": "Front door",
    "BACKDOOR": "Back door",
    "HEAT": "Heating",
    "ROOFINS": "Roof insulation",
    "LOFTINS": "Loft insulation",
    "WALLINS": "Wall insulation",
}
"""What asset systems cut short, in full."""


def component_called(coded: str) -> str:
    """A component as people call it: "Wall insulation" for WALLINS; any other in sentence case."""
    return COMPONENTS.get(coded.strip().upper()) or sentence(coded)


OURS = {"claim": "What a system says of a record", "reference": "A system’s reference to a record"}
"""Tables of our own, which no contract names."""


def what_a_row_is(table: str) -> str:
    """What a row of the table is: "Home"."""
    found = contracts().get(table)
    return found.title if found else OURS.get(table, table.replace("_", " ").capitalize())
