"""How things stand in a folder of extracts: what is let, what is empty, who is who, the next free numbers."""

from dataclasses import dataclass, field
from datetime import date

from rooftree.sources.synthetic import days
from rooftree.sources.synthetic.evolution.rewriting import Cells, Copy


@dataclass(slots=True)
class Present:
    """What a night needs to know before it changes anything."""

    today: int
    made: Cells
    let: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    true_homes: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    true_persons: dict[str, str] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)
    next_tenancy: int = 1
    next_person: int = 1
    next_account: int = 1
    next_job: int = 1
    next_visit: int = 1


def is_open(end: str) -> bool:
    return not end or end == days.OPEN_ENDED


def look(copy: Copy) -> Present:
    """Reads the folder as it stands."""
    made = next(copy.read("truth", "landlord"))
    present = Present(today=date.fromisoformat(made["today"]).toordinal(), made=made)
    held = set()
    for row in copy.read("nec", "tenancies"):
        present.next_tenancy = max(present.next_tenancy, int(row["LTCY_ALT_REF"]) + 1)
        if is_open(row["LTCY_ACT_END_DATE"]):
            held.add(row["LTCY_THO_PROPREF1"])
            if row["LTCY_PERM_TEMP_IND"] == "P" and row["LTCY_HRV_TTYP_CODE"] != "LEASEHOLD":
                present.let[row["LTCY_ALT_REF"]] = row["LTCY_THO_PROPREF1"]
    for row in copy.read("nec", "properties"):
        lettable = row["LPRO_HOU_RESIDENTIAL_IND"] == "Y" and row["LPRO_SCO_CODE"] == "VOI"
        if lettable and row["LPRO_PROPREF"] not in held:
            present.empty.append(row["LPRO_PROPREF"])
    _identities(copy, present)
    for row in copy.read("nec", "revenue_accounts"):
        present.next_account = max(present.next_account, int(row["LRAC_PAY_REF"]) + 1)
    for row in copy.read("oneserve", "jobs"):
        present.next_job = max(present.next_job, int(row["jobRef"].removeprefix("HR-")) + 1)
    for row in copy.read("oneserve", "appointments"):
        present.next_visit = max(present.next_visit, int(row["id"]) + 1)
    return present


def _identities(copy: Copy, present: Present) -> None:
    sites = {}
    for row in copy.read("truth", "homes"):
        if row["system"] == "nec":
            present.true_homes[row["source_key"]] = row["true_home"]
        elif row["system"] == "oneserve":
            sites[row["true_home"]] = row["source_key"]
    present.sites = {key: sites[home] for key, home in present.true_homes.items() if home in sites}
    clients = {}
    for row in copy.read("truth", "persons"):
        present.next_person = max(present.next_person, int(row["true_person"][1:]) + 1)
        if row["system"] == "nec":
            present.true_persons[row["source_key"]] = row["true_person"]
        elif row["system"] == "locata":
            clients[row["source_key"]] = row["true_person"]
    for row in copy.read("locata", "clients"):
        if "/" in row["DOB"] and row["ClientID"] in clients:
            present.births[clients[row["ClientID"]]] = row["DOB"]
