"""What several tests of reading and fetching need."""

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for paper.example, signed by nobody but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here, which makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    made = [folder / "key.pem", folder / "cert.pem"]
    asked = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=paper.example"
    asked += f" -addext subjectAltName=DNS:paper.example -keyout {made[0]} -out {made[1]}"
    subprocess.run(["openssl", *asked.split()], check=True, capture_output=True)
    return made
