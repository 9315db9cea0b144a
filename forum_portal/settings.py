"""Settings: one file, driven by the environment.

Without any environment every command runs: SQLite in DATA_DIR, a development key kept there.
PRODUCTION=1 takes secrets and hosts from the environment and fails loudly without them.
docs/operations.md lists every variable.
"""

import os
import re
from datetime import timedelta
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject

from forum_portal.data_dir import BASE_DIR, data_dir, keep_private
from forum_portal.layout import DATABASE, place_in
from forum_portal.made_once import development_key

DATA_DIR = data_dir()


def switch(name: str, usual: str = "0") -> bool:
    """A variable that is on or off; anything else is a mistake that must not pass for off."""
    value = os.environ.get(name) or usual
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name}={value} is neither 1 nor 0.")
    return value == "1"


keep_private(DATA_DIR)  # here, because every process that could write comes by

PRODUCTION = switch("PRODUCTION")
DEBUG = switch("DEBUG") and not PRODUCTION
# Whether the start enters a forum of an invented town; never where people look for real ones (resolutions/checks.py).
DEMO = switch("DEMO", "0" if PRODUCTION else "1")


def required(name: str) -> str:
    """The variable's value; in production it may not be missing."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"PRODUCTION=1 needs {name} in the environment; see docs/operations.md.")
    return value


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


# Secrets and hosts

PORT = os.environ.get("PORT") or "8000"
TRUSTED_PROXY = PRODUCTION and switch("TRUSTED_PROXY")  # only behind a proxy that overwrites the headers
if PRODUCTION:
    SECRET_KEY = required("SECRET_KEY")
    ALLOWED_HOSTS = words(required("ALLOWED_HOSTS"))
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS names no host.")
    SITE_ADDRESS = os.environ.get("SITE_ADDRESS") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
else:
    # Lazy: a command that only reads, as parse_resolution does, must write nothing.
    SECRET_KEY = SimpleLazyObject(lambda: development_key(DATA_DIR))  # type: ignore[assignment]  # acts as a str
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    SITE_ADDRESS = f"http://127.0.0.1:{PORT}"
# Earlier keys: links in mails that were sent under one of them still hold.
SECRET_KEY_FALLBACKS = words(os.environ.get("SECRET_KEY_FALLBACKS", ""))
# Under a folder of its host: what comes before every address; the proxy takes it off.
FORCE_SCRIPT_NAME = os.environ.get("FORCE_SCRIPT_NAME") or None
if FORCE_SCRIPT_NAME and not re.fullmatch(r"(/[a-z0-9-]+)+", FORCE_SCRIPT_NAME):
    raise ImproperlyConfigured(f"FORCE_SCRIPT_NAME={FORCE_SCRIPT_NAME} is no folder like /register.")
CSRF_TRUSTED_ORIGINS = words(os.environ.get("CSRF_TRUSTED_ORIGINS", ""))

# Applications

INSTALLED_APPS = [
    "resolutions",  # first: its phrases and templates win over the admin's
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "simple_history",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "drf_spectacular",  # for its check at deployment; rest_framework itself would only add pages we do not serve
]

MIDDLEWARE = [
    "resolutions.web.request_id.RequestIdMiddleware",  # outside of all: what they say has its number, too
    "resolutions.web.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "resolutions.api.middleware.OpenToAllMiddleware",
    "resolutions.web.middleware.ViewSettingsMiddleware",
    "resolutions.web.tallying.ReadsMiddleware",
    "resolutions.web.middleware.NotModifiedMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "resolutions.web.middleware.DatabaseLimitsMiddleware",
    "resolutions.web.middleware.PrivateWhenSignedInMiddleware",
    "resolutions.web.middleware.NoteChangesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "resolutions.web.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "resolutions.work.after_response.IndexMiddleware",
]

ROOT_URLCONF = "forum_portal.urls"
WSGI_APPLICATION = "forum_portal.wsgi.application"

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
                "resolutions.web.context.view_settings",
                "resolutions.web.context.look",
                "resolutions.exports.formats.offered",
            ],
        },
    },
    {
        "NAME": "pieces",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "pieces"],
        "OPTIONS": {"environment": "resolutions.pieces.templates.environment"},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite needs nothing; its default settings refuse concurrent writers, these make them wait.

STATEMENT_LIMITS = "-c statement_timeout=5000 -c lock_timeout=2000"

if os.environ.get("DATABASE_URL"):
    if not os.environ["DATABASE_URL"].startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            "DATABASE_URL must be postgresql://…; without it the portal uses SQLite in DATA_DIR."
        )
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
    if switch("PGBOUNCER"):
        # It refuses `options`, so limits stand at the role; and its connections change hands after each transaction.
        DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
    elif switch("WEB"):  # set by the web server's start; migrations and imports may take longer
        DATABASES["default"]["OPTIONS"]["options"] = STATEMENT_LIMITS
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(place_in(DATA_DIR, DATABASE)),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

AUTH_USER_MODEL = "resolutions.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())

# Roles that nobody enters by a password alone, or «nobody»; empty: the usual ones (resolutions/permissions).
REQUIRE_SECOND_FACTOR = words(os.environ.get("REQUIRE_SECOND_FACTOR", ""))
# A passkey belongs to the name of the machine for good; browsers allow none without TLS but at localhost.
PASSKEYS_AT = urlsplit(SITE_ADDRESS if SITE_ADDRESS.startswith("https://") else f"http://localhost:{PORT}")
OTP_WEBAUTHN_RP_ID = PASSKEYS_AT.hostname
OTP_WEBAUTHN_RP_NAME = "Реестр резолюций"  # for its check; people are told the city's own (pages/passkeys.py)
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"{PASSKEYS_AT.scheme}://{PASSKEYS_AT.netloc}"]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False  # else a passkey alone would do, without a password
OTP_WEBAUTHN_EXCEPTION_LOGGER_NAME = ""  # what somebody's browser sent is no fault of ours

# Two counters: five misses from one address for one account, and a slower one per account from anywhere.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "resolutions.web.throttling.account_name"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "resolutions.pages.accounts.locked_out"
AXES_CLIENT_STR_CALLABLE = "resolutions.web.throttling.client_in_logs"
# What it keeps of a form that missed; the counters go by who and from where.
AXES_SENSITIVE_PARAMETERS = [
    "password",
    "username",
    "old_password",
    "new_password1",
    "new_password2",
    "csrfmiddlewaretoken",
]
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "resolutions.web.throttling.sign_in_address"

# Mail

EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = place_in(DATA_DIR, "mail")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or "25")
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = switch("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
# As it was said before WORK_APART, which is for every work: off, no web process sends mails.
WEB_SENDS_LETTERS = switch("WEB_SENDS_LETTERS", "1")
WRITES_TALLIES = True  # a thread of a web process, once a minute; tests write when they want to know
# Whom visitors and researchers of security write to; shown on the page about the portal.
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")
# Who answers for the addresses of subscribers: name and postal address, for the consent (152-ФЗ).
DATA_OPERATOR = os.environ.get("DATA_OPERATOR", "")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Реестр резолюций <noreply@localhost>")

# Language and time: Russian only, whatever the browser asks for.

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/Moscow")
USE_I18N = True
USE_TZ = True

# What is made once and shown again; keyed by versions of what it shows, so nothing is stale (resolutions/tracking.py).

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # On the disk, so that what one web process has made the others need not make again.
    "pages": {
        "BACKEND": "forum_portal.file_cache.FileCache",
        "LOCATION": place_in(DATA_DIR, "pages"),
        "TIMEOUT": int(timedelta(days=1).total_seconds()),
        "OPTIONS": {"MAX_ENTRIES": 5000, "MAX_BYTES": 200 * 1024**2},  # of 5-20 KB as a rule
    },
    "pictures": {
        "BACKEND": "forum_portal.file_cache.FileCache",
        "LOCATION": place_in(DATA_DIR, "pictures"),
        "TIMEOUT": int(timedelta(days=60).total_seconds()),
        "OPTIONS": {"MAX_ENTRIES": 3000, "MAX_BYTES": 100 * 1024**2},  # of 15-35 KB
    },
    # Of some 4 KB each, in the memory of each web process.
    "pieces": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pieces",
        "TIMEOUT": int(timedelta(days=1).total_seconds()),
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Few: an answer of the API may be ten times as long as a page.
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    "counters": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# The open API: reading only, without a key; resolutions/api.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],  # nothing is sent to it, so nothing is read
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "resolutions.api.negotiation.JsonOrNothing",
    "DEFAULT_THROTTLE_CLASSES": ["resolutions.api.throttling.PerAddress"],
    "EXCEPTION_HANDLER": "resolutions.api.errors.answer_to",
    "URL_FORMAT_OVERRIDE": None,  # `format=` is a parameter like any unknown one
    "UNAUTHENTICATED_USER": None,
}
API_REQUESTS_PER_MINUTE = int(os.environ.get("API_REQUESTS_PER_MINUTE") or "300")  # from one address, per process
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Реестр резолюций",
    "DESCRIPTION": "Что рекомендуют общественные форумы и кому. Только чтение, без ключа.",
    "VERSION": "1",
    "SORT_OPERATIONS": False,  # as in resolutions/urls.py
    "SORT_OPERATION_PARAMETERS": False,  # as in the filters
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# Where a page can be passed on to: plain links, no script or counter of theirs. What is at hand changes, so the
# operator chooses; {url} and {title} are put in encoded.

SHARING_LINKS = {
    "vk": ("ВКонтакте", "https://vk.com/share.php?url={url}&title={title}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    "max": ("MAX", "https://max.ru/:share?text={title}%20{url}"),
}
SHARE_WITH = words(os.environ.get("SHARE_WITH", "vk,telegram,max"))
if unknown := set(SHARE_WITH) - set(SHARING_LINKS):
    raise ImproperlyConfigured(f"SHARE_WITH names {', '.join(sorted(unknown))}; known: {', '.join(SHARING_LINKS)}.")

# Watching (docs/server.md): where backups lie, to say how old the last one is; a word by which another machine may ask
# for /metrics, which is otherwise for this one alone.

BACKUP_DIR = os.environ.get("BACKUP_DIR", "")
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < 20:
    raise ImproperlyConfigured("METRICS_TOKEN is too short to keep anybody out: 20 characters at least.")

# Files

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = place_in(DATA_DIR, "static")
MEDIA_ROOT = place_in(DATA_DIR, "files")
INDEX_ROOT = place_in(DATA_DIR, "index")
REQUESTS_ROOT = place_in(DATA_DIR, "requests")
# Collected files have names that change with their contents. Who starts a server without `serve` (`manage.py runserver`
# from a fresh checkout) has collected none, or other ones than lie there today: they are served as they lie. In
# production that is a mistake, and stays one.
COLLECTED = PRODUCTION or switch("WEB")
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if COLLECTED
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
# Django would open them to everybody, whatever the umask.
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "resolutions.workspace.room.WhileThereIsRoom",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Work without a visitor (resolutions/work). Where nobody does it, the web process that has posted it does, once its
# answer is out. On: never; a service of the operator's alone. The second is how it was said before, of reading alone.

WORK_APART = switch("WORK_APART")
READERS_APART = switch("READERS_APART")

# Where the tile of each region lies on the picture of places, if not where we have put it (resolutions/pictures).

REGIONS_TILES = os.environ.get("REGIONS_TILES", "")

# Open data: where a dump goes, and who publishes it (docs/open_data.md)

OPEN_DATA_ROOT = place_in(DATA_DIR, "open_data")
OPEN_DATA_INN = os.environ.get("OPEN_DATA_INN", "")
OPEN_DATA_PUBLISHER = os.environ.get("OPEN_DATA_PUBLISHER", "")
OPEN_DATA_CONTACT = os.environ.get("OPEN_DATA_CONTACT", "")
OPEN_DATA_PHONE = os.environ.get("OPEN_DATA_PHONE", "")
OPEN_DATA_EMAIL = os.environ.get("OPEN_DATA_EMAIL", "")

# Safety

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "resolutions.web.errors.csrf_failure"

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The prefix works over HTTPS only, and for the whole host: a second portal under another folder has its own names.
    of_folder = (FORCE_SCRIPT_NAME or "").replace("/", "-")
    SESSION_COOKIE_NAME = f"__Host-sessionid{of_folder}"
    CSRF_COOKIE_NAME = f"__Host-csrftoken{of_folder}"
    if TRUSTED_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logs: one line each to standard error, without addresses, bodies, passwords (forum_portal/logs.py).

LOG_FORMAT = os.environ.get("LOG_FORMAT") or ("json" if PRODUCTION else "line")
if LOG_FORMAT not in ("json", "line"):
    raise ImproperlyConfigured(f"LOG_FORMAT={LOG_FORMAT} is neither json nor line.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "forum_portal.logs.Json"}, "line": {"()": "forum_portal.logs.Line"}},
    "filters": {"only_with_traceback": {"()": "forum_portal.logs.OnlyWithTraceback"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "resolutions": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR", "filters": ["only_with_traceback"]},
        "axes": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
TEST_RUNNER = "django.test.runner.DiscoverRunner"
