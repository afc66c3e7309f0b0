"""What investors find in the demonstration besides pages: incentives, an exchange rate, what changed, why here."""

from collections.abc import Callable
from typing import Any

from promo.core.languages import CODES, column
from promo.core.models import BasePage
from promo.core.translated import translated_fields
from promo.demo.files import load_folder
from promo.investment.models import ExchangeRate, Incentive, ProjectChange
from promo.portals.content import load
from promo.portals.models import HomePage
from promo.portals.starter import STARTER


def add_records(homes: dict[str, HomePage]) -> None:
    for content in load_folder("rates").values():
        _record(ExchangeRate, content).save()
    for key, content in load_folder("incentives").items():
        incentive = _record(Incentive, {name: value for name, value in content.items() if name != "portal"})
        incentive.key = key
        incentive.portal = homes[content["portal"]]
        incentive.save()


def _record(model: Callable[..., Any], content: dict[str, Any]) -> Any:
    texts = set(translated_fields(model)) & set(content)  # type: ignore[arg-type]
    record = model(**{name: value for name, value in content.items() if name not in texts})
    for name in texts:
        for code in CODES:
            setattr(record, column(name, code), content[name][code])
    return record


def add_changes(entries: dict[str, dict[str, Any]], pages: dict[str, BasePage]) -> None:
    """What a project was like before: it has been in the list for longer than the demonstration."""
    ProjectChange.objects.bulk_create(
        ProjectChange(project=pages[name], **change)
        for name, content in entries.items()
        for change in content.get("changes", ())
    )


def section_contents() -> dict[str, dict[str, Any]]:
    """Why here, by portal: above the questions and answers that the section of every portal has."""
    starter = load(STARTER / "dau-tu.toml")
    return {
        key: {**starter, **content, "body": [*content["body"][:-1], *starter["body"], content["body"][-1]]}
        for key, content in load_folder("invest").items()
    }
