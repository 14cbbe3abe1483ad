"""Django settings, all from the environment.

``KEQIAO_HOME``: where data lives (default ``var/`` beside the code). ``KEQIAO_DATABASE_URL``: the
database (default SQLite in the home). ``KEQIAO_DEMO=1``: show everything to visitors and say so.
``KEQIAO_NAME_STAFF=1``: people read the names of staff who looked at their records, not only their roles.
``KEQIAO_DEBUG=1``: development. ``KEQIAO_HOSTS``: allowed host names, comma separated.
``KEQIAO_SEAL``: what sealed fields are sealed with, ``aes-gcm`` (default) or ``sm4-gcm``.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from keqiao.kernel.access.door_rules import door_rules
from keqiao.kernel.keys import AES, Keyring

ROOT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("KEQIAO_HOME", "") or ROOT / "var").resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
PLANS = Path(os.environ.get("KEQIAO_PLANS", "") or ROOT / "plans").resolve()


def flag(name: str) -> bool:
    """Whether an environment switch is on."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


DEBUG = flag("KEQIAO_DEBUG")
# The demo says so in its home, so that `keqiao serve` after `keqiao demo` needs no switch.
DEMO = flag("KEQIAO_DEMO") or (HOME / "demo").exists()
GUARD_WRITES = DEBUG or flag("KEQIAO_GUARD")

KEYRING = Keyring.open(HOME / "keys.json", os.environ.get("KEQIAO_SEAL", "") or AES)
SECRET_KEY = KEYRING.text("session")
ALLOWED_HOSTS = [host for host in os.environ.get("KEQIAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("KEQIAO_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "keqiao.kernel.facts",
    "keqiao.kernel.search",
    "keqiao.kernel.divisions",
    "keqiao.kernel.organisations",
    "keqiao.kernel.offices",
    "keqiao.kernel.people",
    "keqiao.kernel.posts",
    "keqiao.kernel.memberships",
    "keqiao.kernel.money",
    "keqiao.kernel.access",
    "keqiao.kernel.identities",
    "keqiao.kernel.units",
    "keqiao.kernel.faces",
    "keqiao.kernel.audit",
    "keqiao.kernel.verbs",
    "keqiao.kernel.files",
    "keqiao.kernel.privacy",
    "keqiao.kernel.work",
    "keqiao.look",
    "keqiao.plans",
    "keqiao.plans.supervision",
    "keqiao.registry",
    "keqiao.registry.privacy",
    "keqiao.blocks.assemblies",
    "keqiao.blocks.assemblies.composing",
    "keqiao.blocks.assemblies.draws",
    "keqiao.blocks.assemblies.meetings",
    "keqiao.blocks.assemblies.motions",
    "keqiao.blocks.assemblies.outside",
    "keqiao.blocks.assemblies.service",
    "keqiao.blocks.assemblies.elections",
    "keqiao.blocks.assemblies.renewal",
    "keqiao.blocks.assemblies.rolls",
    "keqiao.blocks.places",
    "keqiao.blocks.activities",
    "keqiao.blocks.resources",
    "keqiao.blocks.calls",
    "keqiao.blocks.returns",
    "keqiao.kernel.health",
    "keqiao.api",
    "keqiao.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "keqiao.web.doors.keeper.Doorkeeper",
]

ROOT_URLCONF = "keqiao.config.urls"
WSGI_APPLICATION = "keqiao.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "keqiao.web.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("KEQIAO_DATABASE_URL", "") or f"sqlite:///{HOME / 'keqiao.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing half-way through.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "keqiao.kernel.access.passwords.DoorPassword"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Everybody knows the passwords of a demo, and comes to look.
_DEMO_DOORS = (
    {"KEQIAO_ASSOCIATION": "450200", "KEQIAO_FIRST_PASSWORD_CHANGES": "0", "KEQIAO_SECOND_FACTOR": "own"}
    if DEMO
    else {}
)
DOORS = door_rules({**_DEMO_DOORS, **os.environ})
CSRF_FAILURE_VIEW = "keqiao.web.doors.lost.forged"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("KEQIAO_HTTPS")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
# The other rooms are applications, whose catalogues Django finds by itself.
LOCALE_PATHS = [
    Path(__file__).resolve().parents[1] / room / "locale" for room in ("exchange", "kernel/nouns", "kernel/standards")
]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a roster's confirm page posts one field a row
UPLOAD_LIMIT = 30 * 1024 * 1024  # bytes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Messages to people; docs/reference/doors.md tells how. Without these they are kept in the home, in outbox/.
SMS_GATEWAY = os.environ.get("KEQIAO_SMS_GATEWAY", "")
SMS_HEADERS = os.environ.get("KEQIAO_SMS_HEADERS", "")
SMS_BODY = os.environ.get("KEQIAO_SMS_BODY", "")
SMS_SUCCESS = os.environ.get("KEQIAO_SMS_SUCCESS", "")
EMAIL_HOST = os.environ.get("KEQIAO_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("KEQIAO_EMAIL_PORT", "") or 465)
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_HOST_USER = os.environ.get("KEQIAO_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KEQIAO_EMAIL_PASSWORD", "")
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("KEQIAO_EMAIL_FROM", "") or EMAIL_HOST_USER

NAME_STAFF = flag("KEQIAO_NAME_STAFF")
STALE_DAYS = int(os.environ.get("KEQIAO_STALE_DAYS", "") or 90)  # without a login

ICP_NUMBER = os.environ.get("KEQIAO_ICP", "")
POLICE_NUMBER = os.environ.get("KEQIAO_POLICE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
