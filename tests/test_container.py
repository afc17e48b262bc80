"""The container, without a container engine: see `tests/image.py` for how and how far."""

import gzip
import http.client
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.image import IMAGE_USER, Image, steps_of
from tests.test_architecture import README, TOP, rows_naming, section

COMPOSE = yaml.safe_load((TOP / "compose.yaml").read_text("utf-8"))
START_SECONDS = 120  # a machine that does much else at the same time is slow, not broken


def ordinary_python(account: int) -> Path:
    """A Python 3.11 that this account can run and that can make a virtual environment."""
    as_whom = {"user": account, "group": account, "extra_groups": []} if os.getuid() == 0 else {}
    version = f"python3.{sys.version_info.minor}"
    for python in (getattr(sys, "_base_executable", ""), f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        command = ["sh", "-c", 'exec "$0" -c "import ensurepip, venv"', python]
        if subprocess.run(command, check=False, capture_output=True, cwd="/", **as_whom).returncode == 0:
            return Path(python)
    pytest.skip(
        f"no {version} that user {account} may run, with its venv module: apt-get install python3-venv"
    )


def request(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    """Ask the running server as a reader behind the proxy would."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(
        "GET", path, headers={"Host": "archive.example", "X-Forwarded-Proto": "https", **headers}
    )
    return connection.getresponse()


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image, built; what the program consists of can no longer be written (compose: read_only)."""
    account = IMAGE_USER if os.getuid() == 0 else os.getuid()
    folder = Path(tempfile.mkdtemp(prefix="sourcebook-image-"))
    folder.chmod(0o755)
    try:
        image = Image(TOP, folder / "root", account, ordinary_python(account))
        image.build()
        subprocess.run(["chmod", "-R", "a-w", image.path("/srv")], check=True)
        image.env |= {
            "ARCHIVE_SECRET_KEY": secrets.token_urlsafe(64),
            "ARCHIVE_HOSTS": "archive.example,localhost",
            "ARCHIVE_WORKERS": "1",
        }
        yield image
    finally:
        subprocess.run(["chmod", "-R", "u+w", folder], check=False)
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server(image: Image) -> Iterator[int]:
    """The image's own CMD on a free port, over a database brought up to date; gives the port."""
    image.run(["python", "manage.py", "migrate", "--verbosity", "0"])
    port = free_port()
    image.env["ARCHIVE_PORT"] = str(port)
    process = subprocess.Popen(image.command("CMD"), stderr=subprocess.PIPE, text=True, **image.how)
    try:
        wait_until_it_answers(process, port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_until_it_answers(process: subprocess.Popen[str], port: int) -> None:
    """Wait for an answer of any kind; a server that ends before fails the test with its last words.

    An open port is not enough: the program behind it may still be starting.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()[1]
        try:
            request(port, "/healthz").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers on port {port} after {START_SECONDS} s")


@pytest.mark.slow
class TestImage:
    """What the Dockerfile makes, and what it answers."""

    def test_s32_program_runs_as_an_ordinary_user_and_cannot_change_itself(self, image):
        whoami = image.run(["id", "-u"]).stdout.strip()
        probe = subprocess.run(["touch", "archive/probe"], check=False, capture_output=True, **image.how)

        assert whoami == str(image.account) != "0"
        assert probe.returncode != 0

    def test_production_settings_satisfy_djangos_own_check(self, image):
        image.run(["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"])

    def test_health_check_fails_before_the_first_edition_and_says_why(self, image, server):
        done = subprocess.run(
            image.command("HEALTHCHECK"), check=False, capture_output=True, text=True, **image.how
        )

        assert done.returncode == 1
        assert done.stderr.startswith("/healthz answers 503: ")

    def test_style_sheet_is_compressed_and_kept_for_ever(self, image, server):
        login = request(server, "/admin/login/").read().decode()
        address = re.search(r'href="(/static/[^"]+\.css)"', login).group(1)

        answer = request(server, address, **{"Accept-Encoding": "gzip"})

        assert answer.status == http.HTTPStatus.OK
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert gzip.decompress(answer.read()).decode().count("{") > 0


@pytest.fixture(scope="module")
def published(image: Image, server: int) -> int:
    """The same server, once the demonstration corpus that the image carries is published; its port."""
    image.run(["python", "manage.py", "load_corpus", "seeds/temrava"])
    image.run(["python", "manage.py", "publish"])
    return server


@pytest.mark.slow
class TestPublished:
    """The server picks the first edition up without a restart."""

    def test_health_check_is_content(self, image, published):
        image.run(image.command("HEALTHCHECK"))

    def test_reader_gets_a_page_without_a_cookie(self, published):
        answer = request(published, "/")

        assert answer.status == http.HTTPStatus.OK
        assert "Temrava" in answer.read().decode()
        assert answer.headers["Set-Cookie"] is None

    def test_what_a_page_is_made_of_is_compressed(self, published):
        page = request(published, "/").read().decode()
        parts = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page))

        answers = {part: request(published, part, **{"Accept-Encoding": "gzip"}) for part in parts}

        assert parts != set()
        assert {answer.headers["Content-Encoding"] for answer in answers.values()} == {"gzip"}

    def test_data_folder_holds_all_that_was_written(self, image, published):
        kept = {path.name for path in image.path("/data").iterdir()}

        assert kept >= {"editorial.sqlite3", "editions", "blobs"}


@pytest.fixture(scope="module")
def proxy(server: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx as compose.yaml runs it, before that server; gives its port."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if not nginx:
        pytest.skip("no nginx: apt-get install nginx")
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    config = (TOP / ".deploy" / "nginx.conf").read_text("utf-8")
    for there, here in {
        "web:8000": f"127.0.0.1:{server}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/tmp/": f"{folder}/",
    }.items():
        config = config.replace(there, here)
    (folder / "nginx.conf").write_text(config)
    process = subprocess.Popen(
        [nginx, "-c", folder / "nginx.conf", "-p", folder, "-g", "daemon off;"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_it_answers(process, port)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.slow
class TestProxy:
    """What stands between readers and the workers: `.deploy/nginx.conf`, run."""

    def test_s29_t23_half_open_connections_do_not_silence_the_site(self, proxy):
        rude = [socket.create_connection(("127.0.0.1", proxy), timeout=5) for _ in range(200)]
        for connection in rude:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: archive.example\r\nX-Never-Ending: ")

        began = time.monotonic()
        answer = request(proxy, "/admin/login/")
        seconds = time.monotonic() - began

        assert answer.status == http.HTTPStatus.OK
        assert seconds < 9  # nginx gives up after ten seconds those that say nothing more
        for connection in rude:
            connection.close()

    def test_plain_http_is_sent_to_https(self, proxy):
        answer = request(proxy, "/admin/login/", **{"X-Forwarded-Proto": "http"})

        assert answer.status == http.HTTPStatus.MOVED_PERMANENTLY
        assert answer.headers["Location"] == "https://archive.example/admin/login/"

    def test_no_version_is_told(self, proxy):
        assert request(proxy, "/admin/login/").headers["Server"] == "nginx"

    def test_reader_may_not_send_much(self, proxy):
        connection = http.client.HTTPConnection("127.0.0.1", proxy, timeout=60)
        connection.request("POST", "/", body=b"x" * 1_100_000, headers={"Host": "archive.example"})

        assert connection.getresponse().status == http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TestDockerfile:
    """What a run cannot show, read off the files."""

    def test_s31_t24_packages_are_checked_and_never_built(self):
        installs = [
            step.rest
            for step in steps_of((TOP / "Dockerfile").read_text("utf-8"))
            if "pip install" in step.rest
        ]

        assert len(installs) == 1
        assert "--require-hashes --only-binary :all: -r requirements.lock" in installs[0]

    def test_everything_copied_is_let_in_and_nothing_else(self):
        steps = steps_of((TOP / "Dockerfile").read_text("utf-8"))
        copied = {
            word.rstrip("/")
            for step in steps
            if step.word == "COPY" and "--from" not in step.rest
            for word in step.rest.split()[:-1]
        }
        let_in = {
            line[1:].rstrip("/")
            for line in (TOP / ".dockerignore").read_text("utf-8").splitlines()
            if line.startswith("!")
        }

        assert copied == let_in


class TestCompose:
    """The services give up what they do not need."""

    @pytest.mark.parametrize("name", COMPOSE["services"])
    def test_s32_service_is_confined(self, name):
        service = COMPOSE["services"][name]

        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["pids_limit"] > 0
        assert "privileged" not in service

    def test_only_the_proxy_is_reached_from_outside(self):
        assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]

    def test_s32_server_writes_to_its_data_and_to_memory_only(self):
        web = COMPOSE["services"]["web"]

        assert web["volumes"] == ["data:/data"]
        assert [place.split(":")[0] for place in web["tmpfs"]] == ["/tmp"]

    def test_secrets_come_from_a_file_that_git_ignores(self):
        files = {service["env_file"] for service in COMPOSE["services"].values() if "env_file" in service}

        assert files == {".deploy/archive.env"}
        assert "/.deploy/archive.env" in (TOP / ".gitignore").read_text("utf-8").splitlines()

    def test_example_of_that_file_names_only_settings_there_are(self):
        example = (TOP / ".deploy" / "archive.env.example").read_text("utf-8")
        named = set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))

        assert {name for name in named if not name.startswith("POSTGRES_")} <= rows_naming(
            section(README, "Settings")
        )
