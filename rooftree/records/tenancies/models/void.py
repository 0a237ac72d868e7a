"""Tables: void, status history, letting."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("void")
class Void(Record):
    """A time in which a home is empty."""

    void_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    void_class = models.TextField(null=True, blank=True)
    void_class_source = models.TextField(null=True, blank=True)
    path = models.TextField(null=True, blank=True)
    path_source = models.TextField(null=True, blank=True)
    lettable_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    last_event = models.TextField(null=True, blank=True)
    last_event_source = models.TextField(null=True, blank=True)
    last_event_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "void"

    def __str__(self) -> str:
        return self.void_ref or self.source_key


@history("status_history")
class StatusHistory(Record):
    """The steps of a void, in order."""

    void_ref = models.TextField(null=True, blank=True)
    code = models.TextField(null=True, blank=True)
    code_source = models.TextField(null=True, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    void = models.ForeignKey("records.Void", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "status_history"

    def __str__(self) -> str:
        return self.void_ref or self.source_key


@history("letting")
class Letting(Record):
    """The start of a tenancy in a home, with the void it ended."""

    tenancy_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    void_ref = models.TextField(null=True, blank=True)
    let_on = models.DateField(null=True, blank=True)
    source = models.TextField(null=True, blank=True)
    source_source = models.TextField(null=True, blank=True)
    tenure = models.TextField(null=True, blank=True)
    tenure_source = models.TextField(null=True, blank=True)
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    void = models.ForeignKey("records.Void", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "letting"

    def __str__(self) -> str:
        return self.tenancy_ref or self.source_key
