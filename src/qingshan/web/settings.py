"""Django's settings for the desk: those of the office, and what a browser needs.

What depends on the place is set by :mod:`qingshan.web.desk` before the first request: the secret, the lake, the day.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF

from qingshan.kernel.registry import folders
from qingshan.operations import settings as office

WEB = Path(__file__).parent

DATABASES = office.DATABASES
DEFAULT_AUTO_FIELD = office.DEFAULT_AUTO_FIELD
USE_TZ, TIME_ZONE, USE_I18N = office.USE_TZ, office.TIME_ZONE, office.USE_I18N
LOGGING_CONFIG = None
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *office.INSTALLED_APPS,
    *sorted(f"qingshan.web.{file.parent.name}" for file in WEB.glob("*/models.py")),
]
MIDDLEWARE = [
    "qingshan.web.service.watching.Watched",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qingshan.web.tokens.bearer.Bearers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "qingshan.web.visitor.Visitors",
    "qingshan.web.errors.Problems",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "qingshan.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": folders("web"),
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "qingshan.web.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "qingshan.web.pages.surroundings",
            ],
        },
    }
]

# sign-in
SHORTEST = 10
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": SHORTEST}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
OTP_TOTP_ISSUER = "青山"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "qingshan.web.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_URL = "/sign-in"
SESSION_COOKIE_NAME = "qingshan_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "qingshan_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "qingshan.web.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# headers
SECRET_KEY = os.environ.get("QINGSHAN_SECRET_KEY", "")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^metrics$"]  # asked on this machine, past the proxy
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
BEHIND_TLS = {
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": 365 * 24 * 60 * 60,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
}
"""What is set besides when a proxy in front of the desk speaks TLS."""

# files
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "qingshan.web.files.Versioned"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a sheet of a thousand lines

# work in the background
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# the place
LAKE: Path | None = None
AS_OF: date | None = None
DEMO = False
