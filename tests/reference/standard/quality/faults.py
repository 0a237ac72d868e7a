"""Which shipped rule finds which planted fault, and which faults no rule is to find, with the reason."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reference.standard.quality.checked import Fault

Key = Callable[[str], str]


def whole(key: str) -> str:
    return key


def first(key: str) -> str:
    """A person's row in people.csv is keyed with the tenancy, an address with its kind."""
    return key.split("/")[0]


def order(key: str) -> str:
    """The order of NEC that a job of Oneserve carries out."""
    return f"WO{int(key.removeprefix('HR-')):07d}"


@dataclass(frozen=True)
class Finds:
    """Any of these rules finds it, under the fault's key as `key` makes it, or a key that begins with it."""

    rules: tuple[str, ...]
    key: Key = whole
    unless: str = ""
    """Why some that were planted cannot be seen by a rule: `Excused` knows which."""


COVERED: Mapping[str, Finds] = {
    "uprn_missing": Finds(
        ("unit.uprn.required", "unit.uprn.required_of_assets", "property.uprn.required"), first
    ),
    "uprn_in_scientific_notation": Finds(("unit.uprn.format", "property.uprn.format"), first),
    "uprn_duplicate": Finds(("unit.uprn.unique", "unit.uprn.agrees"), first),
    "parent_uprn_on_flat": Finds(("unit.uprn.not_of_the_block", "unit.uprn.agrees"), first),
    "property_reference_in_uprn": Finds(("unit.uprn.not_the_reference",), first),
    "placement_uprn_missing": Finds(
        ("temporary_accommodation_placement.uprn.required",), unless="a hotel has none of its own"
    ),
    "code_outside_list": Finds(("unit.kind.codelist",)),
    "status_contradicts_tenancy": Finds(("unit.occupied.has_tenancy", "unit.void.has_no_tenancy")),
    "bedrooms_disagree": Finds(("unit.bedrooms.agrees",)),
    "build_year_missing": Finds(("unit.built_year.required", "property.built_year.required")),
    "home_missing_from_keystone": Finds(("unit.in_assets.present",)),
    "home_missing_from_oneserve": Finds(("unit.in_repairs.present",)),
    "sold_home_still_in_keystone": Finds(("unit.sold.gone_from_assets",)),
    "sold_home_still_in_oneserve": Finds(("unit.sold.gone_from_repairs",)),
    "site_keyed_by_uprn": Finds(("unit.asset_ref.of_housing",)),
    "leading_zeros_lost": Finds(("unit.asset_ref.of_housing",)),
    "birth_date_missing": Finds(
        ("person.date_of_birth.required",), first, unless="another row of the same person tells it"
    ),
    "member_age_without_birth_date": Finds(
        ("person.date_of_birth.required",), unless="the client’s own row tells it"
    ),
    "birth_date_is_sentinel": Finds(
        ("person.date_of_birth.required",), first, unless="another row of the same person tells it"
    ),
    "birth_date_in_future": Finds(
        ("person.date_of_birth.not_future",), first, unless="another row of the same person tells it"
    ),
    "impossible_date": Finds(
        ("person.date_of_birth.real",), first, unless="another row of the same person tells it"
    ),
    "birth_after_move_in": Finds(
        ("household_member.starts_on.after_birth", "person.date_of_birth.not_future"),
        unless="another row of the same person tells it",
    ),
    "surname_missing": Finds(
        ("person.family_name.required",), first, unless="another row of the same person tells it"
    ),
    "initial_only": Finds(
        ("person.given_name.whole",), first, unless="another row of the same person tells it"
    ),
    "nino_invalid": Finds(("person.ni_no.format",), first, unless="another row of the same person tells it"),
    "same_person_two_references": Finds(("person.ni_no.unique", "person.name.unique"), first),
    "client_entered_twice": Finds(("person.ni_no.unique_clients", "person.name.unique_clients")),
    "organisation_among_people": Finds(("organization.name.not_among_people",), first),
    "person_twice_on_tenancy": Finds(("reference.source_key.duplicate",)),
    "two_main_tenants": Finds(("household_member.is_main_tenant.once",)),
    "member_start_in_future": Finds(("household_member.starts_on.not_future",), first),
    "member_starts_after_tenancy_ended": Finds(("household_member.starts_on.within_tenancy",)),
    "two_open_tenancies": Finds(("tenancy.unit_ref.one_open",)),
    "tenancy_check_overdue": Finds(("tenancy.review_on.in_time",)),
    "contact_value_missing": Finds(("communication.value.required",)),
    "phone_shared_by_many": Finds(
        ("communication.value_normal.not_shared", "communication.value_normal.mobile")
    ),
    "special_category_text": Finds(
        (
            "communication.comments.no_sensitive_words",
            "tenancy.correspondence_name.no_sensitive_words",
            "service_request.access_notes.no_sensitive_words",
            "complaint.outcome_comments.no_sensitive_words",
            "person_alert.code.read",
        ),
        unless="comments on an enquiry that is no complaint are not taken over",
    ),
    "answered_before_received": Finds(
        ("service_request.answered_on.after_report", "complaint.responded_on.after_receipt")
    ),
    "target_date_missing": Finds(("work_order.target_at.required",)),
    "work_order_cost_negative": Finds(("work_order.cost_pence.not_negative",)),
    "completed_before_reported": Finds(("work_order.completed_at.after_report",)),
    "status_without_label": Finds(("work_order.status.codelist",)),
    "second_reference_missing": Finds(
        ("work_order.job.present",), order, unless="another job carries out the same order"
    ),
    "work_order_reference_reused": Finds(
        ("work_order.order_ref.unique",), unless="the job it copies follows another, or lost its own number"
    ),
    "appointment_without_resource": Finds(("appointment.operative_ref.required",)),
    "appointment_without_window": Finds(("appointment.slot.required",)),
    "postcode_partial": Finds(("address.postcode.format",)),
    "reason_for_loss_missing": Finds(("homelessness_case.loss_reason.required",)),
    "assessed_before_application": Finds(("homelessness_case.assessed_on.after_application",)),
    "second_open_case": Finds(
        ("homelessness_case.person_ref.one_open",), unless="the same person was entered as two clients"
    ),
    "placement_open_after_case_closed": Finds(("temporary_accommodation_placement.left_on.with_case",)),
    "install_year_impossible": Finds(("asset_component.installed_year.range",)),
    "renewal_year_before_install": Finds(
        ("asset_component.renewal_year.after_install", "asset_component.installed_year.range")
    ),
    "cloned_survey_counted_as_surveyed": Finds(("asset_component.surveyor.required",)),
    "certificate_without_number": Finds(("certification.number.required",)),
    "certificate_without_expiry": Finds(("certification.expires_on.required",)),
    "certificate_on_block_not_home": Finds(("certification.asset_ref.not_the_block",)),
    "certificate_overdue": Finds(
        tuple(
            f"certification.{kind}.in_date"
            for kind in (
                "gas_safety", "electrical_report", "fire_risk_assessment", "asbestos", "water_hygiene",
                "lift", "smoke_and_carbon_monoxide", "energy_performance",
            )
        ),
        unless="it lost its day, or stands on a block beside one that is in date",
    ),
}  # fmt: skip

NOT_COVERED: Mapping[str, str] = {
    "uprn_with_decimal_point": "Read as it was meant on the way in.",
    "postcode_without_space": "Mended on the way in: what the single view holds is right.",
    "code_in_mixed_case": "Read as it was meant on the way in.",
    "contact_type_outside_list": "The mapping knows these spellings, so the row holds the right kind.",
    "date_as_spreadsheet_serial": "The mapping reads a spreadsheet's day number as the day it is.",
    "address_spelt_otherwise": "Two spellings of a street are matched; neither is wrong on its face.",
    "nino_missing": "Not everybody has a National Insurance number, so it is required of nobody.",
    "birth_date_wrong": "A plausible wrong day shows only where another system knows better.",
    "day_and_month_swapped": "A plausible wrong day shows only where another system knows better.",
    "name_mistyped": "A misspelt name is a name; matching proposes the pair to a person.",
    "names_swapped": "Family names are first names too; matching proposes the pair to a person.",
    "contact_is_former_tenant": "Whether a site's contact is still the tenant is the single view's question.",
    "header_in_lower_case": "About a file, not a record: told when the file is received.",
    "unknown_extra_column": "About a file, not a record: told when the file is received.",
    "dated_copy_beside_live_table": "About a file, not a record: told when the file is received.",
}


class Excused:
    """Planted faults that no rule can see, because other rows or other faults hide them."""

    def __init__(self, folder: Path, planted: Sequence[Fault]) -> None:
        people = [row["LPAR_PER_ALT_REF"] for row in _rows(folder, "nec", "people")]
        self.twice = {ref for ref, times in Counter(people).items() if times > 1}
        jobs = _rows(folder, "oneserve", "jobs")
        follows = {row["jobRef"] for row in jobs if row["followOnOf"]}
        self.followed = follows | {row["followOnOf"] for row in jobs}
        contacts = _rows(folder, "nec", "customer_contacts")
        self.complaints = {row["LCCT_REF"] for row in contacts if row["LCCT_CNY_CODE"].startswith("COMP")}
        homes = _rows(folder, "nec", "properties")
        self.gone = {row["LPRO_PROPREF"] for row in homes if row["LPRO_SCO_CODE"] == "CLO"}
        self.known_as = {row["LPRO_HOU_ALT_REF"]: row["LPRO_PROPREF"] for row in homes}
        orders = _rows(folder, "nec", "works_orders")
        self.cancelled = {row["LWOR_LEGACY_REF"] for row in orders if row["LWOR_SCO_CODE"] == "CAN"}
        self.rows = Counter((fault.file, first(fault.key)) for fault in planted)
        cases = {row["CaseRef"]: row["ClientID"] for row in _rows(folder, "locata", "homeless_cases")}
        again = {each.key for each in planted if each.fault == "client_entered_twice"}
        self.as_another = {case for case, client in cases.items() if client in again}
        self.births = {first(each.key) for each in planted if each.column == "LPAR_PER_DATE_OF_BIRTH"}
        self.whole = Counter((fault.file, fault.key) for fault in planted)
        self.hurt = Counter((fault.file, fault.key, fault.column) for fault in planted)

    def __call__(self, fault: Fault) -> bool:
        """True when something else hides it."""
        ref = first(fault.key)
        judges: dict[str, Callable[[], bool]] = {
            "uprn_missing": lambda: ref in self.gone,
            "special_category_text": lambda: fault.file == "customer_contacts" and ref not in self.complaints,
            "second_reference_missing": lambda: ref in self.followed or order(ref) in self.cancelled,
            "build_year_missing": lambda: ref.startswith(("7", "C-")),
            "same_person_two_references": lambda: bool({ref, ref[1:-3]} & self.births),
            "client_entered_twice": lambda: self.rows[fault.file, ref] > 1,
            "certificate_overdue": lambda: self.whole[fault.file, fault.key] > 1,
            "second_open_case": lambda: f"HC{int(ref[2:]) + 1:06d}" in self.as_another,
            "birth_after_move_in": lambda: ref in self.twice or self.whole[fault.file, fault.key] > 1,
            "person_twice_on_tenancy": lambda: False,
        }
        if fault.fault in judges:
            return judges[fault.fault]()
        if self.hurt[fault.file, fault.key, fault.column] > 1:
            return True
        if fault.file == "people":
            return ref in self.twice
        return fault.column == "DOB" and fault.key.endswith("/1")

    def keys(self, fault: Fault) -> set[str]:
        """The keys a rule may name it by: its own, and what NEC calls the home."""
        own = COVERED[fault.fault].key(fault.key)
        return {own, self.known_as.get(own, own)}


def _rows(folder: Path, system: str, file: str) -> list[dict[str, str]]:
    with (folder / "in" / system / f"{file}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
