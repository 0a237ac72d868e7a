"""What a row lacks by which it could have been matched; and how far rows have moved since training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LACKS = {
    "date_of_birth": "No date of birth",
    "ni_no": "No National Insurance number",
    "contact": "No telephone and no email",
    "given_name": "No first name",
    "initial": "Only an initial",
    "family_name": "No surname",
    "uprn": "No UPRN",
    "address_line": "No address",
    "postcode": "No postcode",
}
RULES = {
    "date_of_birth": "person.date_of_birth.required",
    "contact": "person.tenant.reachable",
    "given_name": "person.given_name.required",
    "initial": "person.given_name.whole",
    "family_name": "person.family_name.required",
    "uprn": "unit.uprn.required",
    "address_line": "unit.address_line.required",
    "postcode": "unit.postcode.required",
}
"""The rule of the recording standard that asks for each: its exceptions get rows mended."""
CALLED = {
    "first_name": "first name",
    "middle": "middle name",
    "dob": "date of birth",
    "nino": "National Insurance number",
    "phone": "telephone number",
    "email": "e-mail address",
    "home": "home of ours",
}
"""What a model's figures call a field, in words."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One share then and now, of a hundred."""

    name: str
    then: float
    now: float

    @property
    def by(self) -> float:
        """How far it moved."""
        return round(self.now - self.then, 1)


def moved(then: Mapping[str, object], now: Mapping[str, object]) -> list[Moved]:
    """Every share that was known at training and is known now: fields filled, and rows linked."""
    found = [
        Moved(CALLED.get(name, name), before, after)
        for name, before, after in _both(then.get("filled"), now.get("filled"))
    ]
    linked = _both({"linked": then.get("linked")}, {"linked": now.get("linked")})
    return found + [Moved("linked with another row", before, after) for _, before, after in linked]


def _both(then: object, now: object) -> list[tuple[str, float, float]]:
    if not isinstance(then, Mapping) or not isinstance(now, Mapping):
        return []
    return [
        (name, round(100 * value, 1), round(100 * now[name], 1))
        for name, value in then.items()
        if isinstance(value, int | float) and isinstance(now.get(name), int | float)
    ]


def drift(found: Sequence[Moved], *, points: int) -> str:
    """What has moved further than is let be since training, in a sentence; no text where nothing has."""
    far = sorted((one for one in found if abs(one.by) > points), key=lambda one: -abs(one.by))
    if not far:
        return ""
    one = far[0]
    more = f", and {len(far) - 1} more" if len(far) > 1 else ""
    way = "up" if one.by > 0 else "down"
    called = one.name[:1].upper() + one.name[1:]
    return f"{called} went {way} by {abs(one.by):g} points since training{more}: train anew."
