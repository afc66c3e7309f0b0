"""The demonstration's desk in the middle of a working day: begun, handed in, outdated."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from promo.demo.files import CONTENT
from promo.editorial.models import ArticlePage
from promo.languages import desk, originals, publishing
from promo.languages.models import Translation, Unit
from promo.portals.content import load


def show_work(articles: dict[str, ArticlePage]) -> None:
    """Leave some translations in other states than "published", as content/desk.toml says."""
    work = load(CONTENT / "desk.toml")
    for page in articles.values():
        # What is public already is what the memory knows from the first day.
        for translation in originals.original_of(page).translations.filter(live=True).select_related("original"):
            desk.worksheet(translation)
    translator = get_user_model().objects.get(username="phiendich")
    for entry in work["begun"]:
        translation = _translation(articles[entry["article"]], entry["language"])
        translation.translator, translation.due = translator, timezone.localdate() + timedelta(days=entry["days"])
        translation.save(update_fields=["translator", "due"])
        desk.worksheet(translation)
        for state in (Unit.State.REVIEWED, Unit.State.DRAFT):
            desk.apply_targets(translation, entry.get(state, {}), state=state, user=translator)
    for entry in work["handed_in"]:
        translation = _translation(articles[entry["article"]], entry["language"])
        for unit in desk.worksheet(translation)[:2]:
            _confirm(translation, unit, translator)
        publishing.hand_in(translation, translator)
    for entry in work["corrected"]:
        page = ArticlePage.objects.get(pk=articles[entry["article"]].pk)
        page.introduction_vi = entry["introduction"]
        page.save(clean=False)
        page.save_revision(changed=False, clean=False)


def _translation(page: ArticlePage, language: str) -> Translation:
    return originals.original_of(page).translations.select_related("original").get(language=language)


def _confirm(translation: Translation, unit: Unit, user: Any) -> None:
    desk.save_unit(
        translation, unit.key, target=unit.target, state=Unit.State.REVIEWED, version=unit.version, user=user
    )
