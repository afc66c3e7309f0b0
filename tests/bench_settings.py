"""As `make run` serves, but every page is made anew."""

from portal.settings.development import *  # noqa: F403
from portal.settings.development import MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith("PageCacheMiddleware")]
