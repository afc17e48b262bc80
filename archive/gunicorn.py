"""How gunicorn serves the archive: ``gunicorn --config archive/gunicorn.py archive.wsgi``.

Threads, because three half-open connections silence three sync workers; even so a buffering proxy
belongs in front (`.deploy/nginx.conf`), because a hundred of them fill two workers. No access log: a
reader's address and query are never written down.
"""

import os
import sys
from pathlib import Path


def count(name: str, default: int) -> int:
    """Read a positive whole number from the environment."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise SystemExit(f"{name} is {value!r}; expected a whole number above 0, e.g. {default}.")
    return int(value)


bind = f"0.0.0.0:{count('ARCHIVE_PORT', 8000)}"
worker_class = "gthread"
# A container sees all cores of its host; more than nine workers are for someone to ask for.
workers = count("ARCHIVE_WORKERS", min(2 * (os.cpu_count() or 1) + 1, 9))
# Who waits for a search holds a thread and nothing else; who is sent away comes again at once and costs more.
threads = count("ARCHIVE_THREADS", 48)


def post_fork(_server: object, _worker: object) -> None:
    """Let a thread that works long give way sooner.

    A page that is kept takes a third of a millisecond, and asks for Python's lock a dozen times on its way
    through sockets and queues; with Python's own 5 ms it would wait most of its time for one search.
    """
    sys.setswitchinterval(0.0001)


timeout = 30
graceful_timeout = 30
keepalive = 5
# A worker is replaced now and then, not all at once: what leaks in a library does not add up.
max_requests = 5000
max_requests_jitter = 500

limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

accesslog = None
errorlog = "-"
# Workers say that they live through a file. On a disk, a slow write would look like a dead worker;
# and in the container nothing but /data and the tmpfs mounts can be written.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- gunicorn makes and unlinks its own file there
