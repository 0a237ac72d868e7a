"""Invented content for the gallery: nobody and nowhere real."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message

from rooftree.web.components.forms import DayField, NativeDay, PlainForm, SearchBox
from rooftree.web.components.parts import (
    Disagreement,
    Entry,
    Fact,
    Figure,
    Kind,
    Link,
    Row,
    Said,
    Source,
    Status,
    Step,
)

DAY = datetime.date(2026, 11, 20)
MOMENT = datetime.datetime(2026, 11, 20, 2, 41, tzinfo=datetime.UTC)


class GalleryForm(PlainForm):
    """One field of each kind."""

    reveals: ClassVar = {"how": {"other": "how_other"}}
    name = forms.CharField(
        label="Name",
        help_text="As they give it",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter a name"},
    )
    day = DayField(
        label="Day", help_text="For example, 27 3 2026", error_messages={"required": "Enter a day"}
    )
    visit_on = forms.DateField(label="Visit on", widget=NativeDay, required=False)
    how = forms.ChoiceField(
        label="How did they tell us?",
        choices=[("call", "By telephone"), ("visit", "At a visit"), ("other", "Another way")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they told us"},
    )
    how_other = forms.CharField(
        label="Which way?", required=False, error_messages={"required": "Say which way they told us"}
    )
    needs = forms.MultipleChoiceField(
        label="What do they need at the door?",
        choices=[("time", "Time to answer"), ("loud", "A loud knock"), ("two", "Two people at every visit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    team = forms.ChoiceField(label="Team", choices=[("north", "North"), ("south", "South")], required=False)
    home = forms.CharField(
        label="Home", widget=SearchBox, required=False, help_text="Part of the address is enough"
    )
    photo = forms.FileField(label="Photo", required=False)
    about = forms.CharField(
        label="What is different?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=200,
        error_messages={
            "required": "Say what is different",
            "max_length": "What is different must be 200 characters or fewer",
        },
    )
    sure = forms.BooleanField(label="They confirmed it themselves", required=False)
    from_page = forms.CharField(widget=forms.HiddenInput, required=False, initial="gallery")


FAULTS = {"day_0": "31", "day_1": "2", "day_2": "2026", "about": "x" * 240, "how": "other"}
FILLED = {
    "name": "נועה בן־דוד",
    "day_0": "27",
    "day_1": "3",
    "day_2": "2026",
    "visit_on": "2026-11-24",
    "how": "other",
    "how_other": "Through her daughter",
    "needs": ["time", "two"],
    "team": "south",
    "home": "12 Larch House",
    "about": "She now answers the side door, because the front door sticks in wet weather.",
    "sure": "on",
}


class ReasonForm(PlainForm):
    """Why something is done, kept with it."""

    why = forms.CharField(
        label="Why are they two people?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Say why they are two people"},
    )


class AsKnownForm(PlainForm):
    """Another day for a record."""

    day = DayField(label="Day", required=False)


def parts() -> dict[str, Any]:
    """What the page of parts takes."""
    return {
        "statuses": [Status(kind, words) for kind, words in STATUS_WORDS],
        "rows": ROWS,
        "found": HITS,
        "figures": FIGURES,
        "systems": ("NEC", "Locata", "Oneserve"),
        "disagreements": DISAGREEMENTS,
        "entries": ENTRIES,
        "facts": FACTS,
        "links": [Link("All", "?", 48, current=True), Link("Visits", "?", 9), Link("Repairs", "?", 11)],
        "steps": STEPS,
        "run_status": Status(Kind.NOW, "Publishing"),
        "moment": MOMENT,
        "asat": datetime.date(2026, 11, 10),
        "days": [Link("today", "?"), Link("10 November 2026, visit", "?", current=True)],
        "form": AsKnownForm(auto_id="asat_%s"),
        "story": Link("What happened", "?"),
        "said": SAID,
        "nights_of": [
            ("ok", "Monday, in use"),
            ("late", "Tuesday, refused"),
            ("mended", "Wednesday, sent again"),
        ],
    }


def record() -> dict[str, Any]:
    """What the record page takes."""
    return {
        "door": ("Knock loudly, allow two minutes", "Ask for Mr Okoro if she does not hear"),
        "facts": FACTS,
        "identity_facts": [
            Fact("Born", datetime.date(1951, 3, 14)),
            Fact("Lives at", "Flat 12, Larch House", href="#facts"),
            Fact("Tenancy", "00451202", href="#facts", sub="secure"),
            Fact("Landline", "01632 960142"),
        ],
        "side": [
            Link("Summary", "#top", current=True),
            Link("Household and contact", "#facts", 6),
            Link("Disagreements", "#disagreements", 2, needs_you=True),
            Link("Timeline", "#timeline", 3),
        ],
        "days": [Link("today", "#top", current=True), Link("10 November 2026, visit", "#top")],
        "form": AsKnownForm(auto_id="asat_%s"),
        "systems": ("NEC", "Locata", "Oneserve"),
        "disagreements": DISAGREEMENTS,
        "entries": ENTRIES,
    }


SAID = (
    Message(SUCCESS, "Saved. NEC is told with tonight’s list."),
    Message(ERROR, "Not saved: somebody changed it while you wrote. What you wrote is below."),
)
STATUS_WORDS = (
    (Kind.OK, "Confirmed"),
    (Kind.DUE, "51 days past its end"),
    (Kind.OVER, "Refused"),
    (Kind.YOU, "Systems disagree"),
    (Kind.WAIT, "Not started"),
    (Kind.NOW, "Under way"),
    (Kind.NONE, "Not required: no gas in this flat"),
)
ROWS = (
    Row(
        "Who lives at Flat 4, Rowan Court?",
        href="?",
        when="Tuesday",
        when_sub="24 November",
        lines=("NEC says Mr Leonard Pryce since 2014. Oneserve took a call from a Ms Dalton there.",),
        status=Status(Kind.YOU, "Systems disagree"),
    ),
    Row(
        "Read the certificates file that was refused",
        href="?",
        when=DAY,
        lines=("Row 1,204 has no asset reference. The file of 18 November stays in use.",),
        status=Status(Kind.OVER, "Refused"),
    ),
    Row(
        "Confirm Mr Hale’s mobile number",
        href="?",
        when="Thursday",
        when_sub="26 November",
        lines=("Last checked 26 months ago by NEC import; nobody has confirmed it.",),
        status=Status(Kind.DUE, "Unconfirmed"),
    ),
)
HITS = (
    Row(
        "Mrs Josephine Okoro",
        href="?",
        when="Flat 12, Larch House, Orchard Rise, ZZ4 2LH",
        lines=("Tenant since 9 May 2011",),
        when_sub="Mobile ends 417",
        status=Status(Kind.OK, "Current tenant"),
    ),
    Row(
        "Mr Emmanuel Okoro",
        href="?",
        when="Flat 12, Larch House, Orchard Rise, ZZ4 2LH",
        lines=("Lives with Mrs Josephine Okoro",),
        when_sub="Same surname and home",
    ),
)
FIGURES = (
    Figure("Homes", 10_204, href="?", why="12 more than in Keystone", trend=(10_190, 10_196, 10_199, 10_204)),
    Figure("People", 24_918, href="?", why="41 new last night", trend=(24_500, 24_610, 24_700, 24_918)),
    Figure(
        "Facts on which systems disagree", 3_117, href="?", why="96 fewer than a week ago", trend=(9, 8, 8, 5)
    ),
    Figure("Files read", 34, "of 35", href="?", why="Keystone’s certificates were refused"),
)
SOURCE = Source(
    "NEC, 19 November 2026",
    rows=(
        ("System", "NEC, contact details"),
        ("Row", "118204"),
        ("Extract", MOMENT),
        ("First seen", datetime.date(2011, 5, 9)),
    ),
    note="Shown because NEC is the system of record for telephone numbers.",
    about="landline",
)
FACTS = (
    Fact("Lives with", "Mr Emmanuel Okoro", href="?", sub="husband", source=Source("NEC and Oneserve")),
    Fact("Landline", "01632 960142", status=Status(Kind.OK, "Answered 3 November"), source=SOURCE),
    Fact(
        "Mobile",
        "07700 900417",
        status=Status(Kind.DUE, "Unconfirmed"),
        source=Source("NEC, 4 September 2024", rows=(("Row", "118205"),), about="mobile"),
    ),
    Fact("Email", None, source=Source("Not held by any system")),
    Fact("May we text?", True, source=Source("NEC, 4 September 2024")),
    Fact("Date of birth", datetime.date(1951, 3, 14), source=Source("NEC, 19 November 2026")),
)
DISAGREEMENTS = (
    Disagreement(
        "Date of birth",
        (Said(datetime.date(1951, 3, 14), DAY, shown=True), Said(datetime.date(1951, 5, 14), DAY), None),
        why="NEC is the system of record for dates of birth.",
    ),
    Disagreement(
        "Mobile",
        (Said("07700 900417", datetime.date(2024, 9, 4), shown=True), None, Said("07700 900471", DAY)),
        why="NEC is the system of record, but Oneserve’s is 26 months newer.",
        next_step="Ask her.",
    ),
)
ENTRIES = (
    Entry(
        datetime.date(2026, 11, 10),
        "Visit: no access recorded",
        "8am to 1pm",
        "Smoke alarm test.",
        is_key=True,
    ),
    Entry(
        datetime.date(2026, 11, 6),
        "Repair HR-20931 reported",
        "9:20am",
        "Damp in the back bedroom.",
        href="?",
    ),
    Entry(datetime.date(2011, 5, 9), "Tenancy began"),
)
STEPS = (
    Step("Land", Status(Kind.OK, "41 seconds"), "34 of 35 files; one refused"),
    Step("Standardise", Status(Kind.OK, "12 seconds"), "35 tables, 1,310,442 rows"),
    Step("Publish", Status(Kind.NOW, "Under way"), "Repairs", done=96_200, out_of=150_000),
    Step("Check", Status(Kind.WAIT, "Not started")),
)
