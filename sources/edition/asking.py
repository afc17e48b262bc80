"""Who asks, as far as this server can tell: to share out what is dear, and never to be written down."""

from django.conf import settings
from django.http import HttpRequest


def reader_of(request: HttpRequest) -> str:
    """Give the address that asks, as the trusted proxies before this server say (``ARCHIVE_PROXIES``).

    Each proxy adds the address that asked it at the end of ``X-Forwarded-For``; whatever stands before those
    is the reader's own word and is not believed.
    """
    forwarded = map(str.strip, request.META.get("HTTP_X_FORWARDED_FOR", "").split(","))
    nearest_first = [request.META.get("REMOTE_ADDR", ""), *reversed(list(filter(None, forwarded)))]
    return str(nearest_first[min(settings.PROXIES, len(nearest_first) - 1)])
