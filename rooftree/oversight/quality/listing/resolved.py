"""What was resolved as a list: the latest first, with how each came to be so."""

import datetime

from rooftree.oversight.quality.listing.beside import ATTACHED
from rooftree.oversight.quality.listing.columns import ALSO, COMES_BACK, FIRST_SEEN, OF_ROW, RULE, SEVERITY
from rooftree.oversight.quality.listing.ledger import Ledger, resolved
from rooftree.oversight.quality.rules.states import Resolved
from rooftree.records.listing.offers import Ready
from rooftree.records.listing.shape import Column, Kind, List
from rooftree.reference.accounts.rules import Viewer

WAYS = {
    Resolved.MENDED.value: "Mended",
    Resolved.GONE.value: "The row is gone",
    Resolved.WITHDRAWN.value: "The rule was withdrawn",
}


def ways(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """How an exception comes to be resolved."""
    del viewer, moment
    return WAYS


RESOLVED = List(
    name="exceptions-resolved",
    title="Resolved exceptions",
    says="An exception is one row of one system that falls short of one rule of the recording standard. This "
    "list holds those that were found and are resolved.",
    one="exception is resolved",
    many="exceptions are resolved",
    begins="All",
    columns=(
        RULE,
        SEVERITY,
        Column(
            "resolved",
            "Resolved",
            "The day of the check that no longer found it.",
            of="resolved_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
            full=True,
        ),
        Column(
            "how",
            "How",
            "Mended; or the row is no longer in what its system sends; or the rule was withdrawn.",
            of="resolved_as",
            kind=Kind.CODE,
            names=ways,
            filters=True,
            full=True,
        ),
        *OF_ROW,
        FIRST_SEEN,
        COMES_BACK,
    ),
    rows=Ledger(resolved, ("unit",), resolved=True),
    ready=(Ready("Mended", "how=mended"),),
    attached=ATTACHED,
    sort="resolved",
    descending=True,
    past=False,
    also=ALSO,
)
