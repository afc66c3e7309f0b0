"""What a dataset's page shows, in a fixed number of queries; and what machines read there."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from promo.catalogue.facts import Fact, fact, kept
from promo.core.languages import NAMES, language_tag, public_language, shown_language
from promo.core.portals import portal_of
from promo.investment.columns import COLUMNS
from promo.investment.downloads.answers import FORMATS
from promo.investment.downloads.notes import type_words
from promo.investment.downloads.offers import all_files
from promo.investment.models import DatasetPage
from promo.investment.opendata.datasets import Dataset, datasets_of

MOST_VERSIONS = 50


def dataset_context(page: DatasetPage, request: HttpRequest) -> dict[str, Any]:
    language = public_language()
    found = _of(page)
    source = found.source if found and found.source and found.source.published_in(language) else None
    url = source.url_in(language, request) if source else ""
    return {
        "facts": _facts(page, found),
        "list": {"url": url, "title": source.text_in("title", language)} if source else None,
        "files": all_files(url) if url else [],
        "columns": [
            {
                "label": str(column.label),
                "name": column.name,
                "type": type_words(column.type),
                "unit": str(column.unit),
                "codes": [(code, column.choice_label(code)) for code, _label in column.choices if code],
            }
            for column in COLUMNS
        ],
        "versions": [
            {
                "number": version.number,
                "date": version.issued_at,
                "rows": version.rows,
                "changed": version.changed_rows,
                "url": f"{page.url_in(language, request)}version.csv?number={version.number}",
            }
            for version in (found.versions if found else [])
        ],
    }


def _of(page: DatasetPage) -> Dataset | None:
    if not page.pk:
        return None
    # The page that is shown, not the row again.
    found = datasets_of([page], MOST_VERSIONS)  # type: ignore[arg-type]
    return found[0]


def _facts(page: DatasetPage, found: Dataset | None) -> list[Fact]:
    portal = portal_of(page)
    newest = found.versions[0] if found and found.versions else None
    languages = [NAMES[code] for code in found.languages] if found else []
    return kept(
        [
            fact(gettext("Published by"), portal.full_name if portal else ""),
            fact(gettext("Licence"), str(page.get_licence_display()), url=page.licence),
            fact(gettext("Is renewed"), capfirst(str(page.get_frequency_display()))),
            fact(gettext("Newest version"), newest.number if newest else ""),
            fact(gettext("Number of projects"), number_format(newest.rows, force_grouping=True) if newest else ""),
            fact(pgettext("dataset", "Issued on"), date_format(newest.issued_at) if newest else ""),
            fact(gettext("Languages"), ", ".join(languages)),
            fact(gettext("Keywords"), page.keywords),
            fact(
                gettext("Permanent address"), found.identifier if found else "", url=found.identifier if found else ""
            ),
            fact(gettext("E-mail"), page.publisher_email, url=f"mailto:{page.publisher_email}"),
        ]
    )


def dataset_nodes(page: DatasetPage, request: HttpRequest) -> list[dict[str, Any]]:
    """Schema.org's Dataset, as search engines for data read it."""
    language = shown_language(request)
    found, portal = _of(page), portal_of(page)
    if found is None:
        return []
    newest = found.versions[0] if found.versions else None
    node: dict[str, Any] = {
        "@type": "Dataset",
        "@id": found.identifier,
        "identifier": found.identifier,
        "name": page.title,
        "description": page.introduction or page.search_description or page.title,
        "url": page.full_url_in(language),
        "inLanguage": [language_tag(code) for code in found.languages],
        "license": page.licence,
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": portal.full_name} if portal else None,
        "keywords": [word.strip() for word in (page.keywords or "").split(",") if word.strip()],
        "variableMeasured": [str(column.label) for column in COLUMNS],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": file.url,
                "encodingFormat": FORMATS[file.name].media_type,
                "inLanguage": language_tag(file.language),
            }
            for file in found.files(language)
        ],
    }
    if newest:
        node |= {"version": newest.number, "dateModified": newest.issued_at.isoformat()}
    return [{name: value for name, value in node.items() if value}]
