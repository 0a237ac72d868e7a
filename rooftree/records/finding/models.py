"""The words by which records are found, and the dictionary of those words. Made again at any time."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class SearchEntry(models.Model):
    """The words of one home, block or person for as long as they were known.

    A home's and a block's words begin with "+", those of a person's homes with "@", those of a name with
    nothing: so one index tells them apart. First letters of words of its own are kept as well, after "*".
    """

    id = models.BigAutoField(primary_key=True)
    entity_type = models.TextField()
    entity_id = models.UUIDField()
    label = models.TextField()
    words = ArrayField(models.TextField())
    ended = models.BooleanField()
    weight = models.SmallIntegerField()
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "search_entry"
        indexes = (
            models.Index(fields=["entity_id"], name="search_entry_entity"),
            GinIndex(fields=["words"], name="search_entry_words", fastupdate=False),
        )

    def __str__(self) -> str:
        return self.label


class SearchWord(models.Model):
    """A word that names people or places, with how often; how it sounds, and itself less each letter."""

    word = models.TextField(primary_key=True, db_collation="C")
    names = models.IntegerField()
    places = models.IntegerField()
    sound = models.TextField(db_collation="C")
    shortened = ArrayField(models.TextField())

    class Meta:
        db_table = "search_word"
        indexes = (
            models.Index(fields=["sound"], name="search_word_sound"),
            GinIndex(fields=["shortened"], name="search_word_shortened", fastupdate=False),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_like", fastupdate=False),
        )

    def __str__(self) -> str:
        return self.word
