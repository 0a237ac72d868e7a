"""What the extracts of each of the ten nights say, as canonical rows. Everybody is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.nights import Row, people, units

NIGHTS = 10
WORKER = "07700 900123"
"""The telephone of a support worker, given for everybody whom they help."""
ALWAYS = range(1, NIGHTS + 1)
HELPED = tuple(f"helped-{at}" for at in range(12))
KNIGHT = {"ni_no": "QQ 11 22 33 A", "date_of_birth": date(1971, 3, 9)}
CORDER = {"ni_no": "QQ 22 33 44 B", "date_of_birth": date(1979, 5, 14)}
VAUGHAN = {"ni_no": "QQ 33 44 55 C", "date_of_birth": date(1962, 8, 21)}
ASTLEY = {"ni_no": "QQ 44 55 66 D", "date_of_birth": date(1990, 1, 30)}
HEFIN = {"ni_no": "QQ 55 66 77 A", "date_of_birth": date(1985, 10, 17)}


def tables(night: int) -> dict[str, Sequence[Row]]:
    """The canonical rows of one night."""
    cast = [*_wren(night), *_alike(), *_helped(), *_two_who_may_be_one(night), *_bridged(night)]
    return {"unit": units(34), "person": [*_come_and_go(night), *cast], **_papers(night)}


def one(system: str, key: str, name: str, **facts: Any) -> Row:
    """A row of somebody."""
    given, _, family = name.partition(" ")
    return {
        "source_system": system,
        "source_key": key,
        "given_name": given or None,
        "family_name": family or None,
    } | facts


def _home(at: int) -> Row:
    return {
        "home_ref": f"P{at:04d}",
        "home_address": f"{at} Lantern Street",
        "home_postcode": "ZZ4 2LH",
    }


def _come_and_go(night: int) -> list[Row]:
    """Twenty, of whom each is away for two nights in turn; from the third night on somebody new each night;
    from the fifth a household lives elsewhere, all of it; on the ninth a key is given to somebody else."""
    away = {f"nec-{night}", f"nec-{night - 1}"} if night > 1 else set()
    rows = [row | _home(int(row["source_key"][4:])) for row in people(20 + max(0, night - 2))]
    for at in range(3):
        given = ("Olwen", "Teilo", "Non")[at]
        born = {"date_of_birth": date(1980 + 12 * at, 2, 3 + at)}
        rows.append(one("nec", f"moved-{at}", f"{given} Prosser", **born, **_home(31 if night < 5 else 32)))
    lusk = one("nec", "used-again", "Bevan Lusk", date_of_birth=date(1940, 4, 4))
    orme = one("nec", "used-again", "Tamsin Orme", date_of_birth=date(1999, 9, 9))
    return [row for row in rows if row["source_key"] not in away] + [orme if night >= 9 else lusk]


def _wren(night: int) -> list[Row]:
    """A woman who takes another surname and another home on the fourth night; the register hears on the
    seventh."""
    born = {"date_of_birth": date(1980, 3, 14), "email": "wren@example.org", "phone": "07700 900301"}
    now, then = {"family_name": "Okoro", **_home(25)}, {"family_name": "Osier", **_home(21)}
    return [
        one("nec", "wren", "Wren", **born) | (now if night >= 4 else then),
        one("locata", "wren", "Wren", **born) | (now if night >= 7 else then),
    ]


def _alike() -> list[Row]:
    """Twins; a father and his son of one name, whom the register knows too; a birthday with day and month
    the other way round."""
    twins = {"date_of_birth": date(2001, 6, 2), "phone": "07700 900302", **_home(22)}
    pryce = {"phone": "01632 960301", **_home(23)}
    swapped = {"email": "mair@example.org", **_home(27)}
    return [
        one("nec", "twin-1", "Idris Hale", **twins),
        one("nec", "twin-2", "Ivor Hale", **twins),
        one("nec", "father", "Alun Pryce", date_of_birth=date(1951, 7, 7), **pryce),
        one("nec", "son", "Alun Pryce", date_of_birth=date(1983, 11, 12), **pryce),
        one("locata", "son", "Alun Pryce", date_of_birth=date(1983, 11, 12), **pryce),
        one("nec", "mair", "Mair Ellis", date_of_birth=date(1980, 4, 3), **swapped),
        one("locata", "mair", "Mair Ellis", date_of_birth=date(1980, 3, 4), **swapped),
    ]


def _helped() -> list[Row]:
    """Twelve people with one support worker, whose telephone each of them gives."""
    return [
        row | {"source_key": key, "phone": WORKER}
        for key, row in zip(HELPED, people(52, system="locata")[40:], strict=True)
    ]


def _two_who_may_be_one(night: int) -> list[Row]:
    """Pairs of whom one number says that they are one from the second or the third night on."""
    told = night >= 2
    sally = one("locata", "sally", "Sally Marrow", **(KNIGHT if 2 <= night < 5 else {}), **_home(28))
    rows = [
        one("nec", "sal", "Sal Merrow", **(KNIGHT if told else {}), **_home(26)),
        *([] if night == 8 else [sally]),
        one("nec", "dai", "Dai Vaughan", **(VAUGHAN if told else {}), **_home(29)),
        one("nec", "david", "David Vaughn", **(VAUGHAN if told else {}), **_home(30)),
        one("locata", "rhiannon", "Rhiannon Corda", **CORDER, home_postcode="ZZ9 1AA"),
        one("nec", "gwen", "Gwen Astley", **ASTLEY, **_home(33)),
        one("locata", "gwen", "Gwen Astley", **ASTLEY),
    ]
    if told:
        rows.append(one("nec", "rhian", "Rhian Corder", **(CORDER if night >= 3 else {}), **_home(24)))
    return rows


def _bridged(night: int) -> list[Row]:
    """Two whom nothing joins, until on the sixth night a new row fits both; and on the fifth one that fits
    two whom a steward said to be different."""
    rows = [
        one("nec", "hefin", "Hefin Rowe", **HEFIN),
        one("locata", "rowan", "Tegid Rowan", date_of_birth=HEFIN["date_of_birth"], **_home(34)),
    ]
    if night >= 5:
        rows.append(one("oneserve", "any-vaughan", "", **VAUGHAN))
    if night >= 6:
        rows.append(one("oneserve", "bridge", "Tegid Rowan", **HEFIN, **_home(34)))
    return rows


def _papers(night: int) -> dict[str, Sequence[Row]]:
    """The tenancies of Rhian and of Gwen, with who is on them, how two are reached, what Rhiannon needs."""
    tenants = (("T1", "gwen", "P0033"), *((("T2", "rhian", "P0024"),) if night >= 2 else ()))
    nec = {"source_system": "nec"}
    begun = {"starts_on": date(2020, 4, 6)}
    return {
        "tenancy": [
            nec | begun | {"source_key": ref, "tenancy_ref": ref, "unit_ref": home, "tenure": "secure"}
            for ref, _, home in tenants
        ],
        "tenancy_unit": [
            nec | begun | {"source_key": f"{ref}/1", "tenancy_ref": ref, "unit_ref": home}
            for ref, _, home in tenants
        ],
        "household": [
            nec | begun | {"source_key": f"tenancy/{ref}", "household_ref": ref, "kind": "tenancy"}
            for ref, _, _ in tenants
        ],
        "household_member": [
            nec
            | begun
            | {"source_key": f"{who}/{ref}", "household_ref": ref, "household_kind": "tenancy"}
            | {"household_key": f"tenancy/{ref}", "person_ref": who, "is_main_tenant": True}
            | {"is_tenancy_party": True}
            for ref, who, _ in tenants
        ],
        "communication": [
            {"source_system": system, "source_key": f"{who}/1", "person_ref": who}
            | {"medium": "mobile", "value": said, "value_normal": said.replace(" ", "")}
            for system, who, said in (
                ("locata", "rhiannon", "07700 900303"),
                ("locata", "gwen", "07700 900304"),
            )
        ],
        "person_alert": [
            {"source_system": "locata", "source_key": "need/1", "person_ref": "rhiannon"}
            | {"code": "hearing_impairment", "source_text": "Needs a doorbell that flashes"}
        ],
    }
