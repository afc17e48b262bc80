"""The forms that ask for a password or a code, each try counted before it is looked at."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone

from sources.admin.signing import factor, throttle
from sources.admin.signing.throttle import TooSoonError
from sources.admin.signing.visitor import known_device, sides_of
from sources.edition.turns import BusyError, Turns
from sources.models import User

# A password costs a tenth of a second and 100 MB to hash: strangers one at a time on the whole machine, known
# devices one beside them, so that no flood of strangers keeps an owner waiting.
STRANGERS = Turns(waiting=2, abreast=1, name="sign-in")
KNOWN = Turns(waiting=4, abreast=1, name="sign-in-known")
BUSY_SECONDS = 5

WRONG = "The user name and the password do not fit together, or the account may not come to the desk."
WRONG_CODE = "This code is not right, or was used already. Wait for the next one."


def in_words(seconds: int) -> str:
    """Say how long to wait."""
    if seconds < 2 * 60:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


class Counted(forms.Form):
    """A form of which every try is counted; ``wait`` is the seconds until the next is looked at."""

    wait = 0

    def counted(self, request: HttpRequest, name: str, what: str, look: Callable[[], bool]) -> bool:
        """Look at a try when it is admitted; say whether it was right, or that it came too soon."""
        sides = sides_of(request, name, what)
        try:
            throttle.admit(sides, timezone.now())
        except TooSoonError as error:
            self.wait = error.seconds
            raise forms.ValidationError(
                f"Too many tries failed. The next is looked at in {in_words(self.wait)}."
            ) from error
        try:
            is_right = look()
        except BusyError as error:
            throttle.give_back(sides)
            self.wait = BUSY_SECONDS
            raise forms.ValidationError(
                "Too many are signing in at this moment. Try again in a few seconds."
            ) from error
        if is_right:
            throttle.succeed(sides)
        return is_right


def right_user(request: HttpRequest, name: str, password: str) -> User | None:
    """Give the open account of the desk that has this name and password; the same work for any name."""
    turns = KNOWN if known_device(request, name) else STRANGERS
    with turns.taken():
        user = authenticate(request, username=name, password=password)
    return user if isinstance(user, User) and user.is_staff else None


class SignInForm(Counted, AdminAuthenticationForm):
    """User name and password."""

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Find the account; one sentence for every way in which there is none."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data

        def look() -> bool:
            self.user_cache = right_user(self.request, name, password)
            return self.user_cache is not None

        if not self.counted(self.request, name, "password", look):
            raise forms.ValidationError(WRONG)
        return self.cleaned_data


class CodeForm(Counted):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="The six digits that your app shows now, or one of your recovery codes.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user

    def clean_code(self) -> str:
        """Take the code, once."""
        code: str = self.cleaned_data["code"]

        def look() -> bool:
            return factor.take(self.user, code, timezone.now())

        if not self.counted(self.request, self.user.get_username(), "code", look):
            raise forms.ValidationError(WRONG_CODE)
        return code


class FirstCodeForm(forms.Form):
    """The first code of an app that is being set up; whoever sees the drawing can give it."""

    offer = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="The six digits that the app shows once it has the key.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class ConfirmForm(Counted):
    """The password again, and a code where the account has a second factor."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="The six digits that your app shows now, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user
        if not factor.has_factor(user):
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Look at both as one try."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        name = self.user.get_username()

        def look() -> bool:
            is_same = right_user(self.request, name, cleaned["password"]) == self.user
            return is_same and (
                "code" not in self.fields or factor.take(self.user, cleaned["code"], timezone.now())
            )

        if not self.counted(self.request, name, "password", look):
            raise forms.ValidationError("The password or the code is not right.")
        return cleaned
