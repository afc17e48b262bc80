"""Signing in: does an answer's time tell whether a name exists, and does an owner get in under attack?

A server of its own is made, with forty accounts. First wrong passwords for names that exist and for names
that do not, in turn, each from a network of its own; then strangers who hammer one account as fast as they
are answered, while its owner, on a device that has signed in before, does so again and again.

    python -m tests.benchmarks.signing_in --tries 200 --enemies 16 --seconds 20
"""

import argparse
import http.cookiejar
import os
import re
import statistics
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

from tests.benchmarks.desk import PASSWORD, run, served

ACCOUNTS = 40
MADE = f"""
from sources.models import User
for number in range({ACCOUNTS}):
    User.objects.create_user(f"editor{{number}}", password="{PASSWORD}", role="editor", is_staff=True)
"""


class Visitor:
    """A browser with its cookies, in a network of its own."""

    def __init__(self, site: str, network: int) -> None:
        self.page = f"{site}/admin/login/"
        self.network = f"10.{network >> 8 & 255}.{network & 255}.1"
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Send a request; give its status, its body and where it led."""
        body = urllib.parse.urlencode(data).encode() if data else None
        headers = {"Referer": self.page, "X-Forwarded-For": self.network}
        try:
            with self.opener.open(urllib.request.Request(self.page, body, headers), timeout=60) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), self.page

    def try_once(self, name: str, password: str) -> tuple[float, int, bool]:
        """Try to sign in; give the seconds that the answer took, its status, and whether it let in."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask()[1])
        assert token is not None
        began = time.perf_counter()
        status, _, url = self.ask({"username": name, "password": password, "csrfmiddlewaretoken": token[1]})
        return time.perf_counter() - began, status, "/login/" not in url

    def forget(self) -> None:
        """Keep the device, end the sign-in."""
        for cookie in list(self.cookies):
            if cookie.name.endswith("session"):
                self.cookies.clear(cookie.domain, cookie.path, cookie.name)


def compare(site: str, tries: int) -> None:
    """Print the medians for names that exist and names that do not."""
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(tries):
        for kind, name in (("known", f"editor{number % ACCOUNTS}"), ("unknown", f"nobody{number}")):
            seconds, status, _ = Visitor(site, number).try_once(name, "a wrong password")
            assert status == 200, status
            took[kind].append(seconds)
    medians = {kind: 1000 * statistics.median(times) for kind, times in took.items()}
    for kind, median in medians.items():
        print(f"{kind:8} name: median {median:6.1f} ms of {tries} tries")
    print(f"they differ by {100 * abs(medians['known'] / medians['unknown'] - 1):.1f} %   (goal: under 10)")


def attack(site: str, enemies: int, seconds: float) -> None:
    """Print how the owner fares while strangers hammer the account."""
    owner = Visitor(site, 60_000)
    assert owner.try_once("editor0", PASSWORD)[2]
    until, seen = time.monotonic() + seconds, Counter[int]()

    def hammer(own: int) -> None:
        number = 0
        while time.monotonic() < until:
            number += 1
            seen[Visitor(site, own * 500 + number % 500).try_once("editor0", "a wrong password")[1]] += 1

    threads = [threading.Thread(target=hammer, args=(own,)) for own in range(enemies)]
    for thread in threads:
        thread.start()
    times, failed = [], 0
    while time.monotonic() < until:
        owner.forget()
        took, _, is_in = owner.try_once("editor0", PASSWORD)
        times.append(took)
        failed += not is_in
    for thread in threads:
        thread.join()
    print(f"{enemies} enemies in {seconds:.0f} s: answers {dict(sorted(seen.items()))}")
    print(f"the owner signed in {len(times) - failed} of {len(times)} times, at worst in {max(times):.2f} s")


def main() -> None:
    """Make an archive, serve it, measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--enemies", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    os.environ["ARCHIVE_PROXIES"] = "1"  # so that X-Forwarded-For is a network's word
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), "manage.py", "migrate", "-v", "0")
        run(Path(folder), "manage.py", "shell", "-v", "0", "--no-imports", "-c", MADE)
        with served(Path(folder)) as site:
            compare(site, options.tries)
            attack(site, options.enemies, options.seconds)


if __name__ == "__main__":
    main()
