"""The images that the container rests on: each of a version, and pinned by a command."""

import os
import re
import shutil
import subprocess

from tests.test_architecture import TOP

NAMED = re.compile(r"^ *(?:FROM|image:) +(\S+)", re.MULTILINE)
OWN = {"sourcebook"}  # built from the Dockerfile
DIGESTS = 'echo "sha256:$(printf %s "$4" | sha256sum | cut -c1-64)"'


def images(folder=TOP):
    """The images that a folder's Dockerfile and compose file name."""
    texts = [(folder / name).read_text("utf-8") for name in ("Dockerfile", "compose.yaml")]
    return {one for text in texts for one in NAMED.findall(text)} - OWN


def test_s31_t24_every_image_is_of_a_version_or_pinned():
    assert len(images()) == 3
    for one in images():
        tag = one.partition("@")[0].rpartition(":")[2]
        assert re.search(r"\d", tag), f"{one}: name a version, or pin it with .deploy/pin"
        assert "latest" not in one


def test_pin_writes_the_digest_behind_every_image_and_again_a_newer_one(tmp_path):
    for name in ("Dockerfile", "compose.yaml"):
        shutil.copy(TOP / name, tmp_path)
    engine = tmp_path / "bin" / "docker"
    engine.parent.mkdir()
    engine.write_text(f"#!/bin/sh\n{DIGESTS}\n")
    engine.chmod(0o755)
    path = {**os.environ, "PATH": f"{engine.parent}:{os.environ['PATH']}"}
    before = (tmp_path / "Dockerfile").read_text("utf-8").splitlines()

    subprocess.run([TOP / ".deploy" / "pin", tmp_path], env=path, check=True, capture_output=True)
    first = images(tmp_path)
    engine.write_text(f"#!/bin/sh\n{DIGESTS.replace('printf %s', 'printf newer%s')}\n")
    again = subprocess.run([TOP / ".deploy" / "pin", tmp_path], env=path, check=False, capture_output=True)

    assert {one.partition("@")[0] for one in first} == images()
    assert all(re.fullmatch(r".+@sha256:[0-9a-f]{64}", one) for one in first)
    after = (tmp_path / "Dockerfile").read_text("utf-8").splitlines()
    assert [line for line in after if "@sha256" not in line] == [
        line for line in before if not line.startswith("FROM")
    ]
    assert again.returncode == 0
    assert images(tmp_path) != first


def test_pin_stops_where_no_digest_is_given(tmp_path):
    for name in ("Dockerfile", "compose.yaml"):
        shutil.copy(TOP / name, tmp_path)
    engine = tmp_path / "docker"
    engine.write_text("#!/bin/sh\necho no such image\n")
    engine.chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}

    done = subprocess.run([TOP / ".deploy" / "pin", tmp_path], env=path, check=False, capture_output=True)

    assert done.returncode == 1
    assert images(tmp_path) == images()
