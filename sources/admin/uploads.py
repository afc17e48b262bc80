"""How files come in by the web: only where a page asks for them, and no further than the limits.

Django reads the whole of a form before it knows who sends it. So everywhere else files are passed over
unread (``NoFiles``, the setting's default), and the one page that takes them looks at who asks and at the
declared size first (integrity S8).
"""

import tempfile
from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from sources.intake.waiting import make_root


class NoFiles(FileUploadHandler):
    """Passes over every file."""

    def new_file(self, *_: Any, **__: Any) -> NoReturn:
        """Take nothing of it."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on what nobody will keep."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Give no file."""


class Bounded(FileUploadHandler):
    """Keeps a file among those that wait, up to the limit for one; its size says how large it really was."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file without a name of its own, which goes when the request ends."""
        super().new_file(*args, **kwargs)
        kept = tempfile.TemporaryFile(dir=settings.WAITING)  # noqa: SIM115 -- closed with the request
        self.file = UploadedFile(
            kept, self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, unless the file is over the limit already."""
        if start <= settings.UPLOAD_LARGEST_FILE:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Give the file, to be read from its beginning."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of a file that was cut short."""
        if hasattr(self, "file"):
            self.file.close()


def take_files(request: HttpRequest) -> None:
    """Let this request bring files; must come before anything of its form is read."""
    make_root()
    request.upload_handlers = [Bounded(request)]


def is_too_large(request: HttpRequest) -> bool:
    """Tell by its declared size whether a request is over the limit, before it is read."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return size > int(settings.UPLOAD_LARGEST_REQUEST)
