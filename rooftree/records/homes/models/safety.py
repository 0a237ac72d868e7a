"""Tables: location alert, certificate, hazard."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("location_alert")
class LocationAlert(Record):
    """Something about a place that a visitor must know, such as asbestos."""

    asset_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    location = models.TextField(null=True, blank=True)
    material = models.TextField(null=True, blank=True)
    material_type = models.TextField(null=True, blank=True)
    score = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    action = models.TextField(null=True, blank=True)
    inspected_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "location_alert"

    def __str__(self) -> str:
        return self.asset_ref or self.source_key


@history("certification")
class Certification(Record):
    """A safety check or certificate of a home or block, or the fact that none is required."""

    asset_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    number = models.TextField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    result = models.TextField(null=True, blank=True)
    result_source = models.TextField(null=True, blank=True)
    contractor_name = models.TextField(null=True, blank=True)
    remedial_count = models.IntegerField(null=True, blank=True)
    not_required = models.BooleanField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")
    site = models.ForeignKey("records.Site", models.DO_NOTHING, null=True, blank=True, related_name="+")
    contractor = models.ForeignKey(
        "records.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "certification"
        indexes = (
            models.Index(
                models.F("expires_on"),
                models.F("id"),
                name="certification_by_expires",
                condition=models.Q(ended_on=None),
            ),
            models.Index(
                fields=["unit", "kind", "issued_on", "id"],
                include=["not_required"],
                name="certification_in_force",
                condition=models.Q(ended_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.number or self.source_key


@history("hazard_report")
class HazardReport(Record):
    """A housing health and safety hazard found in a home."""

    asset_ref = models.TextField(null=True, blank=True)
    survey_ref = models.TextField(null=True, blank=True)
    scheme = models.TextField(null=True, blank=True)
    hazard_code = models.TextField(null=True, blank=True)
    category = models.TextField(null=True, blank=True)
    band = models.TextField(null=True, blank=True)
    found_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")
    survey = models.ForeignKey("records.Survey", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "hazard_report"

    def __str__(self) -> str:
        return self.asset_ref or self.source_key
