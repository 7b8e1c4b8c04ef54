"""All settings. Each comes from the environment; .env.example describes every one."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab

from alignment import addresses, content_security
from alignment import environment as env

ROOT = env.ROOT
DATA = Path(env.text("ALIGNMENT_DATA", str(ROOT / ".data"))).resolve()
DEBUG = False
DEMO = env.switch("DEMO", default=False)

# Servers: given by address, or embedded and started by `manage.py up`.
PROCESS = env.text("PROCESS", "command")
EMBEDDED = env.switch("ALIGNMENT_EMBEDDED", default=not env.text("DATABASE_URL"))
GIVEN_URL = env.text("DATABASE_URL")
DATABASE_URL = GIVEN_URL or addresses.embedded_database(DATA, addresses.PAGES_ROLE)
DATABASE_OWNER_URL = (
    GIVEN_URL and env.text("DATABASE_OWNER_URL", GIVEN_URL)
) or addresses.embedded_database(DATA)
REDIS_URL = env.text("REDIS_URL", addresses.embedded_redis(DATA))
SECRET_KEY = env.kept_secret("SECRET_KEY", DATA / "keys", embedded=EMBEDDED)
CUSTOMER_SECRET = env.kept_secret("CUSTOMER_SECRET", DATA / "keys", embedded=EMBEDDED)

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
SITE_URL = env.web_address("SITE_URL", f"http://{HOST}:{PORT}")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "",
    *("localhost", "127.0.0.1", "[::1]", HOST),
    *env.words("ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []

INSTALLED_APPS = [
    "alignment.people",
    "alignment.people.admin_config.HouseAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "lucide",
    "pghistory",
    "pgtrigger",
    "template_partials",
    "alignment.actions",
    "journeys",
    "kpis",
    "alignment.dashboards",
    "alignment.search",
    "alignment.audit",
    "alignment.runtime",
]

MIDDLEWARE = [
    "alignment.middleware.Began",
    "alignment.middleware.DatabaseGuard",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "alignment.middleware.Compressed",
    "alignment.middleware.NothingKept",
    "alignment.middleware.ReadAhead",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alignment.people.middleware.FirstRun",
    "alignment.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alignment.people.middleware.LastSeen",
    "django_htmx.middleware.HtmxMiddleware",
    "alignment.middleware.HistoryContext",
    "alignment.middleware.PageOfForm",
]

ROOT_URLCONF = "alignment.urls"
ASGI_APPLICATION = "alignment.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alignment.people.context.frame",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "lucide.templatetags.lucide",
                "alignment.people.templatetags.marks",
            ],
        },
    }
]
FORM_RENDERER = "alignment.forms.Renderer"

DATABASES = {
    "default": addresses.database(
        DATABASE_URL if PROCESS == "web" else DATABASE_OWNER_URL,
        web=PROCESS == "web",
        pool=env.number("DATABASE_POOL", 16, least=1, most=500),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "alignment.cache.TolerantCache",
        "LOCATION": addresses.redis(REDIS_URL, 1),
        "KEY_PREFIX": "alignment",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}
LIVE_URL = addresses.redis(REDIS_URL, 2)

# Jobs: a row in PostgreSQL owns the work, Celery only rings the doorbell.
CELERY_BROKER_URL = addresses.broker(REDIS_URL, 0)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_CONCURRENCY = env.number("WORKER_PROCESSES", 2, least=1, most=64)
CELERY_BEAT_SCHEDULER = "alignment.runtime.heartbeat:Scheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "kpis.sweep_imports": {"task": "kpis.sweep_imports", "schedule": 5.0},
    "kpis.sweep_refreshes": {"task": "kpis.sweep_refreshes", "schedule": 5.0},
    "kpis.roll_day": {"task": "kpis.roll_day", "schedule": crontab(minute=5)},
    "people.send_letters": {"task": "people.send_letters", "schedule": 10.0},
    "people.forget_forms": {"task": "people.forget_forms", "schedule": 3600.0},
    "journeys.sweep_orphans": {"task": "journeys.sweep_orphans", "schedule": 60.0},
    "journeys.extend_series": {"task": "journeys.extend_series", "schedule": 3600.0},
    "journeys.read_busy": {"task": "journeys.read_busy_calendars", "schedule": 60.0},
    "actions.send_digests": {"task": "actions.send_digests", "schedule": 60.0},
    "actions.sweep_news": {"task": "actions.sweep_news", "schedule": 600.0},
}

# People and sign-in.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:home"
ACCOUNT_ADAPTER = "alignment.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "alignment.people.forms.sign_in.SignInForm",
    "reset_password": "alignment.people.forms.sign_in.ResetForm",
    "reset_password_from_key": "alignment.people.forms.sign_in.ResetFromMailForm",
    "change_password": "alignment.people.forms.sign_in.ChangePasswordForm",
    "set_password": "alignment.people.forms.sign_in.SetPasswordForm",
    "reauthenticate": "alignment.people.forms.sign_in.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0, least=0, most=9)
MFA_ADAPTER = "alignment.people.adapter.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation's link has shown whose mail it is
MFA_FORMS = {
    "authenticate": "alignment.people.forms.second_factor.AuthenticateForm",
    "reauthenticate": "alignment.people.forms.second_factor.ReauthenticateForm",
    "activate_totp": "alignment.people.forms.second_factor.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alignment"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: codes are typed while they change
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = f"alignment_{PORT}"  # two copies on one machine keep apart
CSRF_COOKIE_NAME = f"alignment_csrf_{PORT}"

# What browsers are told.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security.DIRECTIVES}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_SSL_REDIRECT = HTTPS and env.switch("HTTPS_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "alignment.errors.csrf_failed"

# Mail. Without a server, mails are written to the data folder, where a test or an
# admin of a trial installation can read them.
SMTPS = 465
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == SMTPS
EMAIL_USE_TLS = env.switch("EMAIL_TLS", default=EMAIL_PORT == 587) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "smtp" if EMAIL_HOST else "filebased"
)
EMAIL_FILE_PATH = str(DATA / "mail")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Alignment <alignment@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language, time, files.
LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = env.time_zone("ALIGNMENT_TIME_ZONE", "UTC")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("ALIGNMENT_STATIC", str(DATA / "static"))).resolve()
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "alignment.styles.CommonFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage",
        # Gathered by one user, in an image by root, and read by another.
        "OPTIONS": {
            "file_permissions_mode": 0o644,
            "directory_permissions_mode": 0o755,
        },
    },
}
SERVESTATIC_MIMETYPES = {".rules": "application/speculationrules+json"}
MEDIA_ROOT = DATA / "files"
UPLOAD_BYTES_LIMIT = env.number("UPLOAD_MEGABYTES", 512, least=1, most=10_000) * 2**20
UPLOAD_ROWS_LIMIT = env.number("UPLOAD_ROWS", 20_000_000, least=1, most=200_000_000)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "alignment.logs.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "WARNING", LOG_LEVELS),
    },
}
