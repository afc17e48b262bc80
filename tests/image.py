"""An image carried out by hand: a Dockerfile's own commands, in order, below an empty folder.

No container engine runs here. An *image root* stands for `/`: what the Dockerfile says of /srv and
/data happens below it, as the ordinary user that the image runs as (or as whoever runs the tests,
where that is not root). Each stage begins empty, so a file that no COPY brings is missing here as it
would be there. What this cannot show: the base image itself, and what the engine adds around it.
"""

import dataclasses
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

IMAGE_USER = 10001
IMAGE_FOLDERS = re.compile(r"(?<![\w./-])/(srv|data)\b")
# How this machine reaches a package index is the machine's affair, not the image's.
INDEX_SETTINGS = ("PIP_", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


@dataclasses.dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile."""

    word: str
    rest: str


def steps_of(dockerfile: str) -> list[Step]:
    """The instructions of a Dockerfile, comments gone and continued lines joined."""
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines()]


class Image:
    """A project's Dockerfile carried out below a folder that stands for `/`."""

    def __init__(self, project: Path, root: Path, account: int, python: Path) -> None:
        self.project = project
        self.steps = steps_of((project / "Dockerfile").read_text("utf-8"))
        self.root = root
        self.account = account
        self.base_env = {"PATH": f"{python.parent}:/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8"}
        self.stages: dict[str, Path] = {}
        self.stage = ""
        self.env: dict[str, str] = {}
        self.workdir = "/"

    def here(self, text: str) -> str:
        """The same words with /srv and /data below the image root."""
        return IMAGE_FOLDERS.sub(lambda folder: f"{self.root}{folder.group()}", text)

    def path(self, name: str) -> Path:
        """Where a path of the image lies here; relative ones are below its WORKDIR."""
        return self.root / (Path("/") / self.workdir / name).relative_to("/")

    def build(self) -> None:
        """Carry out every instruction in order."""
        for step in self.steps:
            if step.word not in {"LABEL", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}:
                getattr(self, f"do_{step.word.lower()}")(step.rest)

    def command(self, word: str) -> list[str]:
        """What CMD or HEALTHCHECK starts, with its program looked up in the image's own PATH."""
        rest = [step.rest for step in self.steps if step.word == word][-1]
        program, *arguments = json.loads(rest[rest.index("[") :])
        return [shutil.which(program, path=self.env["PATH"]) or program, *arguments]

    def do_from(self, rest: str) -> None:
        """Begin a stage with nothing in it; the one before can only be copied from."""
        if self.stage:
            self.stages[self.stage] = self.root.rename(self.root.with_name(f"stage-{self.stage}"))
        self.stage = rest.split(" AS ")[1] if " AS " in rest else "final"
        self.env, self.workdir = {}, "/"
        self.root.mkdir()
        os.chown(self.root, self.account, -1)

    def do_env(self, rest: str) -> None:
        """Set variables for what follows."""
        for assignment in shlex.split(rest):
            name, value = assignment.split("=", 1)
            self.env[name] = self.here(value)

    def do_workdir(self, rest: str) -> None:
        """Make the folder and go there."""
        self.workdir = rest
        self.run(["mkdir", "-p", str(self.path("."))], cwd=self.root)

    def do_copy(self, rest: str) -> None:
        """Bring files from the project, or from a stage before."""
        *words, target = rest.split()
        options = [word for word in words if word.startswith("--")]
        context = self.stages[options[0].removeprefix("--from=")] if options else self.project
        for source in words[len(options) :]:
            place = context / source.lstrip("/")
            into = self.path(target) / (place.name if target.endswith("./") else "")
            if place.is_dir():
                shutil.copytree(place, into, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(place, into)
        if not options:  # the build stage's own commands may change what was copied into it
            subprocess.run(["chown", "-R", str(self.account), self.path(".")], check=True)

    def do_run(self, rest: str) -> None:
        """Run a shell command; the image's user is the account that these tests have."""
        self.run(["sh", "-ec", self.here(rest).replace(str(IMAGE_USER), str(self.account))])

    def run(self, command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, as the ordinary user; the test fails when it does."""
        done = subprocess.run(command, check=False, capture_output=True, text=True, **{**self.how, **more})
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        return done

    @property
    def how(self) -> dict[str, object]:
        """Where, as whom and with which variables a command of the image runs."""
        as_whom = (
            {"user": self.account, "group": self.account, "extra_groups": []} if os.getuid() == 0 else {}
        )
        of_the_machine = {
            name: value for name, value in os.environ.items() if name.upper().startswith(INDEX_SETTINGS)
        }
        return {"cwd": self.path("."), "env": {**self.base_env, **of_the_machine, **self.env}, **as_whom}
