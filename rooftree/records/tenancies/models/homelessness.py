"""Tables: homelessness case, homelessness duty, temporary accommodation placement."""

from django.db import models

from rooftree.records.provenance.models import Record, history, spelling


@history("homelessness_case")
class HomelessnessCase(Record):
    """An application for help with homelessness (H-CLIC main section)."""

    case_ref = models.TextField(null=True, blank=True)
    person_ref = models.TextField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    current_accommodation = models.TextField(null=True, blank=True)
    last_accommodation = models.TextField(null=True, blank=True)
    intentional = models.BooleanField(null=True, blank=True)
    local_connection = models.BooleanField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    officer = models.TextField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "homelessness_case"
        indexes = (spelling("case_ref", name="homelessness_case_case_ref"),)

    def __str__(self) -> str:
        return self.case_ref or self.source_key


@history("homelessness_duty")
class HomelessnessDuty(Record):
    """A duty owed on a case (H-CLIC prevention, relief and final duties)."""

    case_ref = models.TextField(null=True, blank=True)
    duty = models.TextField(null=True, blank=True)
    duty_source = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(null=True, blank=True)
    decision = models.TextField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    homelessness_case = models.ForeignKey(
        "records.HomelessnessCase", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "homelessness_duty"

    def __str__(self) -> str:
        return self.case_ref or self.source_key


@history("temporary_accommodation_placement")
class TemporaryAccommodationPlacement(Record):
    """Where a household was placed, when, and at what cost."""

    placement_ref = models.TextField(null=True, blank=True)
    case_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    provider_name = models.TextField(null=True, blank=True)
    address_line = models.TextField(null=True, blank=True)
    postcode = models.TextField(null=True, blank=True)
    uprn = models.TextField(null=True, blank=True)
    entered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    nightly_cost_pence = models.BigIntegerField(null=True, blank=True)
    hb_subsidy_pence = models.BigIntegerField(null=True, blank=True)
    client_contribution_pence = models.BigIntegerField(null=True, blank=True)
    bedrooms = models.IntegerField(null=True, blank=True)
    out_of_area = models.BooleanField(null=True, blank=True)
    homelessness_case = models.ForeignKey(
        "records.HomelessnessCase", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    provider = models.ForeignKey(
        "records.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "temporary_accommodation_placement"

    def __str__(self) -> str:
        return self.address_line or self.source_key
