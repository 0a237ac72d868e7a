"""Tables: component, survey, decent homes result, room."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("asset_component")
class AssetComponent(Record):
    """A part of a home or block with its age, life and how we know."""

    asset_ref = models.TextField(null=True, blank=True)
    element = models.TextField(null=True, blank=True)
    component = models.TextField(null=True, blank=True)
    attribute = models.TextField(null=True, blank=True)
    location = models.TextField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    quantity_unit = models.TextField(null=True, blank=True)
    installed_year = models.IntegerField(null=True, blank=True)
    life_years = models.IntegerField(null=True, blank=True)
    renewal_year = models.IntegerField(null=True, blank=True)
    remaining_life_years = models.IntegerField(null=True, blank=True)
    condition = models.TextField(null=True, blank=True)
    provenance = models.TextField(null=True, blank=True)
    provenance_source = models.TextField(null=True, blank=True)
    surveyed_on = models.DateField(null=True, blank=True)
    surveyor = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "asset_component"

    def __str__(self) -> str:
        return self.asset_ref or self.source_key


@history("survey")
class Survey(Record):
    """A visit to record condition, hazards or energy performance."""

    survey_ref = models.TextField(null=True, blank=True)
    asset_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    surveyed_on = models.DateField(null=True, blank=True)
    surveyor = models.TextField(null=True, blank=True)
    access = models.TextField(null=True, blank=True)
    access_source = models.TextField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "survey"

    def __str__(self) -> str:
        return self.survey_ref or self.source_key


@history("decent_home")
class DecentHome(Record):
    """How a home stands against one criterion of the Decent Homes Standard."""

    asset_ref = models.TextField(null=True, blank=True)
    criterion = models.TextField(null=True, blank=True)
    result = models.TextField(null=True, blank=True)
    result_source = models.TextField(null=True, blank=True)
    fail_year = models.IntegerField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")
    block = models.ForeignKey("records.Property", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "decent_home"

    def __str__(self) -> str:
        return self.asset_ref or self.source_key


@history("room")
class Room(Record):
    """A room and its floor area."""

    asset_ref = models.TextField(null=True, blank=True)
    room_type = models.TextField(null=True, blank=True)
    floor_area_m2 = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "room"

    def __str__(self) -> str:
        return self.asset_ref or self.source_key
