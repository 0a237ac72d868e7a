"""What matching may rely on, and the words for how a link was made. Knows no method and no database."""

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """What a source row can be linked to."""

    PERSON = "person"
    HOME = "unit"
    BLOCK = "property"
    SITE = "site"


class Method(StrEnum):
    """How a link was made, strongest first."""

    ALONE = "no other row like it"
    PROPERTY_REFERENCE = "property reference"
    ALTERNATIVE_REFERENCE = "alternative reference"
    REFERENCE_AS_UPRN = "property reference given as UPRN"
    UPRN_AS_REFERENCE = "UPRN given as reference"
    UPRN = "UPRN"
    ADDRESS = "address and postcode"
    MESSY_ADDRESS = "address, however it is written"
    NINO = "National Insurance number and date of birth"
    NAME_BIRTH_HOME = "full name, date of birth and home"
    NAME_OF_PLACE = "name of the place"
    WEIGHED = "weighed evidence"


ANCHORS = ("nec", "keystone")
"""Systems in which one reference is one home: two of their rows are never made one by themselves."""

SHARE_REFERENCES = ("nec", "keystone", "oneserve")
"""Systems whose references are the landlord's property references (a placement id is not)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against two being one, and how much where the method weighs."""

    says: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two ids that may be one, for a person to decide: who or what says so, how strongly, and why."""

    entity_type: str
    first_id: str
    second_id: str
    method: str
    weight: float | None = None
    model_version: str = ""
    evidence: tuple[Evidence, ...] = ()
