"""Is this container's server well? ``python -m archive.healthcheck`` exits 0 when it is.

It asks over loopback, under the site's first host name, because a name that is not in ARCHIVE_HOSTS
is refused. The answer of ``/healthz`` is 200 with the edition's number, 503 when there is none.
"""

import http.client
import os
import sys

SECONDS = 4  # below the container's own limit (HEALTHCHECK --timeout), so that the reason is told


def ask(host: str, port: int) -> str | None:
    """Give what is wrong with the server on this port, or None."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        words = answer.read(200).decode("utf-8", "replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return f"Nothing answers on port {port}: {error}."
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        return f"/healthz answers {answer.status}: {words}"
    return None


if __name__ == "__main__":
    sys.exit(
        ask(
            host=os.environ.get("ARCHIVE_HOSTS", "localhost").split(",")[0].strip(),
            port=int(os.environ.get("ARCHIVE_PORT", "8000")),
        )
    )
