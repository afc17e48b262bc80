"""Asking the publishing machine: what it has, and its file, from where an interrupted transfer stopped."""

import http.client
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from sources.annotate.acts import Refused
from sources.edition.pulling.offer import ADDRESS, Offer

SECONDS = 10  # without a byte
LARGEST_OFFER = 8 << 20
PIECE = 1 << 20

Each = Callable[[], None]  # called between two pieces of a file


class Unreachable(Exception):
    """The publishing machine could not be asked, or not to the end; asking again later may do."""


class Origin:
    """A machine that publishes, by its address."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            raise Refused(
                f"{url!r} is no address to take editions from; expected e.g. https://archive.example."
            )
        self.url = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._parts = parts
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def offer(self) -> Offer:
        """Ask which edition it has; raise Unreachable or Refused."""
        with closing(self._connect()) as connection:
            answer = self._ask(connection, ADDRESS, {})
            if answer.status != HTTPStatus.OK:
                raise self._unexpected(answer, ADDRESS)
            body = self._read(answer, LARGEST_OFFER + 1)
        if len(body) > LARGEST_OFFER:
            raise Refused(f"{self.url}{ADDRESS} says more than {LARGEST_OFFER} bytes; that is no edition.")
        try:
            return Offer.from_json(body)
        except ValueError as error:
            raise Refused(f"{self.url}: {error}") from error

    def fetch(self, offer: Offer, part: Path, each: Each) -> None:
        """Bring the rest of a file into ``part``, which may hold its beginning; raise Unreachable."""
        had = part.stat().st_size if part.exists() else 0
        if had >= offer.size:
            return
        headers = {"Range": f"bytes={had}-", "If-Range": f'"{offer.sha256}"'} if had else {}
        with closing(self._connect()) as connection:
            answer = self._ask(connection, offer.file_address, headers)
            if answer.status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
                raise self._unexpected(answer, offer.file_address)
            goes_on = answer.status == HTTPStatus.PARTIAL_CONTENT
            if goes_on and not (answer.getheader("Content-Range") or "").startswith(f"bytes {had}-"):
                raise Refused(f"{self.url} answered with another part of the file than was asked for.")
            with part.open("ab" if goes_on else "wb") as out:
                while piece := self._read(answer, PIECE):
                    if out.tell() + len(piece) > offer.size:
                        raise Refused(f"{self.url} sent more than the {offer.size} bytes that it told of.")
                    out.write(piece)
                    each()
        if part.stat().st_size < offer.size:
            raise Unreachable(f"{self.url} stopped before the end of the file; the next run goes on there.")

    def _connect(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
        return kind(self._parts.hostname or "", self._parts.port, timeout=SECONDS)

    def _ask(
        self, connection: http.client.HTTPConnection, address: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        path = self._parts.path.rstrip("/")
        try:
            connection.request("GET", f"{path}{address}", headers=self._headers | headers)
            return connection.getresponse()
        except (http.client.HTTPException, OSError) as error:
            raise Unreachable(f"{self.url} does not answer: {error or type(error).__name__}.") from error

    def _read(self, answer: http.client.HTTPResponse, size: int) -> bytes:
        try:
            return answer.read(size)
        except (http.client.HTTPException, OSError) as error:
            raise Unreachable(f"{self.url} stopped answering: {error or type(error).__name__}.") from error

    def _unexpected(self, answer: http.client.HTTPResponse, address: str) -> Exception:
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return Unreachable(f"{self.url}{address} answers {answer.status}; ask again later.")
        if answer.status == HTTPStatus.UNAUTHORIZED:
            return Refused(
                f"{self.url} wants a token; set ARCHIVE_EDITION_TOKEN to the one that is set there."
            )
        if location := answer.getheader("Location"):
            return Refused(f"{self.url}{address} leads to {location}; name the address that it leads to.")
        # Also the file that was offered a moment ago: another was published in between.
        return Unreachable(f"{self.url}{address} answers {answer.status}; nothing was taken.")
