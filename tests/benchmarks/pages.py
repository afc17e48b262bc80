"""How fast the readers' pages are, against a view that only says hello, in one process.

    python -m tests.benchmarks.pages --articles 2000

Makes a synthetic corpus in a folder of its own, publishes it, and calls the WSGI application
directly: the same worker, the same machine, no network. Prints requests a second and the ratio to the
hello-world view, whose goals are in the performance page of the design. Figures are for comparing
within one run; nothing here is a test.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--articles", type=int, default=1_000, help="How many articles to make (default 1000)."
    )
    parser.add_argument("--seconds", type=float, default=2.0, help="How long to call each page (default 2).")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCHIVE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
        run(options.articles, options.seconds)


def run(articles: int, seconds: float) -> None:
    """Make, publish, measure."""
    import django  # noqa: PLC0415 -- app ready: the data folder must be named first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    from sources.edition.publish import publish  # noqa: PLC0415 -- app ready
    from tests.benchmarks.synthetic import Maker  # noqa: PLC0415 -- app ready

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    Maker().make(articles)
    print(f"{articles} articles made in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    made = publish(progress=lambda sentence: print(f"  {time.perf_counter() - began:6.1f} s  {sentence}"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"published in {time.perf_counter() - began:.1f} s; file {made.path.stat().st_size / 1e6:.0f} MB; "
        f"memory {memory:.0f} MB"
    )
    measure(seconds)


def measure(seconds: float) -> None:
    """Call each page for some seconds and print its rate."""
    from archive.wsgi import application  # noqa: PLC0415 -- app ready
    from sources.edition.models import Article, Date, Entity  # noqa: PLC0415 -- app ready

    article = Article.objects.order_by("-id").first()
    person = Entity.objects.filter(kind="person").order_by("-passage_count").first()
    day = Date.objects.order_by("-passage_count").first()
    assert article is not None
    assert person is not None
    assert day is not None
    pages = {
        "hello (healthz)": "/healthz",
        "article": f"/a/{article.public_id}/{article.slug}/",
        "most named person": f"/person/{person.public_id}/{person.slug}/",
        "most named day": f"/date/{day.edtf}/",
        "people A-Z": "/people/",
        "dates": "/dates/",
        "articles": "/articles/",
        "search, a rare word": "/search/?q=" + article.title.split()[-1],
    }
    hello = 0.0
    for name, path in pages.items():
        rate, size, status = rate_of(lambda path=path: call(application, path), seconds)
        hello = hello or rate
        figures = f"{rate:8.1f} requests/s  {1000 / rate:7.1f} ms  {size / 1000:7.1f} kB"
        print(f"{name:22} {status} {figures}  {rate / hello:5.2f} × hello")


def rate_of(request: Callable[[], tuple[int, int]], seconds: float) -> tuple[float, int, int]:
    """Give requests a second, bytes of the last answer, its status."""
    request()
    count, began = 0, time.perf_counter()
    while (passed := time.perf_counter() - began) < seconds:
        status, size = request()
        count += 1
    return count / passed, size, status


def call(application: Callable[..., Iterable[bytes]], path: str) -> tuple[int, int]:
    """Ask the application for a page; give its status and the size of its body."""
    from io import BytesIO  # noqa: PLC0415 -- slow import, only here

    path, _, query = path.partition("?")
    seen: list[int] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
    }
    body = application(environ, lambda status, *_: seen.append(int(status.split()[0])))
    size = sum(len(part) for part in body)
    close = getattr(body, "close", None)
    if close:
        close()
    return seen[0], size


if __name__ == "__main__":
    main()
