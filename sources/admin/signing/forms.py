"""The forms that ask for a password, a code or a passkey, each try counted before it is looked at."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.db import OperationalError
from django.http import HttpRequest
from django.utils import timezone

from sources.admin.signing import factor, passkeys, session, throttle, webauthn
from sources.admin.signing.throttle import Side, TooSoonError
from sources.admin.signing.visitor import known_device, sides_of
from sources.admin.signing.webauthn import NotTakenError
from sources.annotate import reserve
from sources.edition.turns import BusyError, Turns
from sources.models import User
from sources.models.validators import validate_name

# A password costs a tenth of a second and 100 MB to hash: strangers one at a time on the whole machine, known
# devices one beside them, so that no flood of strangers keeps an owner waiting.
STRANGERS = Turns(waiting=2, abreast=1, name="sign-in")
KNOWN = Turns(waiting=4, abreast=1, name="sign-in-known")
BUSY_SECONDS = 5

WRONG = "The user name and the password do not fit together, or the account may not come to the desk."
WRONG_CODE = "This code is not right, or was used already. Wait for the next one."
CODE_HELP = "The six digits that your app shows now, or one of your recovery codes."
RECOVERY_HELP = "One of your recovery codes."
GET = "get"  # what a challenge is for: to sign in or to confirm, and not to add a key


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
            is_counted = self._admitted(request, name, sides)
        except TooSoonError as error:
            self.wait = error.seconds
            raise forms.ValidationError(
                f"Too many tries failed. The next is looked at in {in_words(self.wait)}."
            ) from error
        try:
            is_right = look()
        except BusyError as error:
            if is_counted:
                throttle.give_back(sides)
            self.wait = BUSY_SECONDS
            raise forms.ValidationError(
                "Too many are signing in at this moment. Try again in a few seconds."
            ) from error
        if is_right:
            reserve.make_room()  # for what a sign-in writes, and for withholding
            throttle.succeed(sides)
        return is_right

    def _admitted(self, request: HttpRequest, name: str, sides: Sequence[Side]) -> bool:
        """Admit a try; tell whether it could be counted: on a full disk an editor must still get in."""
        try:
            throttle.admit(sides, timezone.now())
        except OperationalError as error:
            if not reserve.is_full(error):
                raise
            known = name if known_device(request, name) else None
            throttle.admit_uncounted(known, timezone.now())
            return False
        return True


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
        help_text=CODE_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user
        if not factor.has_app(user):
            self.fields["code"].help_text = RECOVERY_HELP

    def clean_code(self) -> str:
        """Take the code, once."""
        code: str = self.cleaned_data["code"]

        def look() -> bool:
            return factor.take(self.user, code, timezone.now())

        if not self.counted(self.request, self.user.get_username(), "code", look):
            raise forms.ValidationError(WRONG_CODE)
        return code


def answer_field(*, is_required: bool = True) -> forms.CharField:
    """Make the field that a script fills with what a passkey signed."""
    return forms.CharField(
        max_length=webauthn.LONGEST,
        required=is_required,
        widget=forms.HiddenInput,
        error_messages={"required": "Nothing came from a passkey.", "max_length": webauthn.WRONG},
    )


def took(request: HttpRequest, user: User, answer: str) -> bool:
    """Take what a passkey signed for this request's challenge; raise NotTakenError with what is wrong."""
    challenge = session.asked(request, user, GET, webauthn.LIFE)
    place = webauthn.place_of(request)
    if challenge is None or place is None:
        raise NotTakenError(passkeys.LATE)
    passkeys.take(user, place, challenge, answer)
    return True


class PasskeyForm(Counted):
    """What one of the account's passkeys signed; its tries are counted with those of codes."""

    answer = answer_field()

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user

    def clean(self) -> dict[str, Any]:
        """Take it, once."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        said = ""

        def look() -> bool:
            nonlocal said
            try:
                return took(self.request, self.user, cleaned["answer"])
            except NotTakenError as error:
                said = str(error)
                return False

        if not self.counted(self.request, self.user.get_username(), "code", look):
            raise forms.ValidationError(said)
        return cleaned


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


class NewPasskeyForm(forms.Form):
    """What a device made, and what its owner calls it; who may add one was asked before."""

    name = forms.CharField(
        label="Its name",
        max_length=60,
        validators=[validate_name],
        help_text="By which you know it in the list of your passkeys, e.g. “telephone” or “blue key”.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    answer = answer_field()


class ConfirmForm(Counted):
    """The password again, and a code or a passkey where the account has a second factor."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text=CODE_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    answer = answer_field(is_required=False)

    def __init__(self, request: HttpRequest, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.user = request, user
        self.has_factor = factor.has_factor(user)
        has_app = self.has_factor and factor.has_app(user)
        self.has_passkey = self.has_factor and bool(passkeys.usable(user, webauthn.place_of(request)))
        if not has_app:
            self.fields["code"].help_text = RECOVERY_HELP
        if not (has_app or (self.has_factor and factor.codes_left(user))):
            del self.fields["code"]
        elif self.has_passkey:
            self.fields["code"].required = False
            self.fields["code"].label = "Or a code"
        if not self.has_passkey:
            del self.fields["answer"]

    def clean(self) -> dict[str, Any]:
        """Look at both as one try."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        name, said = self.user.get_username(), "The password or the code is not right."

        def look() -> bool:
            nonlocal said
            if right_user(self.request, name, cleaned["password"]) != self.user:
                return False
            try:
                return self._has_second(cleaned)
            except NotTakenError as error:
                said = str(error)
                return False

        if not self.counted(self.request, name, "password", look):
            raise forms.ValidationError(said)
        return cleaned

    def _has_second(self, cleaned: dict[str, Any]) -> bool:
        """Tell whether what was given beside the password is right, where there is something to give."""
        if not self.has_factor:
            return True
        if answer := cleaned.get("answer", ""):
            return took(self.request, self.user, answer)
        code: str = cleaned.get("code", "")
        return bool(code) and factor.take(self.user, code, timezone.now())
