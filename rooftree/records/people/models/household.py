"""Tables: household, household member."""

from django.db import models

from rooftree.records.provenance.models import Record, history


@history("household")
class Household(Record):
    """The people on a tenancy, an application or a homelessness case."""

    household_ref = models.TextField(null=True, blank=True)
    kind = models.TextField(null=True, blank=True)
    kind_source = models.TextField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    size = models.IntegerField(null=True, blank=True)
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")
    housing_application = models.ForeignKey(
        "records.HousingApplication", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    homelessness_case = models.ForeignKey(
        "records.HomelessnessCase", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "household"

    def __str__(self) -> str:
        return self.household_ref or self.source_key


@history("household_member")
class HouseholdMember(Record):
    """One person in one household, for a time."""

    household_ref = models.TextField(null=True, blank=True)
    household_kind = models.TextField(null=True, blank=True)
    household_kind_source = models.TextField(null=True, blank=True)
    person_ref = models.TextField(null=True, blank=True)
    relationship = models.TextField(null=True, blank=True)
    relationship_source = models.TextField(null=True, blank=True)
    is_head = models.BooleanField(null=True, blank=True)
    is_tenancy_party = models.BooleanField(null=True, blank=True)
    is_main_tenant = models.BooleanField(null=True, blank=True)
    is_successor = models.BooleanField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(null=True, blank=True)
    party_starts_on = models.DateField(null=True, blank=True)
    party_ends_on = models.DateField(null=True, blank=True)
    age_stated = models.IntegerField(null=True, blank=True)
    household = models.ForeignKey(
        "records.Household", models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    tenancy = models.ForeignKey("records.Tenancy", models.DO_NOTHING, null=True, blank=True, related_name="+")
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "household_member"

    def __str__(self) -> str:
        return self.household_ref or self.source_key
