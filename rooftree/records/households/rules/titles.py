"""What is not right about households, as headings of lists and of what is told of one home."""

from rooftree.records.households.rules.findings import Kind

TITLES = {
    Kind.DIED: "Somebody who has died is still on the tenancy",
    Kind.TWO_TENANCIES: "More than one tenancy runs",
    Kind.NO_TENANT: "The tenancy runs without a tenant",
    Kind.EMPTY: "Empty, and said to be lived in",
    Kind.NOT_LET: "Not let, and said to be lived in",
    Kind.LEFT: "Left, by one system; still here, by another",
    Kind.NOT_LISTED: "Said to live here, and not in the tenancy’s household",
    Kind.LEFT_OUT: "In the tenancy’s household, and left out elsewhere",
    Kind.TWO_HOMES: "Lives at two homes at once",
    Kind.CASE_CLOSED: "Placed here still, though the case has closed",
    Kind.NO_NAME: "Nobody gives a name",
}
