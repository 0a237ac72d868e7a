"""Tables: housing application, bid, offer."""

from django.db import models

from rooftree.records.provenance.models import Record, history, spelling


@history("housing_application")
class HousingApplication(Record):
    """A household's place on the housing register."""

    application_ref = models.TextField(null=True, blank=True)
    person_ref = models.TextField(null=True, blank=True)
    band = models.TextField(null=True, blank=True)
    band_source = models.TextField(null=True, blank=True)
    band_on = models.DateField(null=True, blank=True)
    bedroom_need = models.IntegerField(null=True, blank=True)
    status = models.TextField(null=True, blank=True)
    status_source = models.TextField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    tenancy_ref = models.TextField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "housing_application"
        indexes = (spelling("application_ref", name="housing_application_applicati"),)

    def __str__(self) -> str:
        return self.tenancy_ref or self.source_key


@history("bid")
class Bid(Record):
    """A bid for an advertised home."""

    application_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    cycle = models.TextField(null=True, blank=True)
    bid_on = models.DateField(null=True, blank=True)
    rank = models.IntegerField(null=True, blank=True)
    housing_application = models.ForeignKey(
        "records.HousingApplication", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "bid"

    def __str__(self) -> str:
        return self.application_ref or self.source_key


@history("offer")
class Offer(Record):
    """An offer of a home, and what came of it."""

    application_ref = models.TextField(null=True, blank=True)
    unit_ref = models.TextField(null=True, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(null=True, blank=True)
    outcome_source = models.TextField(null=True, blank=True)
    refusal_reason = models.TextField(null=True, blank=True)
    housing_application = models.ForeignKey(
        "records.HousingApplication", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("records.Unit", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "offer"

    def __str__(self) -> str:
        return self.application_ref or self.source_key
