"""Every object of a database out and back in each format: `python -m tests.languages.exchange_roundtrip [LANGUAGE…]`.

For a copy of the demonstration. Twice: as it stands, and with a translation of every text. Writes nothing.
"""

import io
import sys
from collections import Counter
from time import perf_counter
from typing import Any

import django


def main(languages: list[str]) -> int:
    django.setup()
    from promo.core.languages import TARGETS
    from promo.languages.exchange import exporting, formats
    from promo.languages.models import Original

    counted: Counter[str] = Counter()
    differences: list[str] = []
    began = perf_counter()
    translations = exporting.translations_of(Original.objects.all(), languages or TARGETS, only_todo=False)
    for translation in translations.select_related("original__content_type"):
        differences += _one(translation, formats.FORMATS, counted)
    for name, count in counted.items():
        print(f"{name}: {count}")  # noqa: T201
    print(f"{perf_counter() - began:.0f} s, {len(differences)} differences")  # noqa: T201
    print("\n".join(differences[:50]))  # noqa: T201
    return 1 if differences else 0


def _one(translation: Any, kinds: Any, counted: Counter[str]) -> list[str]:
    from django.db import transaction

    from promo.languages import desk
    from promo.languages.exchange import archives, exporting, importing
    from promo.languages.models import Unit

    found = []
    with transaction.atomic():
        instance = desk.read_source(translation)
        for filled in (False, True):
            units = desk.worksheet(translation, instance)
            if filled:
                targets = {unit.key: f"{unit.source}{translation.language}" for unit in units if not unit.target}
                desk.apply_targets(translation, targets, state=Unit.State.DRAFT, user=None)
            before = list(translation.units.order_by("pk").values())
            file = exporting.text_file(translation, instance)
            if not file.units:
                counted["without texts"] += 1
                break
            counted["objects × languages" if not filled else "the same, every text translated"] += 1
            counted["texts"] += len(file.units)
            for name, made_by in kinds.items():
                raw = made_by.write(file)
                counted[f"bytes of {name}"] += len(raw)
                (one,) = importing.apply_all("a", io.BytesIO(raw), None, archives.COMMAND, reviewed=True)
                expected = {"same"} if filled else {"same", "empty"}
                if one.problem or one.written or not set(one.counts) <= expected:
                    odd = [f"{o.key}: {o.result} {o.message}" for o in one.outcomes if o.result not in expected]
                    found.append(f"{translation} {name}: {one.problem} {odd[:3]}")
            if list(translation.units.order_by("pk").values()) != before:
                found.append(f"{translation}: the texts are not as they were")
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
