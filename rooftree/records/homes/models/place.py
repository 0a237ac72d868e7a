"""Tables: estate or area, block."""

from django.db import models

from rooftree.records.provenance.models import MergedRecord, history, likeness, spelling


@history("site")
class Site(MergedRecord):
    """An estate, patch or other area that homes belong to."""

    code = models.TextField(null=True, blank=True)
    name = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    parent_ref = models.TextField(null=True, blank=True)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "site"

    def __str__(self) -> str:
        return self.name or self.source_key


@history("property")
class Property(MergedRecord):
    """A block or building that holds homes or shared parts."""

    asset_ref = models.TextField(null=True, blank=True)
    alternative_ref = models.TextField(null=True, blank=True)
    name = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    uprn = models.TextField(null=True, blank=True)
    address_line = models.TextField(null=True, blank=True)
    postcode = models.TextField(null=True, blank=True)
    site_ref = models.TextField(null=True, blank=True)
    parent_ref = models.TextField(null=True, blank=True)
    built_year = models.IntegerField(null=True, blank=True)
    storeys = models.IntegerField(null=True, blank=True)
    height_m = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    site = models.ForeignKey("records.Site", models.DO_NOTHING, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "property"
        indexes = (
            spelling("asset_ref", name="property_asset_ref"),
            spelling("uprn", name="property_uprn"),
            likeness("name", name="property_like"),
        )

    def __str__(self) -> str:
        return self.name or self.source_key
