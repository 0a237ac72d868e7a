"""What is found about a home when the systems' lists are held beside each other, and what of it is open."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.refusals.rules import Reason
from rooftree.reference.register.rules import StockScope

Facts = Mapping[str, str]
"""What each system says, by system."""
LISTED = "listed"
"""Said of a home by a system whose list gives no status: it counts the home among those that stand."""
OWNERSHIP = "ownership:"
"""Marks a value that says who owns a home, where others say its tenure."""
LONGEST_REASON = 2000
NUMBER = re.compile(r"\d{1,9}")
FLAT = re.compile(r"^(flat|apartment|maisonette|bedsit|room|studio|garage)\s+\w+,?\s*", re.IGNORECASE)
BEFORE_THE_STREET = re.compile(r"^(?:[^,0-9]+,\s*)?[0-9]+[a-z]?,?\s+", re.IGNORECASE)


class Finding(StrEnum):
    """What can be found about a home."""

    MISSING = "missing"
    """A system that should know it does not list it."""
    DIFFERS = "differs"
    """The systems that list it say different things."""


class Concern(NamedTuple):
    """One thing found about a home: missing from a system, or differing on a fact."""

    finding: Finding
    about: str

    @property
    def code(self) -> str:
        """As it is stored: `missing:oneserve`, `differs:uprn`."""
        return f"{self.finding}:{self.about}"


class Decided(StrEnum):
    """What a person can decide about something found."""

    SOLD = "sold"
    DEMOLISHED = "demolished"
    NOT_OURS = "not_ours"
    TO_BE_ADDED = "to_be_added"
    RIGHT = "right"

    @property
    def words(self) -> str:
        """The decision as pages call it."""
        return _WORDS[self]


_WORDS = {
    Decided.SOLD: "Sold",
    Decided.DEMOLISHED: "Demolished",
    Decided.NOT_OURS: "Not ours",
    Decided.TO_BE_ADDED: "To be added",
    Decided.RIGHT: "Right as it is",
}


@dataclass(frozen=True, slots=True)
class Home:
    """One home as the systems list it. `kind` and `status` are those shown, by the system of record."""

    kind: str | None
    status: str | None
    said: Mapping[str, Mapping[str, str | None]]
    """By system that lists it: its `status`, `tenure` and `ownership`."""
    apart: Mapping[str, Facts] = field(default_factory=dict)
    """By fact on which systems disagree: what each says."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything found about a home, parted by what has become of it."""

    open: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    """Those of `open` about which somebody decided when the facts were others."""
    unsure: tuple[str, ...] = ()
    """Missing from a list that is older than it should be: nobody can say."""


def concern(code: str) -> Concern | None:
    """The concern that a code stands for; nothing when it is none."""
    finding, colon, about = code.partition(":")
    if not (colon and about and finding in set(Finding)):
        return None
    return Concern(Finding(finding), about)


def found(home: Home, scope: StockScope, *, compared: Collection[str]) -> dict[str, dict[str, str]]:
    """By concern, the facts it is about. `compared` are the systems whose lists are there at all."""
    return _missing(home, scope, compared) | _differing(home, scope)


def _missing(home: Home, scope: StockScope, compared: Collection[str]) -> dict[str, dict[str, str]]:
    if home.status in scope.gone or _is_of_others(home, scope):
        return {}
    whole = {system: said for system, said in home.said.items() if _whole(system, scope)}
    facts = {system: _word(said["status"], scope) for system, said in sorted((whole or home.said).items())}
    return {
        Concern(Finding.MISSING, one.system).code: dict(facts)
        for one in scope.lists.values()
        if one.whole
        and one.system in compared
        and one.system not in home.said
        and home.kind not in one.not_kinds
    }


def _is_of_others(home: Home, scope: StockScope) -> bool:
    """That only systems which place people in others' homes list it, and it is of such a kind."""
    lists = [scope.lists[system] for system in home.said if system in scope.lists]
    return bool(lists) and all(home.kind in one.others_kinds for one in lists)


def _word(status: str | None, scope: StockScope) -> str:
    """Whether a list has the home as standing or as gone; let or empty is not what a gap turns on."""
    return status if status in scope.gone and status else LISTED


def _differing(home: Home, scope: StockScope) -> dict[str, dict[str, str]]:
    apart: dict[str, dict[str, str]] = {
        fact: dict(sorted(said.items())) for fact, said in home.apart.items() if fact in scope.compared
    }
    apart.pop("status", None)
    apart.pop("tenure", None)
    if "status" in scope.compared and (status := _status_apart(home, scope)):
        apart["status"] = status
    if "tenure" in scope.compared and (tenure := _tenure_apart(home, scope)):
        apart["tenure"] = tenure
    return {Concern(Finding.DIFFERS, fact).code: apart[fact] for fact in scope.compared if fact in apart}


def _status_apart(home: Home, scope: StockScope) -> dict[str, str] | None:
    """Gone by one list and standing by another; or different words for how it stands or went."""
    said = {system: one["status"] or LISTED for system, one in sorted(home.said.items())}
    whole = {system: word for system, word in said.items() if _whole(system, scope)}
    gone = {system: word for system, word in whole.items() if word in scope.gone}
    if gone and len(gone) < len(whole):
        return whole
    if gone:
        exact = {word for word in gone.values() if word not in scope.gone_vaguely}
        return gone if len(exact) > 1 else None
    told = home.apart.get("status")
    return dict(sorted(told.items())) if told else None


def _whole(system: str, scope: StockScope) -> bool:
    return system in scope.lists and scope.lists[system].whole


def _tenure_apart(home: Home, scope: StockScope) -> dict[str, str] | None:
    """Different tenures, or one that who owns the home (by another system) does not allow."""
    tenures = {system: one["tenure"] for system, one in sorted(home.said.items()) if one["tenure"]}
    owners = {system: one["ownership"] for system, one in sorted(home.said.items()) if one["ownership"]}
    apart = len(set(tenures.values())) > 1
    for owner in owners.values():
        allowed = scope.tenures_of_ownership.get(owner or "")
        apart = apart or (allowed is not None and any(one not in allowed for one in tenures.values()))
    if not apart:
        return None
    marked = {system: f"{OWNERSHIP}{owner}" for system, owner in owners.items() if system not in tenures}
    return dict(sorted((marked | {system: str(one) for system, one in tenures.items()}).items()))


def standing(
    facts: Mapping[str, Facts], decisions: Mapping[str, Facts], *, unsure: Collection[str] = ()
) -> Standing:
    """What is open and what is decided. A decision holds while the facts it was made about are the same.

    `decisions` has, by concern, the facts of the decision in force; `unsure` the systems whose list is old.
    """
    doubtful = {Concern(Finding.MISSING, system).code for system in unsure}
    sure = [code for code in facts if code not in doubtful]
    decided = [code for code in sure if code in decisions and dict(decisions[code]) == dict(facts[code])]
    still = [code for code in sure if code not in decided]
    return Standing(
        open=tuple(still),
        decided=tuple(decided),
        again=tuple(code for code in still if code in decisions),
        unsure=tuple(code for code in facts if code in doubtful),
    )


def speakers(codes: Collection[str], facts: Mapping[str, Facts]) -> tuple[str, ...]:
    """The systems that say something on the differing ones among some concerns."""
    differing = [code for code in codes if code.startswith(f"{Finding.DIFFERS}:")]
    return tuple(sorted({system for code in differing for system in facts.get(code, ())}))


def may_decide(viewer: Viewer) -> bool:
    """What a gap between lists means is decided by those who answer for the data; all others see it."""
    return viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)


def why_not(decision: str, reason: str, codes: Collection[str]) -> tuple[Reason, ...]:
    """Why a decision cannot be recorded; empty when it can."""
    reasons = []
    if decision not in set(Decided):
        reasons.append(Reason("decision", "Choose what you have decided."))
    elif decision == Decided.TO_BE_ADDED and not any(
        code.startswith(f"{Finding.MISSING}:") for code in codes
    ):
        reasons.append(
            Reason(
                "decision-add",
                "“To be added” is for homes that a list leaves out.",
                "Choose another decision, or a system from which the home is missing.",
            )
        )
    if not reason.strip():
        reasons.append(Reason("reason", "Say why, so that the next reader need not ask."))
    if len(reason) > LONGEST_REASON:
        reasons.append(
            Reason(
                "reason-long",
                f"The reason has {len(reason):,} characters.",
                f"Say it in {LONGEST_REASON:,} or fewer.",
            )
        )
    if not codes:
        reasons.append(Reason("concerns", "Choose what the decision is about."))
    return tuple(reasons)


def reading_order(address: str | None) -> str:
    """A text by which addresses sort as people read them: street, number as a number, block, flat."""
    line = " ".join((address or "").split())
    if not line:
        return "~"
    in_the_street = FLAT.sub("", line)
    street = BEFORE_THE_STREET.sub("", in_the_street)
    numbers = NUMBER.search(in_the_street), NUMBER.search(line)
    padded = " ".join(f"{int(one.group()):09d}" if one else "0" * 9 for one in numbers)
    return f"{street.lower()} {padded} {line.lower()}"[:300]
