"""Settings shared by development, production and the tests. docs/configuration.md lists the variables."""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from .languages import LANGUAGES as LANGUAGES
from .languages import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from .languages import verbose_name_in

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEVELOPMENT_SECRET = "development-only-secret-never-for-production"  # noqa: S105
SECRET_KEY = env("SECRET_KEY", default=DEVELOPMENT_SECRET)
DEBUG = env.bool("DEBUG", default=False)

# promo.core.middleware.HostMiddleware refuses every host that is no portal's, so that a new portal
# needs no setting. EXTRA_HOSTS are answered besides (a load balancer's health check, for example).
ALLOWED_HOSTS = ["*"]
EXTRA_HOSTS = env.list("EXTRA_HOSTS", default=[])

INSTALLED_APPS = [
    # First: it adds the translated columns, which every app after it looks at when it gets ready.
    "modeltranslation",
    "promo.core",
    "promo.localities",
    "promo.portals",
    "promo.places",
    "promo.catalogue",
    "promo.leaflets",
    "promo.sheets",
    "promo.enquiries",
    "promo.editorial",
    "promo.tourism",
    "promo.ocop",
    "promo.investment",
    "promo.languages",
    "promo.demo",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "promo.core.middleware.HostMiddleware",
    "promo.core.middleware.head_without_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "promo.core.middleware.PageCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "promo.core.middleware.know_who_works",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "promo.portals.context.portal",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'dat-lanh.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One writer at a time, taken at the start of the transaction: no "database is locked" between
    # the web process and the worker.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files, not local memory: the worker that publishes on schedule must be able to tell the web
# process that its pages are stale (docs/adr/0003).
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
if "FileBased" in CACHES["default"]["BACKEND"]:
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5000)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages and formats
LANGUAGE_CODE = SOURCE_LANGUAGE
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# `borrowed` holds strings of Django and Wagtail that their own catalogues leave untranslated.
LOCALE_PATHS = [BASE_DIR / "locales", BASE_DIR / "locales" / "borrowed"]
FORMAT_MODULE_PATH = ["portal.formats"]

MODELTRANSLATION_DEFAULT_LANGUAGE = SOURCE_LANGUAGE
MODELTRANSLATION_LANGUAGES = tuple(code for code, _ in LANGUAGES)
MODELTRANSLATION_FALLBACK_LANGUAGES = (SOURCE_LANGUAGE,)
# Where a text is required, it is required in Vietnamese.
MODELTRANSLATION_REQUIRED_LANGUAGES = (SOURCE_LANGUAGE,)
MODELTRANSLATION_CUSTOM_FIELDS = ("BodyField",)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = verbose_name_in

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = "Đất Lành"
WAGTAIL_PAGE_MODEL = "core.BasePage"
PORTAL_PAGE_MODEL = "portals.HomePage"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [(SOURCE_LANGUAGE, "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILADMIN_BASE_URL = env("ADMIN_BASE_URL", default="http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# As people write them: the picker puts today in place of a date that it cannot read.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
# Pages are linked by choosing them. Guessing which page an address means would name others' drafts.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "promo.core.forms.PortalImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# A decompression bomb is refused before its pixels are read.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "key",
    "mp3",
    "mp4",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "vtt",
    "webm",
    "xlsx",
    "zip",
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRING_FROM_TAGS = "promo.core.models.tags.names_for_the_form"

# Raster tiles below our own map, off without an address: "https://tiles.example.vn/{z}/{x}/{y}.png".
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_CREDIT = env("MAP_TILES_CREDIT", default="")
_TILES = urlsplit(MAP_TILES_URL.replace("{s}", "*"))

# Safety
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs inline styles and scripts; the public pages have none.
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/django-admin/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *([f"{_TILES.scheme}://{_TILES.netloc}"] if _TILES.netloc else [])],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'self'"],
        # Films play only after the visitor's consent, from the two hosts promo.core.blocks.film knows.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "form-action": ["'self'"],
    },
}

# How long a browser or a CDN may keep a public page; the server's own copy lasts until a publish.
PAGE_MAX_AGE = env.int("PAGE_MAX_AGE", default=60)
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=300)

# Days an enquiry and what it says of a person are kept.
ENQUIRY_DAYS = env.int("ENQUIRY_DAYS", default=180)
# Name of the header in which the proxy in front says whose request it is; it must overwrite what a visitor sends.
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="")

# Machine translation, off without an address: a server that speaks LibreTranslate's API.
LIBRETRANSLATE_URL = env("LIBRETRANSLATE_URL", default="")
LIBRETRANSLATE_KEY = env("LIBRETRANSLATE_KEY", default="")
LIBRETRANSLATE_TIMEOUT = env.float("LIBRETRANSLATE_TIMEOUT", default=20)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # One line for each page saved; the admin's own log entries say the same and more.
    "loggers": {"wagtail": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},
}
