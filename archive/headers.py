"""What every answer says to the browser, whoever made it: a page, a file, an error, a redirection.

Outermost of all, so that it is said too where a request is refused before any page is asked. What a page
says of itself stands.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADERS = {"Cross-Origin-Resource-Policy": "same-origin"}
# What no page may use. The desk's pages that ask for a passkey say so of themselves.
REFUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)


class SafeHeaders:
    """Adds what an answer does not say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say it."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Permissions-Policy"] = _permissions(response.headers.get("Permissions-Policy", ""))
        return response


def _permissions(own: str) -> str:
    """Refuse whatever a page does not name of itself."""
    said = [part.strip() for part in own.split(",") if part.strip()]
    named = {part.partition("=")[0] for part in said}
    return ", ".join([*said, *(f"{name}=()" for name in REFUSED if name not in named)])
