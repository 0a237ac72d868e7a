"""Everything charged and paid on one tenancy's rent accounts, the newest first."""

from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.records.tenancies import queries as tenancies_held
from rooftree.reference.accounts.rules import Role
from rooftree.web.components import words
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import A_PAGE, Listed, as_csv, coded, heading, note_export
from rooftree.web.staff.showing.tables import Cell
from rooftree.web.visibility import visible_to

SEES_MONEY = (Role.OFFICER, Role.DATA_STEWARD)
"""As `may_see_money` of the accounts' rules says."""
HEADS = ("Day", "What", "Charged", "Paid", "Account")


@visible_to(*SEES_MONEY)
@require_safe
def transactions(request: StaffRequest, ref: str) -> HttpResponseBase:
    """All transactions of one tenancy."""
    own = tenancies_held.id_of(ref, viewer=request.viewer)
    if not own:
        raise Http404
    rows = tenancies_held.transactions(own, viewer=request.viewer)
    if request.GET.get("format") == "csv":
        note_export(request, "rent transactions", rows)
        return as_csv("transactions", HEADS, (_cells(row) for row in rows.iterator(chunk_size=2000)))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "nav": "homes",
        "heading": heading(page.paginator.count, "charge or payment", "charges and payments"),
        "page": page,
        "heads": HEADS,
        "lines": [_line(row) for row in page],
        "back": Link("The tenancy", reverse("tenancy", args=[own])),
        "what": "transactions",
    }
    return render(request, "staff/transactions.html", context)


def _what(row: Listed) -> str:
    parts = (coded("transaction_kind", row["kind"]), coded("payment_method", row["payment_method"]))
    return ", ".join(part for part in parts if part)


def _cells(row: Listed) -> tuple[object, ...]:
    sums = [
        f"{row[name] / 100:.2f}" if row[name] is not None else "" for name in ("debit_pence", "credit_pence")
    ]
    return row["transacted_on"], _what(row), *sums, row["account_ref"]


def _line(row: Listed) -> list[tuple[str, Cell, bool]]:
    sums = [words.money(row[name]) if row[name] else "" for name in ("debit_pence", "credit_pence")]
    return [
        ("Day", Cell(row["transacted_on"]), False),
        ("What", Cell(_what(row) or None), False),
        ("Charged", Cell(sums[0], blank=True), True),
        ("Paid", Cell(sums[1], blank=True), True),
        ("Account", Cell(row["account_ref"]), False),
    ]
