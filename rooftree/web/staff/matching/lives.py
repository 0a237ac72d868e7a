"""What two people’s lives tell of whether they are one: where they live, with whom, how they are reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held
from rooftree.web.staff.matching.values import Line, Value, agree, each
from rooftree.web.staff.names import name_of, short_address


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a person; all of it, or what one system says."""

    page: PersonPage | None
    system: str = ""

    def of(self, rows: Iterable[Held]) -> list[Held]:
        """Those of its rows that are asked for."""
        return [one for one in rows if self.system in ("", one.lineage.system)]


def lives(first: Life, second: Life) -> list[Line]:
    """Where and with whom they live, and how they are reached: what names alone do not tell."""
    told = {
        "Lives at": _homes,
        "Address given": _addresses,
        "Lives with": _household,
        "Reached at": _reached,
    }
    found = []
    for words_of, values in told.items():
        ours, theirs = ([] if one.page is None else values(one, one.page) for one in (first, second))
        found.append(Line(words_of, ours, theirs, agree(ours, theirs)))
    return found


def _homes(life: Life, page: PersonPage) -> list[Value]:
    stays = [(one, page.homes.get(one.link("unit"))) for one in life.of(page.tenancies_now)]
    return _told([(short_address(home), one) for one, home in stays if home])


def _addresses(life: Life, page: PersonPage) -> list[Value]:
    """Where they said that they are: what a row was linked by, where no tenancy is."""
    rows = [one for one in life.of(page.records["address"]) if not one.ended_on]
    return _told([(_in_a_line(one), one) for one in rows])


def _in_a_line(address: Held) -> str:
    line, postcode = address.text("line"), address.text("postcode")
    return ", ".join(part for part in (line, "" if postcode in line else postcode) if part)


def _household(life: Life, page: PersonPage) -> list[Value]:
    here = [one for one in page.lives_with if one.now and one.person and life.of([one.member])]
    return _told([(name_of(one.person), one.member) for one in here if one.person])


def _reached(life: Life, page: PersonPage) -> list[Value]:
    return _told(
        [(one.text("value"), one) for one in life.of(page.records["communication"]) if not one.ended_on]
    )


def _told(rows: Iterable[tuple[str, Held]]) -> list[Value]:
    return each([(says, one.lineage.system, one.lineage.extracted_at) for says, one in rows if says])
