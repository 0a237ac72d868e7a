"""A home, garage or other unit that is let, sold or managed."""

from django.db import models

from rooftree.records.homes.as_read import as_read
from rooftree.records.provenance.models import MergedRecord, history, likeness, spelling


@history("unit")
class Unit(MergedRecord):
    """A home, garage or other unit that is let, sold or managed."""

    asset_ref = models.TextField(null=True, blank=True)
    alternative_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    status_since = models.DateField(null=True, blank=True)
    ownership = models.TextField(null=True, blank=True)
    ownership_source = models.TextField(null=True, blank=True)
    stock_source = models.TextField(null=True, blank=True)
    stock_source_source = models.TextField(null=True, blank=True)
    tenure = models.TextField(null=True, blank=True)
    tenure_source = models.TextField(null=True, blank=True)
    residential = models.BooleanField(null=True, blank=True)
    bedrooms = models.IntegerField(null=True, blank=True)
    floor_level = models.TextField(null=True, blank=True)
    uprn = models.TextField(null=True, blank=True)
    address_line = models.TextField(null=True, blank=True)
    postcode = models.TextField(null=True, blank=True)
    parent_ref = models.TextField(null=True, blank=True)
    area_code = models.TextField(null=True, blank=True)
    acquired_on = models.DateField(null=True, blank=True)
    constructed_on = models.DateField(null=True, blank=True)
    built_year = models.IntegerField(null=True, blank=True)
    managed_until = models.DateField(null=True, blank=True)
    floor_area_m2 = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")
    site = models.ForeignKey("records.Site", models.DO_NOTHING, null=True, blank=True, related_name="+")
    area = models.ForeignKey("records.Site", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "unit"
        indexes = (
            models.Index(*as_read(), "id", name="unit_as_read", condition=models.Q(ended_on=None)),
            spelling("asset_ref", name="unit_asset_ref"),
            spelling("alternative_ref", name="unit_alternative_ref"),
            spelling("uprn", name="unit_uprn"),
            models.Index(fields=["postcode"], name="unit_postcode"),
            likeness("address_line", name="unit_like"),
        )

    def __str__(self) -> str:
        return self.address_line or self.source_key
