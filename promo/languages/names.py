"""What people and languages are called in the admin."""

from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from promo.core.languages import NAMES

# In the words of the interface, where a reader of the admin may not know the language's own script.
_LABELS = {
    "en": _("English"),
    "zh-hans": _("Chinese"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "fr": _("French"),
    "lo": _("Lao"),
}


def language_label(code: str) -> str:
    if code in _LABELS:
        return str(_LABELS[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return NAMES.get(code, code)


def person_name(user: Any) -> str:
    return user.get_full_name() or user.get_username()


def initials(name: str) -> str:
    """Two letters: "Nguyễn Văn An" -> "NA"."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]).upper()
