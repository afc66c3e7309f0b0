"""The languages of the public pages.

Adding one: append it to LANGUAGES, run `manage.py makemigrations` and `migrate`, add its catalogue
below `locales/` (docs/configuration.md walks through it).
"""

import django.conf.locale

# The language everything is written in first; its columns follow the page, not the desk.
SOURCE_LANGUAGE = "vi"

# Each language by its own name, as a reader looks for it in the switcher.
LANGUAGES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("fr", "Français"),
    ("lo", "ລາວ"),
]

# Django knows no Lao: without this entry get_language_info fails and /lo/ is taken for a path.
django.conf.locale.LANG_INFO.setdefault("lo", {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"})


def verbose_name_in(verbose_name: str, language: str) -> str:
    """What a form calls a translated column: Vietnamese plainly, the others with their name."""
    return str(verbose_name) if language == SOURCE_LANGUAGE else f"{verbose_name} ({dict(LANGUAGES)[language]})"
