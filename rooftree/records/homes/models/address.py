"""An address as one system holds it, with its parts."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("address")
class Address(Record):
    """An address as one system holds it, with its parts."""

    object_ref = models.TextField(null=True, blank=True)
    object_type = models.TextField(null=True, blank=True)
    object_type_source = models.TextField(null=True, blank=True)
    role = models.TextField(null=True, blank=True)
    role_source = models.TextField(null=True, blank=True)
    line = models.TextField(null=True, blank=True)
    sub_building = models.TextField(null=True, blank=True)
    building = models.TextField(null=True, blank=True)
    number = models.TextField(null=True, blank=True)
    street = models.TextField(null=True, blank=True)
    area = models.TextField(null=True, blank=True)
    town = models.TextField(null=True, blank=True)
    county = models.TextField(null=True, blank=True)
    postcode = models.TextField(null=True, blank=True)
    postcode_as_given = models.TextField(null=True, blank=True)
    uprn = models.TextField(null=True, blank=True)
    uprn_as_given = models.TextField(null=True, blank=True)
    easting = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    northing = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "address"

    def __str__(self) -> str:
        return self.line or self.source_key
