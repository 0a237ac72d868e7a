"""The rules of the standard as a list, and one rule as it stands."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk.freshness import title_of
from rooftree.engine.checking.kinds import Kind as CheckKind
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.telling import facts, told
from rooftree.reference.standard.quality.parts import Part, PartKind, rule_in
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.quality.rules import Rule, may_approve, may_propose
from rooftree.reference.standard.queries import contracts
from rooftree.web.components.parts import Kind, Status
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.visibility import visible_to_staff

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One filter: its name, what it is called, each choice with how many rules it has, the one chosen."""

    name: str
    label: str
    choices: Sequence[tuple[str, str, int]]
    chosen: str


BY: dict[str, tuple[str, Callable[[Rule], str], Callable[[str], str]]] = {
    "table": ("Table", lambda rule: rule.id.partition(".")[0], words.table),
    "severity": (
        "Severity",
        lambda rule: rule.severity.value,
        lambda name: name.replace("_", " ").capitalize(),
    ),
    "dimension": ("Side of quality", lambda rule: rule.dimension.value, str.capitalize),
    "kind": ("Kind", lambda rule: rule.check.kind.value, lambda name: words.KINDS[_kind(name)][0]),
    "mended": ("Mended in", lambda rule: rule.mend_in or "own", lambda name: _system(name)),
    "use": ("In use", lambda rule: "yes" if rule.active else "no", str.capitalize),
}


@visible_to_staff
@require_safe
def rules(request: StaffRequest) -> HttpResponse:
    """Every rule in force, narrowed as the address says."""
    held = standard_in_force()
    chosen = {name: request.GET.get(name, "") for name in BY}
    text = request.GET.get("q", "").strip()[:100]
    every = [rule for _, rule in sorted(held.rules.items())]
    found = [rule for rule in every if _fits(rule, chosen) and _has(rule, text)]
    number = request.GET.get("page", "1")
    page = Paginator(found, A_PAGE).get_page(number)
    draft = editing.open_draft(viewer=request.viewer)
    context = {
        "nav": "standard",
        "heading": _heading(len(found), len(every), held.number),
        "held": held,
        "text": text,
        "filters": [_narrowed(name, every, chosen[name]) for name in BY],
        "lines": [(rule, words.severity(rule.severity), _line(rule)) for rule in page],
        "page": page,
        "any": bool(text or any(chosen.values())),
        "draft": draft,
        "draft_count": len(draft.differences()) if draft else 0,
        "waiting": [one for one in editing.proposals(viewer=request.viewer) if one.state == "proposed"],
        "offered": _offered(request) if may_propose(request.viewer) else 0,
        "may_edit": may_propose(request.viewer),
        "may_decide": may_approve(request.viewer),
    }
    return render(request, "staff/standard/rules.html", context)


def _offered(request: StaffRequest) -> int:
    return len(editing.not_gathered(editing.offered(), viewer=request.viewer))


@visible_to_staff
@require_safe
def rule(request: StaffRequest, name: str) -> HttpResponse:
    """One rule: what it asks, why, and what became of it from version to version."""
    held = standard_in_force()
    found = held.rules.get(name)
    part = Part(f"contracts/{name.partition('.')[0]}", PartKind.RULE, name)
    if found is None:
        raise Http404
    said = rule_in(editing.documents_in_force()[part.document], name)
    assert said is not None
    context = {
        "nav": "standard",
        "rule": found,
        "severity": words.severity(found.severity),
        "in_use": Status(Kind.OK, "In use") if found.active else Status(Kind.NONE, "Not in use"),
        "kind": words.KINDS[found.check.kind],
        "facts": [
            (label, each)
            for label, each in facts(PartKind.RULE, said).items()
            if label not in SHOWN_APART and each
        ],
        "steps": [(version, told([each])[0]) for version, each in editing.steps_of(part)],
        "held": held,
        "may_edit": may_propose(request.viewer),
        "figures": reverse("rule", args=[name]),
    }
    return render(request, "staff/standard/rule.html", context)


SHOWN_APART = ("What must hold", "Severity", "In use", "Why it matters", "How it is mended", "Kind")


def _fits(rule: Rule, chosen: Mapping[str, str]) -> bool:
    return all(not value or BY[name][1](rule) == value for name, value in chosen.items())


def _has(rule: Rule, text: str) -> bool:
    said = f"{rule.id} {rule.title} {rule.reason} {rule.mend} {rule.owner}".lower()
    return all(word in said for word in text.lower().split())


def _narrowed(name: str, every: Sequence[Rule], chosen: str) -> Narrowed:
    label, value_of, say = BY[name]
    counts = Counter(map(value_of, every))
    found = sorted(((value, say(value), count) for value, count in counts.items()), key=lambda one: one[1])
    return Narrowed(name, label, found, chosen)


def _line(rule: Rule) -> str:
    place = words.table(rule.id.partition(".")[0])
    contract = contracts().get(rule.id.partition(".")[0])
    column = contract.column(rule.check.column) if contract and rule.check.column else None
    return f"{place}, {column.title.lower()}" if column else place


def _heading(found: int, every: int, number: int) -> str:
    version = f"version {number}" if number else "as it ships"
    if found == every:
        return f"The recording standard, {version}: {every} rules"
    return f"{found} of {every} rules of the recording standard"


def _system(name: str) -> str:
    return {"own": "The system it came from", "rooftree": "Rooftree"}.get(name) or title_of(name)


def _kind(name: str) -> CheckKind:
    return CheckKind(name)
