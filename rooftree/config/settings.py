"""The one settings file. What may be set from outside is listed in docs/operations.md."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from rooftree.config.environment import BadSettingError, env_date, env_number, env_path, env_text

CODE = Path(__file__).resolve().parent.parent
PROJECT = CODE.parent

ROOFTREE_ENV = env_text("ROOFTREE_ENV", "development", choices=("development", "test", "production"))
PRODUCTION = ROOFTREE_ENV == "production"
ROOFTREE_HOME = env_path("ROOFTREE_HOME", PROJECT / "var")
ROOFTREE_TODAY = env_date("ROOFTREE_TODAY")
if PRODUCTION and ROOFTREE_TODAY:
    raise BadSettingError("ROOFTREE_TODAY", str(ROOFTREE_TODAY), "unset in production")
ROOFTREE_LANDLORD = env_text("ROOFTREE_LANDLORD", "Haverleigh District Council")
ROOFTREE_MAPPINGS = env_path("ROOFTREE_MAPPINGS", ROOFTREE_HOME / "mappings")
ROOFTREE_LINKS = env_path("ROOFTREE_LINKS", ROOFTREE_HOME / "links.toml")
LANDING = env_path("ROOFTREE_LANDING", ROOFTREE_HOME / "landing")
DATABASE_URL = env_text("DATABASE_URL")
DATABASE_POOLED = env_text("DATABASE_POOLED", "no", choices=("yes", "no")) == "yes"
PREPARED_AFTER = 2
"""How often a statement of ours is asked on a connection before the server keeps it prepared."""
ROOFTREE_EXTRACTS = env_text("ROOFTREE_EXTRACTS")
ROOFTREE_INTAKE_FOLDER = env_text("ROOFTREE_INTAKE_FOLDER", ROOFTREE_EXTRACTS)
ROOFTREE_INTAKE_MIB = env_number("ROOFTREE_INTAKE_MIB", 20)
ROOFTREE_INTAKE_DAYS = env_number("ROOFTREE_INTAKE_DAYS", 30)
INTAKE = ROOFTREE_HOME / "intake"
ROOFTREE_MATCHING_DAYS = env_number("ROOFTREE_MATCHING_DAYS", 30)
"""How old a model of matching may be before the run trains a new one."""
ROOFTREE_CHECK_PEOPLE = env_number("ROOFTREE_CHECK_PEOPLE", 50)
ROOFTREE_CHECK_HOMES = env_number("ROOFTREE_CHECK_HOMES", 20)
ROOFTREE_CHECK_TWICE = env_number("ROOFTREE_CHECK_TWICE", 10)
ROOFTREE_MATCH_DRIFT = env_number("ROOFTREE_MATCH_DRIFT", 5)
ROOFTREE_RUN_AT = env_text("ROOFTREE_RUN_AT", "30 1 * * *")


def private_secret(file: Path) -> str:
    """A secret kept in a file that only its owner reads, made on first need."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        # Made 0600 and linked whole, so that two who start at once agree on one.
        handle, part = tempfile.mkstemp(dir=file.parent)
        os.write(handle, secrets.token_urlsafe(48).encode())
        os.close(handle)
        with contextlib.suppress(FileExistsError):
            Path(file).hardlink_to(part)
        Path(part).unlink()
    return file.read_text().strip()


SECRET_KEY = env_text("ROOFTREE_SECRET_KEY")
if not SECRET_KEY:
    if PRODUCTION:
        raise BadSettingError("ROOFTREE_SECRET_KEY", "", "a long random text in production")
    SECRET_KEY = private_secret(ROOFTREE_HOME / "secrets" / "django-key")
NINO_KEY = env_text("ROOFTREE_NINO_KEY")
"""Keys the HMAC under which National Insurance numbers are kept; changing it breaks old links."""
if not NINO_KEY:
    if PRODUCTION:
        raise BadSettingError("ROOFTREE_NINO_KEY", "", "a long random text in production")
    NINO_KEY = private_secret(ROOFTREE_HOME / "secrets" / "nino-key")

DEBUG = False
ALLOWED_HOSTS = env_text("ROOFTREE_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
ROOT_URLCONF = "rooftree.config.urls"
WSGI_APPLICATION = "rooftree.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "axes",
    "csp",
    "rooftree.reference",
    "rooftree.sources",
    "rooftree.records",
    "rooftree.services",
    "rooftree.oversight",
    "rooftree.api",
    "rooftree.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rooftree.web.compression.SmallStaticFiles",
    "rooftree.web.compression.SmallPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rooftree.web.middleware.DoorMiddleware",
    "rooftree.api.door.ApiDoorMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rooftree.web.context.page",
            ],
        },
    },
    {
        # Only what a page repeats by the hundred: see rooftree/web/repeats.py.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "rooftree.web.repeats.environment", "auto_reload": DEBUG},
    },
]

# --- Data -------------------------------------------------------------------------------------------------


def database(url: str) -> dict[str, Any]:
    """Django's settings for an outside PostgreSQL, or for the embedded one when no address is given."""
    prepared = {} if DATABASE_POOLED else {"prepare_threshold": PREPARED_AFTER}
    common: dict[str, Any] = {
        "ENGINE": "rooftree.config.database",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
        "NAME": "rooftree",
        "OPTIONS": prepared,
    }
    if not url:
        return common | {"EMBEDDED_HOME": ROOFTREE_HOME}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadSettingError(
            "DATABASE_URL", parts.scheme + "://…", "postgresql://user:password@host:port/name"
        )
    options = dict(parse_qsl(parts.query))
    return common | {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options | prepared,
    }


DATABASES = {"default": database(DATABASE_URL)}

# Superseded rows only; the moment comes from the session setting `rooftree.now`, so that a run with
# ROOFTREE_TODAY makes true history.
PGHISTORY_CREATED_AT_FUNCTION = "rooftree_now()"
PGHISTORY_APPEND_ONLY = True

PROCRASTINATE_IMPORT_PATHS = ["rooftree.nightly.tasks"]
FILES_MADE_BY = "rooftree.web.staff.listing.later.make"
"""What the background work calls to make a file that somebody waits for: the pages know what was asked."""
KEPT_FILES = ROOFTREE_HOME / "kept-files"
ROOFTREE_FILE_AT_ONCE = env_number("ROOFTREE_FILE_AT_ONCE", 20_000)

# --- People ------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "reference.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rooftree.reference.accounts.backends.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "rooftree.reference.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "rooftree.web.accounts.sign_in.locked_out"
AXES_VERBOSE = False
CSRF_FAILURE_VIEW = "rooftree.web.errors.csrf_failed"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Words and files ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = ROOFTREE_HOME / "files"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
