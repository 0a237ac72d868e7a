"""Why two may be one, in words: what speaks for it and against, and what that comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.matching.review.queries.one import Question
from rooftree.records.matching.rules import EntityType, Evidence
from rooftree.web.staff.matching.words import signed

NOT_JOINED = "Not joined: "
"""How the line begins that says why a run did not join what weighs enough."""


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """The lines, each with what it weighs, as a page shows them; the whole; and what else is to be said."""

    lines: Sequence[tuple[str, str]]
    whole: str = ""
    why_not: str = ""
    """Why a run did not join the two, where they weigh enough to be one."""
    by: str = ""


def evidence_told(question: Question) -> EvidenceTold | None:
    """What a run found; nothing where no run did."""
    doubt = question.doubt
    if doubt is None:
        return None
    why_not = [one for one in doubt.evidence if one.says.startswith(NOT_JOINED)]
    rest = [one for one in doubt.evidence if one not in why_not]
    lines = [_line(one) for one in rest] or [(f"The same {doubt.method}", "")]
    if doubt.weight is None:
        return EvidenceTold(lines)
    begins = sum(one.weight for one in rest if one.weight is not None)
    if question.entity_type == EntityType.PERSON and any(one.weight is not None for one in rest):
        lines.append(("To begin with: of all pairs, few are one", signed(doubt.weight - begins)))
    return EvidenceTold(
        lines,
        whole=signed(doubt.weight),
        why_not=" ".join(one.says.removeprefix(NOT_JOINED) for one in why_not),
        by=_by(doubt.model_version),
    )


def _line(one: Evidence) -> tuple[str, str]:
    return one.says, "" if one.weight is None else signed(one.weight)


def _by(model: str) -> str:
    """By what it was weighed: a model, whose version is one word, or typical figures."""
    if not model:
        return ""
    return (
        "Weighed with typical figures, for want of enough rows of your own."
        if " " in model
        else f"Weighed by model {model}."
    )
