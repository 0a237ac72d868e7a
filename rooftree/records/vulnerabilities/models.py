"""What a source system flags about a person's needs, not yet reviewed by us; special category."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("person_alert")
class PersonAlert(Record):
    """What a source system flags about a person's needs, not yet reviewed by us.

    Special category: shown on no page yet.
    """

    person_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    case_ref = models.TextField(null=True, blank=True)
    code = models.TextField(null=True, blank=True)
    code_source = models.TextField(null=True, blank=True)
    person_no = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    duration_type = models.TextField(null=True, blank=True)
    duration_type_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    source_text = models.TextField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    homelessness_case = models.ForeignKey(
        "records.HomelessnessCase", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "person_alert"

    def __str__(self) -> str:
        return self.person_ref or self.source_key
