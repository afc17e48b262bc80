# The archive as an image. tests/test_container.py runs these very commands in an empty folder as an
# ordinary user, because no container engine runs where this was written.
#
# The base is named by tag: a digest could not be looked up there. Pin it before you rely on it:
#   docker buildx imagetools inspect python:3.11-slim

FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/archive
COPY requirements.lock ./
# Wheels only: nothing is compiled, and no package's own code runs while it is installed.
RUN python3 -m venv .venv \
 && .venv/bin/pip install --require-hashes --only-binary :all: -r requirements.lock
COPY manage.py LICENSE ./
COPY archive/ archive/
COPY sources/ sources/
COPY templates/ templates/
COPY static/ static/
COPY seeds/ seeds/
# The key is for this one command and is kept nowhere: production settings refuse to load without one.
RUN ARCHIVE_MODE=production ARCHIVE_HOSTS=localhost ARCHIVE_DATA="$(mktemp -d)" \
    ARCHIVE_SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ARCHIVE_STATIC=/srv/archive/staticfiles \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0
RUN .venv/bin/python -m compileall -q archive sources

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Sourcebook" \
      org.opencontainers.image.description="An annotated source archive" \
      org.opencontainers.image.licenses="Apache-2.0"
# The program belongs to root and the server is not root: it cannot change what it runs.
COPY --from=build /srv/archive /srv/archive
RUN install -d -o 10001 -g 10001 -m 0750 /data
ENV PATH=/srv/archive/.venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=2 \
    ARCHIVE_MODE=production \
    ARCHIVE_DATA=/data \
    ARCHIVE_STATIC=/srv/archive/staticfiles
WORKDIR /srv/archive
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "archive.healthcheck"]
CMD ["gunicorn", "--config", "archive/gunicorn.py", "archive.wsgi"]
