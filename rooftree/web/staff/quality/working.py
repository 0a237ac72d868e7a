"""Work on exceptions, one or many: give them to somebody, say they are mended, waive them, comment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.oversight.quality.actions import working
from rooftree.oversight.quality.queries import one as held
from rooftree.records.claims.held import record_id
from rooftree.reference.accounts.rules import Role
from rooftree.reference.refusals.rules import Refused
from rooftree.services.notes.queries import colleagues, teams
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.forms import PlainForm
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_PEOPLE
from rooftree.web.staff.quality.forms import AssignForm, CommentForm, MendedForm, WaiveForm, WhyForm
from rooftree.web.staff.quality.picked import Picked, back_to, picked
from rooftree.web.staff.quality.words import exceptions
from rooftree.web.visibility import visible_to

WORKS = SEES_PEOPLE
"""As `may_work_on_exceptions` of the accounts' rules says."""
WAIVES = (Role.DATA_STEWARD,)
"""As `may_waive_exceptions` says."""
FIELDS = {"until": "until", "said": "said", "assigned_to": "to", "team": "team"}


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be done: its question, what happens, its form, and the doing."""

    asks: str
    """ "Who is to mend {what}?"."""
    happens: str
    button: str
    form: Callable[[StaffRequest, Any], PlainForm]
    do: Callable[[list[str], Mapping[str, Any], Mapping[str, Any]], int]
    done: Callable[[str, bool], str]


def _are(count_said: str, one: bool, rest: str) -> str:
    return f"{count_said} {'is' if one else 'are'} {rest}"


def _assign_form(request: StaffRequest, posted: Any) -> PlainForm:
    viewer = request.viewer
    others = [one for one in colleagues(viewer=viewer) if one.role in WORKS]
    return AssignForm(posted, viewer=viewer, others=others, teams=teams(viewer=viewer))


ASSIGN = Doing(
    "Who is to mend {what}?",
    "It stands in their queue from now on. With neither a colleague nor a team, nobody has it.",
    "Give {what}",
    _assign_form,
    lambda ids, given, on: working.assign(
        ids=ids, to=given["to"], team=given["team"], said=given["said"], **on
    ),
    lambda said, one: _are(said, one, "given on."),
)
MENDED = Doing(
    "Is {what} mended at the source?",
    "Tonight’s check looks again. What is mended is resolved by it; what is not says so, with your name.",
    "Say mended, check tonight",
    lambda _, posted: MendedForm(posted),
    lambda ids, given, on: working.say_mended(ids=ids, said=given["said"], **on),
    lambda said, one: _are(said, one, "said to be mended. Tonight’s check looks again."),
)
WAIVE = Doing(
    "Until when may {what} stay unmended?",
    "A waiver stops the reminders, not the rule: it stays counted in the scores, and is work again when "
    "the waiver ends.",
    "Waive {what}",
    lambda _, posted: WaiveForm(posted, today=clock.today()),
    lambda ids, given, on: working.waive(ids=ids, until=given["until"], reason=given["said"], **on),
    lambda said, one: _are(said, one, "waived."),
)
UNWAIVE = Doing(
    "Lift the waiver of {what}?",
    "It is to be mended again from today. What is not waived stays as it is.",
    "Lift the waiver of {what}",
    lambda _, posted: WhyForm(posted),
    lambda ids, given, on: working.unwaive(ids=ids, reason=given["said"], **on),
    lambda said, one: _are(said, one, "to be mended again."),
)


@visible_to(*WORKS)
@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest) -> HttpResponse:
    """Gives exceptions to a colleague or a team."""
    return _do(request, ASSIGN)


@visible_to(*WORKS)
@require_http_methods(["GET", "POST"])
def mended(request: StaffRequest) -> HttpResponse:
    """Says that exceptions are mended at their source."""
    return _do(request, MENDED)


@visible_to(*WAIVES)
@require_http_methods(["GET", "POST"])
def waive(request: StaffRequest) -> HttpResponse:
    """Lets exceptions be for a time."""
    return _do(request, WAIVE)


@visible_to(*WAIVES)
@require_http_methods(["GET", "POST"])
def unwaive(request: StaffRequest) -> HttpResponse:
    """Makes waived exceptions work again."""
    return _do(request, UNWAIVE)


@visible_to(*WORKS)
@require_POST
def comment(request: StaffRequest, exception_id: str) -> HttpResponse:
    """Words about one exception."""
    own = record_id(exception_id)
    if own is None or held.one(own, viewer=request.viewer, today=clock.today()) is None:
        raise Http404
    form = CommentForm(request.POST)
    back = back_to(f"of={own}")
    if form.is_valid():
        try:
            working.comment(exception_id=own, text=form.cleaned_data["said"], **_on(request))
        except Refused as no:
            _show(no, form)
        else:
            messages.success(request, "Your comment is kept.")
            return HttpResponseRedirect(f"{back.href}#story")
    context = {
        "nav": "exception-queue",
        "form": form,
        "heading": "What do you want to say?",
        "happens": "It stays with the exception, with your name and the day.",
        "button": "Save the comment",
        "back": back,
        "hidden": [],
        "action": reverse("exception-comment", args=[own]),
    }
    return render(request, "staff/quality/work.html", context)


def _do(request: StaffRequest, doing: Doing) -> HttpResponse:
    """The form, with what it is about; once sent, the doing, all or none."""
    chosen = picked(request)
    if not chosen.ids:
        messages.error(request, "None of what you chose stands any more. Look at the queue again.")
        return HttpResponseRedirect(chosen.back.href)
    sent = request.method == "POST"
    form = doing.form(request, request.POST if sent else None)
    if sent and request.POST.get("seen") != str(len(chosen.ids)):
        form = doing.form(request, None)
        messages.error(request, "The queue has changed since you looked. Look again at how many there are.")
    elif form.is_valid():
        try:
            many = doing.do(list(chosen.ids), form.cleaned_data, _on(request))
        except Refused as no:
            _show(no, form)
        else:
            _tell(request, doing, many)
            return HttpResponseRedirect(chosen.back.href)
    return render(request, "staff/quality/work.html", _context(chosen, doing, form))


def _tell(request: StaffRequest, doing: Doing, many: int) -> None:
    if many:
        messages.success(request, doing.done(exceptions(many), many == 1))
    else:
        messages.info(request, "Nothing had to be changed.")


def _on(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.viewer, "now": clock.now(), "today": clock.today()}


def _show(no: Refused, form: PlainForm) -> None:
    """What stands against it, on the form; what a role may not do is a page of its own."""
    if no.is_about_permission:
        raise no
    form.add_refusal(no, fields=FIELDS)


def _context(chosen: Picked, doing: Doing, form: PlainForm) -> dict[str, Any]:
    many = len(chosen.ids)
    count = words.counted(many, "exception", "exceptions")
    return {
        "nav": "exception-queue",
        "form": form,
        "heading": doing.asks.format(what="this exception" if chosen.is_one else f"these {count}"),
        "happens": doing.happens,
        "picked": chosen,
        "button": doing.button.format(what="it" if chosen.is_one else count),
        "back": chosen.back,
        "hidden": [*chosen.hidden, ("seen", str(many))],
    }
