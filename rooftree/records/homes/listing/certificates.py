"""The list of certificates and safety checks."""

import datetime

from django.db.models import Exists, OuterRef, Q

from rooftree.records.claims.queries import as_at
from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.homes.models import Certification
from rooftree.records.listing.conditions import everything, live
from rooftree.records.listing.shape import Column, Kind, List, Then, Tick
from rooftree.records.listing.table import Table

C = Column
DUE_WITHIN = datetime.timedelta(days=30)
FAILED = ("fail", "unsatisfactory")


def latest_of_its_kind(then: Then) -> Q:
    """No later certificate of the same kind is held for the same home or block."""
    where = Q()
    for part in as_at(Certification, then.moment):
        later = part.filter(ended_on=None, kind=OuterRef("kind"), issued_on__gt=OuterRef("issued_on"))
        for place in ("unit_id", "block_id", "site_id"):
            where &= ~Q(Exists(later.filter(**{place: OuterRef(place)})))
    return where


def overdue(then: Then) -> Q:
    """Required, and past its day."""
    return Q(expires_on__lt=then.today) & ~Q(not_required=True)


def due_soon(then: Then) -> Q:
    """Required, and its day comes within 30 days."""
    return Q(expires_on__range=(then.today, then.today + DUE_WITHIN)) & ~Q(not_required=True)


def _failed(then: Then) -> Q:
    del then
    return Q(result__in=FAILED)


def _not_required(then: Then) -> Q:
    del then
    return Q(not_required=True)


def _for_home(then: Then) -> Q:
    del then
    return Q(unit__isnull=False)


CERTIFICATES = List(
    name="certificates",
    title="Certificates",
    says="A safety check or certificate of a home or block, or the fact that none is required; the latest of "
    "each kind unless earlier ones are asked for.",
    one="certificate",
    many="certificates",
    columns=(
        C("kind", "Certificate", "What was checked.", kind=Kind.CODE, codes="certificate_kind", filters=True),
        C("number", "Number", "The certificate’s own number.", shown=False, searched=True),
        C(
            "home",
            "At",
            "The address of the home; empty for a block’s.",
            of="unit__address_line",
            searched=True,
        ),
        C("postcode", "Postcode", "The home’s postcode.", of="unit__postcode", shown=False, searched=True),
        C(
            "block",
            "Block",
            "The block; empty for a home’s own.",
            of="block__name",
            shown=False,
            searched=True,
        ),
        PATCH,
        C(
            "issued",
            "Last done",
            "The day of the check.",
            of="issued_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "expires",
            "Next by",
            "The day by which the next must be done.",
            of="expires_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
        ),
        C(
            "result",
            "Result",
            "What the check found.",
            kind=Kind.CODE,
            codes="certificate_result",
            filters=True,
        ),
        C("contractor", "By", "Who checked.", of="contractor_name", shown=False, filters=True),
        C(
            "remedial",
            "Remedial actions",
            "How many things it said must be put right.",
            of="remedial_count",
            kind=Kind.WHOLE,
            shown=False,
            filters=True,
        ),
        C(
            "not_required",
            "Not required",
            "Yes where the landlord has recorded that none is needed.",
            kind=Kind.YES_NO,
            shown=False,
        ),
    ),
    rows=Table(Certification),
    own={"live": live, "latest": latest_of_its_kind},
    ticks=(
        Tick("overdue", "Overdue", overdue, "", "certificate is overdue", "certificates are overdue"),
        Tick(
            "due",
            "Due within 30 days",
            due_soon,
            "",
            "certificate is due within 30 days",
            "certificates are due within 30 days",
        ),
        Tick("failed", "Failed", _failed, "", "certificate failed", "certificates failed"),
        Tick(
            "none_needed",
            "Not required",
            _not_required,
            "",
            "certificate is not required",
            "certificates are not required",
        ),
        Tick("of_homes", "Of homes, not blocks", _for_home),
        Tick("earlier", "Earlier ones too", everything, "latest"),
    ),
    only=("unit", "block"),
    sort="expires",
    record_type="certification",
    also=(
        "unit_id",
        "unit__address_line",
        "unit__postcode",
        "block_id",
        "block__name",
        "expires_on",
        "not_required",
        "result",
        "number",
        "ended_on",
    ),
)
