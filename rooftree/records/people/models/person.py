"""Tables: person, person name."""

from django.db import models
from django.db.models.functions import Left, Lower

from rooftree.records.people.rules import SORTED_LETTERS
from rooftree.records.provenance.models import MergedRecord, Record, history, likeness


@history("person")
class Person(MergedRecord):
    """One human being, once. Names, date of birth and keyed identity; nothing special-category."""

    full_name = models.TextField(null=True, blank=True)
    title = models.TextField(null=True, blank=True)
    given_name = models.TextField(null=True, blank=True)
    middle_name = models.TextField(null=True, blank=True)
    family_name = models.TextField(null=True, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    deceased_on = models.DateField(null=True, blank=True)
    ni_no_hmac = models.TextField(null=True, blank=True)
    ni_no_masked = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "person"
        indexes = (
            models.Index(
                Lower(Left("family_name", SORTED_LETTERS)),
                Lower(Left("given_name", SORTED_LETTERS)),
                "id",
                name="person_by_name",
                condition=models.Q(ended_on=None),
            ),
            likeness("full_name", name="person_like"),
        )

    def __str__(self) -> str:
        return self.full_name or self.source_key


@history("person_name")
class PersonName(Record):
    """A name a source system uses for a person."""

    person_ref = models.TextField(null=True, blank=True)
    alias_type = models.TextField(null=True, blank=True)
    alias_type_source = models.TextField(null=True, blank=True)
    title = models.TextField(null=True, blank=True)
    given_name = models.TextField(null=True, blank=True)
    middle_name = models.TextField(null=True, blank=True)
    family_name = models.TextField(null=True, blank=True)
    full_name = models.TextField(null=True, blank=True)
    person = models.ForeignKey("records.Person", models.DO_NOTHING, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "person_name"

    def __str__(self) -> str:
        return self.full_name or self.source_key
