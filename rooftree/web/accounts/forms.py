"""What the sign-in pages ask for. Whether it is allowed is for the actions to say."""

from collections.abc import Sequence

from django import forms

from rooftree.reference.accounts.rules import Role, Scope, sign_in_name
from rooftree.reference.accounts.tokens.rules import LASTS, SCOPE_WORDS
from rooftree.web.components.forms import PlainForm


class SignInForm(PlainForm):
    """Email and password."""

    email = forms.CharField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": "Enter your email address"},
    )
    password = forms.CharField(
        label="Password",
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def clean_email(self) -> str:
        return sign_in_name(self.cleaned_data["email"])


class PasswordForm(PlainForm):
    """A new password, and the old one where there is one to prove."""

    current = forms.CharField(
        label="Current password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your current password"},
    )
    new = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three random words make a good one.",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a new password"},
    )

    def __init__(self, *args: object, asks_current: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not asks_current:
            del self.fields["current"]


class RoleForm(PlainForm):
    """Another job for somebody."""

    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, role.words) for role in Role],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )


class UserForm(PlainForm):
    """Somebody new who may sign in."""

    full_name = forms.CharField(
        label="Full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter their full name"},
    )
    email = forms.CharField(
        label="Email address",
        help_text="They sign in with it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter their email address"},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, role.words) for role in Role],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )


class TokenForm(PlainForm):
    """A new API token."""

    name = forms.CharField(
        label="What is it for?",
        help_text="So that whoever looks after it knows, for example Contact centre.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter what the token is for"},
    )
    email = forms.ChoiceField(
        label="For whom does it read?",
        help_text="It reads what they may read, and what it reads stands under their name.",
        error_messages={"required": "Choose for whom it reads"},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it read?",
        help_text="Choose no more than it needs. It never reads more than its owner may.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the token may read"},
    )
    lasts = forms.ChoiceField(
        label="How long does it work?",
        choices=[(str(days), f"{days} days") for days in LASTS],
        widget=forms.RadioSelect,
        initial=str(LASTS[1]),
        error_messages={"required": "Choose how long it works"},
    )

    def __init__(
        self, *args: object, scopes: Sequence[Scope], people: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["scopes"].choices = [(one.value, SCOPE_WORDS[one]) for one in scopes]  # type: ignore[attr-defined]
        fields["email"].choices = people  # type: ignore[attr-defined]
        if not people:
            del fields["email"]
