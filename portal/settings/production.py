"""In service. Refuses to start with a setting that is only safe on a developer's machine."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import DEBUG, DEVELOPMENT_SECRET, EXTRA_HOSTS, SECRET_KEY, env

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# A load balancer asks for it on the inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")


def refuse_unsafe(*, secret: str, debug: bool, hosts: list[str]) -> None:
    """Raise ImproperlyConfigured naming each setting that may not go into service."""
    problems = []
    if secret == DEVELOPMENT_SECRET or len(secret) < 32:
        problems.append("SECRET_KEY must be set to a secret of at least 32 characters of your own")
    if debug:
        problems.append("DEBUG must be off")
    if any("*" in host for host in hosts):
        problems.append("EXTRA_HOSTS must name hosts, not a wildcard")
    if problems:
        raise ImproperlyConfigured("Refusing to start: " + "; ".join(problems) + ".")


refuse_unsafe(secret=SECRET_KEY, debug=DEBUG, hosts=EXTRA_HOSTS)
