"""Taking in contracts and code lists from a file: what would change is shown first, and then taken or not."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.editing import queries as editing
from rooftree.reference.standard.editing.telling import told
from rooftree.reference.standard.editing.theirs import beside_ours, is_theirs, on_our_columns
from rooftree.reference.standard.editing.uploading import read_upload
from rooftree.reference.standard.quality.parts import Difference, Part, PartKind, differences
from rooftree.web import clock
from rooftree.web.components.parts import Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.standard import words
from rooftree.web.staff.standard.forms import FileForm
from rooftree.web.visibility import visible_to

LARGEST_FILE = 10_000_000
LARGEST_KEPT = 1_000_000
"""Characters of what is shown and then sent back: more cannot be read through anyway."""
SALT = "rooftree.standard.taking-in"
LASTS = 3600


@visible_to(*words.EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: StaffRequest) -> HttpResponse:
    """What a file says otherwise than the standard, with this person's own changes."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    context: dict[str, Any] = {
        "nav": "standard",
        "form": form,
        "button": "See what would change",
        "back": Link("Back to the standard", reverse("standard")),
    }
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found, left_out = _found(request, file)
        except Refused as no:
            form.add_refusal(no, fields={"file": "file"})
        else:
            context |= {
                "changes": told(found),
                "left_out": left_out,
                "file": file.name,
                "kept": _kept(form, found, request, file.name),
            }
    shows = "changes" in context and not form.errors
    page = "staff/standard/taking_in.html" if shows else "staff/standard/take_in.html"
    return render(request, page, context, status=422 if form.errors else 200)


@visible_to(*words.EDITS)
@require_POST
def take(request: StaffRequest) -> HttpResponse:
    """What was shown goes into the draft, as it was shown."""
    from rooftree.reference.standard.editing import actions  # loads DuckDB: not for every worker

    try:
        said = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise Refused(Reason("stale", "What was shown is too old by now.", "Send the file again.")) from None
    if said["user"] != request.viewer.user_id:
        raise Refused(Reason("stale", "That was shown to somebody else.", "Send the file again."))
    found = [Difference(Part(each[0], PartKind(each[1]), each[2]), None, each[3]) for each in said["parts"]]
    taken = actions.take_in(found=found, by=request.viewer, now=clock.now(), file=said["file"])
    messages.success(request, f"{taken} taken into your changes. Nothing is in force until it is approved.")
    return HttpResponseRedirect(reverse("standard-draft"))


def _found(request: StaffRequest, file: Any) -> tuple[list[Difference], list[str]]:
    """What would differ; and, of contracts that others wrote, what cannot be taken and why."""
    if file.size > LARGEST_FILE:
        raise Refused(Reason("file", "The file is larger than 10 MB.", "Send fewer contracts at once."))
    held = read_upload(file.name, file.read())
    if held.faults:
        raise Refused(*(Reason("file", says) for says in held.faults[:20]))
    ours = editing.documents_edited(viewer=request.viewer)
    left_out: list[str] = []
    for name, said in held.documents.items():
        if name.startswith("contracts/"):
            fitted = beside_ours if is_theirs(name, said) else on_our_columns
            held.documents[name], left = fitted(name, said, ours[name])
            left_out += left
    return differences(ours, held.documents), left_out


def _kept(form: FileForm, found: list[Difference], request: StaffRequest, name: str) -> str:
    """The differences, signed, to be sent back with the yes."""
    parts = [[each.part.document, each.part.kind, each.part.name, each.now] for each in found]
    said = {"user": request.viewer.user_id, "file": name, "parts": parts}
    kept = signing.dumps(said, salt=SALT, compress=True)
    if len(kept) > LARGEST_KEPT:
        form.add_error(
            "file", "It would change more than can be looked through. Send fewer contracts at once."
        )
    return kept
