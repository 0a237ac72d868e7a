"""What every question of matching asks of whoever answers it: one of three answers, and how that is known."""

from collections.abc import Callable, Iterable, Mapping

from django import forms
from django.http import HttpRequest

from rooftree.records.matching.review.rules import ANSWERS, LONGEST_REASON, Answer, Outcome
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.web.components.forms import PlainForm

NOT_SETTLED = {
    Outcome.SECOND: "Your answer is kept. Somebody else is asked for a second opinion.",
    Outcome.THIRD: "Your answer is kept. The answers do not agree, so a data steward decides.",
}
"""What is said after an answer that another must follow."""


def answer_field(label: str, hints: Mapping[Answer, str]) -> forms.ChoiceField:
    """The three answers, each with what comes of it."""
    return forms.ChoiceField(
        label=label,
        choices=[(one.value, f"{one.words}. {hints[one]}") for one in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are the same, different, or that you cannot say"},
    )


def reason_field() -> forms.CharField:
    """How it is known."""
    return forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        help_text="How you know: what you compared, whom you asked.",
        error_messages={
            "required": "Say why",
            "max_length": f"Say it in {LONGEST_REASON:,} characters or fewer",
        },
    )


def in_words(reasons: Iterable[Reason]) -> str:
    """Why somebody may not answer, and what then."""
    return " ".join(f"{each.says} {each.mend}".strip() for each in reasons)


def seen_in(request: HttpRequest) -> int:
    """The number of the last answer that stood on the page when it was read; -1 where it says none."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 19 else -1


def kept(form: PlainForm, keep: Callable[[], Outcome]) -> Outcome | None:
    """How it stands after the answer; nothing when something stood against it, which the form then shows."""
    try:
        return keep()
    except Refused as no:
        if no.is_about_permission:
            raise
        form.add_refusal(no, fields={"answer": "answer", "reason": "reason"})
        return None
