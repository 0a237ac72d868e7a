"""Reading tenancies, rent, voids, lettings, the housing register and homelessness."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from rooftree.records.claims.held import Records, may_read, record_id
from rooftree.records.claims.queries import Want, held
from rooftree.records.tenancies.models import (
    ArrearsAction,
    Bid,
    HomelessnessCase,
    HomelessnessDuty,
    HousingApplication,
    Letting,
    Offer,
    RentAccount,
    RentCharge,
    RentTransaction,
    StatusHistory,
    TemporaryAccommodationPlacement,
    Tenancy,
    TenancyUnit,
    Void,
)
from rooftree.reference.accounts.rules import Viewer

NEWEST_TRANSACTIONS = 104
"""Two years of weekly debits; the tenancy's page leads to all of them."""
NEWEST_BIDS = 50


def wants_of_home(unit_id: str) -> list[Want]:
    """What is tied to a home itself: its tenancies' ties, voids, lettings, accounts, offers, placements."""
    tables = (TenancyUnit, Tenancy, Void, Letting, RentAccount, Offer, TemporaryAccommodationPlacement)
    return [
        *(Want(model, Q(unit_id=unit_id)) for model in tables),
        Want(Bid, Q(unit_id=unit_id), "bid_on", NEWEST_BIDS),
    ]


def of_home(unit_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """What is tied to a home itself: its tenancies' ties, voids, lettings, accounts, offers, placements."""
    return held(*wants_of_home(unit_id), viewer=viewer, moment=moment)


def wants_of_units(unit_ids: Sequence[str]) -> list[Want]:
    """The tenancies of some homes. For one `held` of many."""
    return [Want(Tenancy, Q(unit_id__in=list(unit_ids)))]


def wants_of_tenancies(tenancy_ids: Sequence[str], *, void_ids: Sequence[str] = ()) -> list[Want]:
    """Tenancies with the homes they cover, their accounts and lettings; and the steps of some voids."""
    ids = list(tenancy_ids)
    return [
        Want(Tenancy, Q(id__in=ids)),
        Want(TenancyUnit, Q(tenancy_id__in=ids)),
        Want(RentAccount, Q(tenancy_id__in=ids)),
        Want(Letting, Q(tenancy_id__in=ids)),
        Want(StatusHistory, Q(void_id__in=list(void_ids))),
    ]


def wants_of_voids(unit_ids: Sequence[str]) -> list[Want]:
    """The times some homes stood empty. For one `held` of many."""
    return [Want(Void, Q(unit_id__in=list(unit_ids)))]


def wants_of_arrears(account_ids: Sequence[str]) -> list[Want]:
    """Steps about arrears on rent accounts."""
    return [Want(ArrearsAction, Q(rent_account_id__in=list(account_ids)))]


def wants_of_accounts(account_ids: Sequence[str]) -> list[Want]:
    """What is charged on rent accounts, the newest that went in and out, and steps about arrears."""
    where = Q(rent_account_id__in=list(account_ids))
    moves = Want(RentTransaction, where, "transacted_on", NEWEST_TRANSACTIONS)
    return [Want(RentCharge, where), *wants_of_arrears(account_ids), moves]


def transactions(tenancy_id: str, *, viewer: Viewer) -> QuerySet[Any, Any]:
    """Everything that was charged and paid on a tenancy's accounts, the newest first."""
    if not (may_read("rent_transaction", viewer) and may_read("rent_account", viewer)):
        return RentTransaction.objects.none().values("id")
    accounts = RentAccount.objects.filter(tenancy_id=tenancy_id).values("id")
    rows = RentTransaction.objects.filter(rent_account_id__in=accounts)
    return rows.order_by("-transacted_on", "-id").values(
        "account_ref", "transacted_on", "kind", "payment_method", "debit_pence", "credit_pence"
    )


def wants_of_person(person_id: str) -> list[Want]:
    """Somebody's applications to the housing register and for help with homelessness."""
    where = Q(person_id=person_id)
    return [Want(HousingApplication, where), Want(HomelessnessCase, where)]


def of_person(person_id: str, *, viewer: Viewer, moment: datetime.datetime | None = None) -> Records:
    """Somebody's applications to the housing register and for help with homelessness."""
    return held(*wants_of_person(person_id), viewer=viewer, moment=moment)


def wants_of_applications(application_ids: Sequence[str], case_ids: Sequence[str]) -> list[Want]:
    """Applications with bids and offers; homelessness cases with duties and placements."""
    applications = Q(housing_application_id__in=list(application_ids))
    cases = Q(homelessness_case_id__in=list(case_ids))
    return [
        Want(HousingApplication, Q(id__in=list(application_ids))),
        Want(HomelessnessCase, Q(id__in=list(case_ids))),
        Want(Bid, applications, "bid_on", NEWEST_BIDS),
        Want(Offer, applications),
        Want(HomelessnessDuty, cases),
        Want(TemporaryAccommodationPlacement, cases),
    ]


def id_of(ref_or_id: str, *, viewer: Viewer) -> str:
    """The id of the tenancy that an address names by reference or id; no text when there is none."""
    if not may_read("tenancy", viewer) or "\x00" in ref_or_id:
        return ""
    own = record_id(ref_or_id)
    where = Q(id=own) if own else Q(tenancy_ref=ref_or_id)
    found = Tenancy.objects.filter(where).order_by("-ended_on", "id").values_list("id", flat=True).first()
    return str(found) if found else ""


def seeking_id_of(table: str, ref_or_id: str, *, viewer: Viewer) -> str:
    """The id of the application or homelessness case that an address names by reference or id."""
    models: dict[str, tuple[Any, str]] = {
        "housing_application": (HousingApplication, "application_ref"),
        "homelessness_case": (HomelessnessCase, "case_ref"),
    }
    if not may_read(table, viewer) or "\x00" in ref_or_id:
        return ""
    model, column = models[table]
    own = record_id(ref_or_id)
    rows = model.objects.filter(Q(id=own) if own else Q(**{column: ref_or_id}))
    first = rows.order_by("-ended_on", "id").values_list("id", flat=True).first()
    return str(first) if first else ""


def counts(*, viewer: Viewer, today: datetime.date) -> dict[str, int]:
    """How many voids run today, as the list of voids counts them."""
    if not may_read("void", viewer):
        return {}
    begun = Q(starts_on__lte=today) | Q(starts_on__isnull=True)
    over = Q(ends_on__lte=today)
    return {"voids": Void.objects.filter(begun, ended_on=None).exclude(over).count()}
