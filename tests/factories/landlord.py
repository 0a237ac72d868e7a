"""One home with one row of every table that a page shows, tied together as publish ties them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from rooftree.records import models as m
from rooftree.records.finding.actions.keeping import keep_up
from tests.factories.records import distinct, extract, make


@dataclass
class Landlord:
    """The rows, by table."""

    rows: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, model: type[Any], **links: Any) -> Any:
        """One row with a value of its own in every readable column."""
        table = model._meta.db_table
        facts = distinct(model, len(self.rows) + 1)
        origin = {"origin": dict.fromkeys(facts, "nec")} if hasattr(model, "origin") else {}
        facts |= links.pop("known", {})
        row = make(model, **facts, **origin, **links)
        self.rows[table], self.facts[table] = row, facts
        return row

    def __getitem__(self, table: str) -> Any:
        return self.rows[table]


RUNS = {"starts_on": None, "ends_on": None}


def a_landlord() -> Landlord:
    """Everything, once."""
    made = Landlord()
    file = extract()
    site = made.add(m.Site, extract=file)
    block = made.add(m.Property, site=site)
    unit = made.add(m.Unit, block=block, site=site, area=site, extract=file)
    person = made.add(m.Person, extract=file)
    _fabric(made, unit)
    _tenancy(made, unit, person)
    _needs(made, unit, person)
    _repairs(made, unit, person)
    for model in (m.PersonName, m.Communication):
        made.add(model, person=person)
    made.add(m.Address, unit=unit, person=person)
    made.add(m.Complaint, unit=unit, person=person)
    made.add(m.Reference, known={"entity_type": "unit", "entity_id": unit.pk, "weight": None}, own_id=unit.pk)
    keep_up()
    return made


def _fabric(made: Landlord, unit: Any) -> None:
    for model in (m.AssetComponent, m.DecentHome, m.LocationAlert, m.Room, m.Certification):
        made.add(model, unit=unit)
    survey = made.add(m.Survey, unit=unit)
    made.add(m.HazardReport, unit=unit, survey=survey)


def _tenancy(made: Landlord, unit: Any, person: Any) -> None:
    tenancy = made.add(m.Tenancy, unit=unit)
    made.add(m.TenancyUnit, unit=unit, tenancy=tenancy)
    void = made.add(m.Void, unit=unit)
    made.add(m.StatusHistory, void=void)
    made.add(m.Letting, unit=unit, tenancy=tenancy, void=void)
    account = made.add(m.RentAccount, unit=unit, tenancy=tenancy)
    for model in (m.RentCharge, m.RentTransaction, m.ArrearsAction):
        made.add(model, rent_account=account)
    household = made.add(m.Household, tenancy=tenancy)
    made.add(m.HouseholdMember, household=household, tenancy=tenancy, person=person)


def _needs(made: Landlord, unit: Any, person: Any) -> None:
    application = made.add(m.HousingApplication, person=person)
    made.add(m.Bid, housing_application=application, unit=None)
    made.add(m.Offer, housing_application=application, unit=None)
    case = made.add(m.HomelessnessCase, person=person)
    made.add(m.HomelessnessDuty, homelessness_case=case)
    made.add(m.TemporaryAccommodationPlacement, homelessness_case=case)


def _repairs(made: Landlord, unit: Any, person: Any) -> None:
    body = made.add(m.Organization)
    request = made.add(m.ServiceRequest, unit=unit, person=person)
    order = made.add(m.WorkOrder, unit=unit, contractor=body, service_request=request)
    operative = made.add(m.Operative, employer=body)
    visit = made.add(m.Appointment, work_order=order, operative=operative)
    made.add(m.WorkElement, work_order=order)
    made.add(m.JobStatusUpdate, work_order=order, appointment=visit)
    made.add(m.Notification, appointment=visit)
    made.add(m.Attachment, work_order=order, appointment=visit)


def secret_rows(made: Landlord) -> None:
    """Rows that no page may show: equality and vulnerability, with words to look for."""
    person = made["person"]
    make(m.EqualityInformation, person=person, religion="SECRET-RELIGION", ethnic_group="SECRET-ETHNICITY")
    make(m.PersonAlert, person=person, source_text="SECRET-ALERT", code="secret_code")


def claim(entity: Any, system: str, said: dict[str, Any], **facts: Any) -> Any:
    """What one system says of an entity."""
    kind = entity._meta.db_table
    return make(m.Claim, source_system=system, entity_type=kind, entity_id=entity.pk, said=said, **facts)


def disagreement(entity: Any, attribute: str, said: dict[str, Any], shown: str) -> Any:
    """Systems that differ on one attribute."""
    kind = entity._meta.db_table
    return make(
        m.Disagreement,
        id=uuid.uuid4(),
        source_system="rooftree",
        entity_type=kind,
        entity_id=entity.pk,
        attribute=attribute,
        said=said,
        shown=shown,
    )
