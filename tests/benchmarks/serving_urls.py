"""The archive's addresses, and one that only says hello."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(_: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("Hello, world")


urlpatterns = [path("hello", hello), path("", include("archive.urls"))]
