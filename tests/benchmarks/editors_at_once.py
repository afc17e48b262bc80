"""Several editors at the desk at once: no lost update, no fault, and how many acts a second.

Each editor opens the one same publication, adds one to the number in its field and saves. Whoever is
second is shown what changed and tries again, so in the end the number is the count of saves that went
through: a lost update would show. A server and a database of its own are made for it.

    python -m tests.benchmarks.editors_at_once --editors 4 --seconds 60
    python -m tests.benchmarks.editors_at_once --editors 8 --seconds 60 --database postgresql://…
"""

import argparse
import http.cookiejar
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PASSWORD = "lamps on the quay 31"
MADE = """
from sources.models import Publication, User
for number in range({editors}):
    User.objects.create_user(f"editor{{number}}", password="{password}", role="editor", is_staff=True)
print(Publication.objects.create(name="Quay Mercury", place="0").pk)
"""
PATIENCE = 120  # seconds
# Passwords of strangers are hashed one at a time, and who finds two waiting is told to come again.
DOOR = threading.Lock()
READ = "from sources.models import Publication; print(Publication.objects.get(pk={pk}).place.split('.')[0])"


class Editor(threading.Thread):
    """One account in a browser of its own."""

    def __init__(self, site: str, number: int, pk: int, until: float) -> None:
        super().__init__()
        self.site, self.number, self.until = site, number, until
        self.page = f"/admin/sources/publication/{pk}/change/"
        self.saw: Counter[str] = Counter()
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def ask(self, path: str, data: dict[str, str] | None = None) -> str:
        body = urllib.parse.urlencode(data).encode() if data else None
        asked = urllib.request.Request(self.site + path, body, {"Referer": self.site + path})
        try:
            with self.opener.open(asked, timeout=60) as answer:
                self.saw["fine"] += 1
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            self.saw["told of a conflict" if error.code in {400, 409} else f"status {error.code}"] += 1
            return error.read().decode()

    def fields(self, page: str) -> dict[str, str]:
        inputs = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?>', page)
        values = {name: re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page) for name in inputs}
        found = {name: value.group(1) for name, value in values.items() if value}
        kind = re.search(r'<option value="([^"]+)" selected', page)
        return found | {"kind": kind.group(1) if kind else "newspaper"}

    def _goes_on(self, now: float) -> bool:
        """Until the time is over; on a crowded machine, until the first save, for a while."""
        return now < self.until or (not self.saw["saved"] and now < self.until + PATIENCE)

    def run(self) -> None:
        login = "/admin/login/"
        who = {"username": f"editor{self.number}", "password": PASSWORD, "next": "/admin/"}
        with DOOR:
            self.ask(login, self.fields(self.ask(login)) | who)
        while self._goes_on(time.monotonic()):
            fields = self.fields(self.ask(self.page))
            fields = {name: value for name, value in fields.items() if not name.startswith("_")}
            # The editor's own number behind it: two who add one do not write the same.
            fields["place"] = f"{int(fields.get('place', '0').split('.')[0]) + 1}.{self.number}"
            page = self.ask(self.page, fields | {"_continue": "1"})
            if "Recorded:" in page:
                self.saw["saved"] += 1
            elif "after you opened it" in page or "since you opened it" in page:
                self.saw["shown theirs"] += 1
            else:
                self.saw["neither saved nor told"] += 1


def shell(code: str, env: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(command, cwd=TOP, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def measure(editors: int, seconds: float, database: str) -> dict[str, object]:
    """Let so many editors work for so long; give what they saw and whether the number is right."""
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "ARCHIVE_DATA": data, "DATABASE_URL": database}
        env.pop("ARCHIVE_SITE_ADDRESS", None)
        migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, cwd=TOP, env=env, check=True, capture_output=True)
        pk = int(shell(MADE.format(editors=editors, password=PASSWORD), env))
        command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "-b", "127.0.0.1:0", "--workers", "2"]
        with subprocess.Popen(
            [*command, "--threads", "4"], cwd=TOP, env=env, stderr=subprocess.PIPE, text=True
        ) as server:
            try:
                until = time.monotonic() + seconds
                site = listening(server)
                crowd = [Editor(site, number, pk, until) for number in range(editors)]
                for one in crowd:
                    one.start()
                for one in crowd:
                    one.join()
            finally:
                server.terminate()
        saw = sum((one.saw for one in crowd), Counter())
        return dict(saw) | {"number": int(shell(READ.format(pk=pk), env)), "seconds": seconds}


def listening(server: "subprocess.Popen[str]") -> str:
    said = ""
    for line in server.stderr or ():
        said += line
        if found := re.search(r"Listening at: (http://\S+)", line):
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return found.group(1)
    raise RuntimeError(f"The server did not start:\n{said}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editors", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", default="", help="empty: SQLite in a folder of its own")
    asked = parser.parse_args()
    saw = measure(asked.editors, asked.seconds, asked.database)
    for name, number in saw.items():
        print(f"{name:>24}  {number}")
    print("lost updates:", int(str(saw.get("saved", 0))) - int(str(saw["number"])))


if __name__ == "__main__":
    main()
