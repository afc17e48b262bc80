"""Settings: one file; what differs between machines comes from the environment.

Each variable is read by a function that stops the start with a sentence naming the variable, the
value found and what was expected. README.md lists them all.
"""

import os
import re
import secrets
import sqlite3
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Read one of a few words from the environment."""
    value = os.environ.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected one of: {', '.join(sorted(allowed))}.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes or no from the environment."""
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected one of: {', '.join(sorted(words))}.")
    return words[value]


def words(name: str) -> list[str]:
    """Read a comma-separated list from the environment."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def data_folder() -> Path:
    """Find the folder that holds everything this archive keeps, and make it."""
    folder = Path(os.environ.get("ARCHIVE_DATA", BASE_DIR / ".data")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_DATA is {str(folder)!r}, which cannot be made: {error.strerror}. "
            "Name a folder that this user may write to."
        ) from error
    return folder


def secret_key() -> str:
    """Read the secret; outside production, make one and keep it with the data."""
    value = os.environ.get("ARCHIVE_SECRET_KEY", "")
    if value and len(value) < 50:  # noqa: PLR2004 -- the length Django's own deployment check asks for
        raise ImproperlyConfigured(
            f"ARCHIVE_SECRET_KEY has {len(value)} characters; expected at least 50 random ones."
        )
    if value:
        return value
    if MODE == "production":
        raise ImproperlyConfigured(
            "ARCHIVE_SECRET_KEY is not set; ARCHIVE_MODE=production needs 50 or more random characters."
        )
    return kept_secret(DATA / "secret-key")


def kept_secret(kept: Path) -> str:
    """Read the secret that is kept with the data; the first to ask makes it.

    It is written whole under another name and then linked: of processes that start together one
    wins and all read the same, and a kill leaves either no secret or a whole one.
    """
    if not kept.exists():
        with tempfile.NamedTemporaryFile("w", dir=kept.parent, prefix=".secret-key-") as made:
            made.write(secrets.token_urlsafe(64))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                os.link(made.name, kept)
    value = kept.read_text()
    if len(value) < 50:  # noqa: PLR2004 -- as above
        raise ImproperlyConfigured(
            f"{str(kept)!r} holds {len(value)} characters; expected at least 50 random ones. "
            "Delete the file, and the next start makes another; editors then sign in again."
        )
    return value


def static_root() -> Path:
    """Say where style sheets are collected, which are served as they lie there, to everybody."""
    folder = Path(os.environ.get("ARCHIVE_STATIC", DATA / "static")).expanduser().resolve()
    if DATA.is_relative_to(folder):
        raise ImproperlyConfigured(
            f"ARCHIVE_STATIC is {str(folder)!r}, in which the archive's own data lies ({str(DATA)!r}), and "
            "all in it is served. Name a folder of its own."
        )
    return folder


def whole_number(name: str, default: int) -> int:
    """Read a whole number, 0 or more, from the environment."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; expected a whole number, e.g. {default}.")
    return int(value)


def contact() -> str:
    """Read the address to which readers write; empty, and the page says that none is given."""
    value = os.environ.get("ARCHIVE_CONTACT", "").strip()
    if value and not re.fullmatch(r"[^@\s<>\"?&]+@[^@\s<>\"?&]+", value):
        raise ImproperlyConfigured(
            f"ARCHIVE_CONTACT is {value!r}; expected an e-mail address, e.g. archive@example.org."
        )
    return value


def language() -> str:
    """Read the language of the readers' pages, by its tag (BCP 47)."""
    value = os.environ.get("ARCHIVE_LANGUAGE", "").strip() or LANGUAGE_CODE
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ImproperlyConfigured(
            f"ARCHIVE_LANGUAGE is {value!r}; expected the tag of a language, e.g. ru, kk or pt-br."
        )
    return value.lower()


def hosts() -> list[str]:
    """Read the host names that this site answers to."""
    named = words("ARCHIVE_HOSTS")
    if "*" in named:
        raise ImproperlyConfigured("ARCHIVE_HOSTS holds '*'; name the hosts, e.g. archive.example,localhost.")
    if MODE == "production" and not named:
        raise ImproperlyConfigured(
            "ARCHIVE_HOSTS is not set; ARCHIVE_MODE=production needs the site's host names, comma-separated."
        )
    return named or ["127.0.0.1", "localhost", "[::1]"]


def originals_host() -> str:
    """Read the host name at which documents' bytes are saved, with its port where that is not the usual one.

    Empty, and the desk hands them out under its own.
    """
    value = os.environ.get("ARCHIVE_ORIGINALS_HOST", "").strip().lower()
    name = value.partition(":")[0]
    is_name = re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", value)
    if value and (not is_name or name in {host.lower() for host in hosts()}):
        raise ImproperlyConfigured(
            f"ARCHIVE_ORIGINALS_HOST is {value!r}; expected a host name that is not among ARCHIVE_HOSTS, "
            "e.g. originals.archive.example."
        )
    return value


def fetching_proxy() -> str:
    """Read the address of the proxy through which alone pages are fetched; empty, and there is none.

    It may hold a password, so no sentence repeats it. ``socks5h`` is not taken: the proxy would resolve
    names, and addresses are judged here.
    """
    value = os.environ.get("ARCHIVE_FETCHING_PROXY", "").strip()
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "socks5"} and parts.hostname and parts.port
        is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
        known = (unquote(word or "").encode() for word in (parts.username, parts.password))
        # SOCKS says in one byte how long a name and a password are.
        is_read = bool(is_whole and is_bare and all(len(word) <= 0xFF for word in known))  # noqa: PLR2004 -- as above
    except ValueError:
        is_read = False
    if value and not is_read:
        raise ImproperlyConfigured(
            "ARCHIVE_FETCHING_PROXY cannot be read; expected e.g. http://user:password@proxy.example:3128 "
            "or socks5://127.0.0.1:9050 (not socks5h: addresses are judged here)."
        )
    return value


def seconds(name: str) -> int | None:
    """Read a number of seconds; None where it is not set."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected whole seconds above 0, e.g. 60.")
    return int(value)


def journal_mode() -> str:
    """Choose SQLite's journal by its version.

    WAL can corrupt a database in SQLite 3.7.0-3.51.2 (the WAL-reset race; fixed in 3.51.3 and in
    the backports 3.44.6 and 3.50.7). PERSIST is the fall-back: as safe as TRUNCATE, and an act of fifty
    rows ends in 2.2 ms instead of 5.2, because the journal's blocks need not be found anew each time.
    """
    version = sqlite3.sqlite_version_info
    is_fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if is_fixed else "PERSIST"


def editorial_database() -> dict[str, object]:
    """Give the editorial database: SQLite in the data folder, or what DATABASE_URL names."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'editorial.sqlite3'}"
    try:
        config = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:  # also of a scheme or a port that cannot be; dj_database_url's are its kind
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; expected e.g. postgres://user:password@host:5432/name "
            "or sqlite:////folder/file.sqlite3."
        ) from error
    engines = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
    if config["ENGINE"] not in engines:
        raise ImproperlyConfigured(
            f"DATABASE_URL names {config['ENGINE']}; expected a sqlite or postgres address."
        )
    if config["ENGINE"] == engines[0]:
        config["OPTIONS"] = {
            # DEFERRED under four writers: 5,809 "database is locked" to 855 successes. Where nothing may be
            # written there are none, and IMMEDIATE would be refused.
            "transaction_mode": "DEFERRED" if READ_ONLY else "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={journal_mode()}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                # Without it, INSERT OR REPLACE walks round the append-only triggers.
                "PRAGMA recursive_triggers=ON; PRAGMA mmap_size=0; "
                # A publish or a load leaves no journal larger than this; 16 MB of pages stay in memory.
                f"PRAGMA journal_size_limit={4 << 20}; PRAGMA cache_size=-{16 << 10}"
                # Last: what comes before it writes.
                f"{'; PRAGMA query_only=ON' if READ_ONLY else ''}"
            ),
        }
    elif READ_ONLY:
        options = dict(config.get("OPTIONS") or {})  # type: ignore[call-overload]  # what the address asks for
        config["OPTIONS"] = {**options, "options": "-c default_transaction_read_only=on"}
    return config


MODE = choice("ARCHIVE_MODE", "local", ("local", "production"))
DEBUG = flag("ARCHIVE_DEBUG")
if DEBUG and MODE == "production":
    raise ImproperlyConfigured("ARCHIVE_DEBUG is on; it must be off where ARCHIVE_MODE=production.")
DATA = data_folder()
BLOBS = DATA / "blobs"
WAITING = DATA / "waiting"  # what editors uploaded and have not stored yet; theirs alone, for a day
EDITIONS = DATA / "editions"
CURRENT_EDITION = EDITIONS / "current.sqlite3"
SECRET_KEY = secret_key()
ORIGINALS_HOST = originals_host()
ALLOWED_HOSTS = [*hosts(), *filter(None, [ORIGINALS_HOST.partition(":")[0]])]
FETCHING = flag("ARCHIVE_FETCHING")
FETCHING_PROXY = fetching_proxy()
CONFINEMENT = choice("ARCHIVE_CONFINEMENT", "optional", ("required", "optional"))
# On machines that take their editions from another: how old the last word from there may be.
EDITION_MAX_AGE = seconds("ARCHIVE_EDITION_MAX_AGE")
EDITION_TOKEN = os.environ.get("ARCHIVE_EDITION_TOKEN", "").strip()
# The file is heeded by a running server that is told to load anew (HUP), without a reader noticing.
READ_ONLY = flag("ARCHIVE_READONLY") or (DATA / "read-only").exists()
RESERVE = whole_number("ARCHIVE_RESERVE", 32)  # megabytes kept for withholding on a full disk
# What one reader may ask for in a minute, of each process: nobody is to be kept off an archive of one's own.
RATE = whole_number("ARCHIVE_RATE", 120 if MODE == "production" else 0)  # answers of what is dear
EFFORT = whole_number("ARCHIVE_EFFORT", 4 if MODE == "production" else 0)  # seconds of a processor
PROXIES = whole_number("ARCHIVE_PROXIES", 0)
SECOND_FACTOR = choice(
    "ARCHIVE_SECOND_FACTOR", "required" if MODE == "production" else "optional", ("required", "optional")
)
SITE_NAME = os.environ.get("ARCHIVE_SITE_NAME", "Sourcebook")
CONTACT = contact()
SITE_ADDRESS = os.environ.get("ARCHIVE_SITE_ADDRESS", "").rstrip("/")

INSTALLED_APPS = [
    # The desk registers itself where addresses are loaded; commands that need none start in half the time.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "taggit",
    "sources",
    "sources.edition",
]

MIDDLEWARE = [
    # First what is said with every answer, so also where one of the others refuses.
    "archive.headers.SafeHeaders",
    "sources.edition.middleware.SitesLanguage",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "sources.admin.second_host.SecondHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sources.public.closed.Closed",
    "sources.edition.middleware.FreshEdition",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sources.admin.signing.middleware.Doorkeeper",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sources.admin.closing.Closing",
    "sources.admin.once_more.OnceMore",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": editorial_database(),
    # Never written: publish makes a new file beside it and swaps the name.
    "edition": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{CURRENT_EDITION}?mode=ro&immutable=1",
        "CONN_MAX_AGE": None,
        # Each thread has a connection, and SQLite would keep 2 MB of pages for each of the 48: what the
        # kernel has in memory once for all of them anyhow.
        "OPTIONS": {"init_command": "PRAGMA cache_size=-256"},
        "TEST": {"DEPENDENCIES": []},
    },
}
DATABASE_ROUTERS = ["sources.edition.router.EditionRouter"]
MIGRATION_MODULES = {"edition": None}  # publish makes its tables
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "sources.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "sources.admin.refusing.form_too_old"

LANGUAGE_CODE = "en-gb"  # of the desk and the commands
SITE_LANGUAGE = language()
LOCALE_PATHS = [BASE_DIR / "sources" / "locale"]
LANGUAGES_BIDI = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = ["archive.formats"]
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = static_root()
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = MODE == "local"
STATICFILES_STORAGE = {
    "local": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "production": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE[MODE]},
}
# Files are taken from the one page that asks for them, and nowhere else (see admin/uploads.py).
FILE_UPLOAD_HANDLERS = ["sources.admin.uploads.NoFiles"]
DATA_UPLOAD_MAX_NUMBER_FILES = 100
UPLOAD_LARGEST_FILE = 50 * 1024 * 1024
UPLOAD_LARGEST_REQUEST = 100 * 1024 * 1024

TAGGIT_CASE_INSENSITIVE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the stock admin's style sheets draw their icons as data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IS_HTTPS = flag("ARCHIVE_HTTPS", default=MODE == "production")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
# By https they are __Host- cookies (RFC 6265bis §4.1.3.2), which no neighbouring host name can set; these
# must be for the whole host. By plain http they are held to the desk.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/" if IS_HTTPS else "/admin/"
_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_PREFIX}session", f"{_PREFIX}csrf"
DEVICE_COOKIE_NAME = f"{_PREFIX}device"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_ENGINE = "sources.admin.signing.store"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_AGE = 30 * 60
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in hosts()]

# Whether browsers ship the site's name in their preload list is its owner's to ask for, once and by hand.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# No address, query or user agent of a reader is ever written down: errors only, to standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "archive.logs.WithoutWords",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
