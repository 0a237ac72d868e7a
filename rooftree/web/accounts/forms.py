"""What the sign-in pages ask for. Whether it is allowed is for the actions to say."""

from django import forms

from rooftree.reference.accounts.rules import Role, sign_in_name
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
