"""A batch on its way: looked at, and handed to `running` by one worker at a time."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from promo.core.archives import FileError
from promo.core.languages import SOURCE
from promo.sheets import between, examining, kinds, mapping, progress, reading
from promo.sheets.examining import CHANGED, GONE, NEW, SAME, WRONG, Examined, Problem
from promo.sheets.known import Known
from promo.sheets.models import SILENCE, ImportBatch
from promo.sheets.pictures import Pictures
from promo.sheets.rights import Rights, collection_for, index_of
from promo.sheets.running import Running

State = ImportBatch.State


def read_table(batch: ImportBatch) -> reading.Table:
    """Raises FileError."""
    guesser = mapping.Guesser(kinds.get(batch.kind))
    with batch.file.open("rb") as file:
        return reading.read(file.read(), batch.file_name, guesser.is_heading, batch.sheet)


@contextlib.contextmanager
def opened_pictures(batch: ImportBatch) -> Iterator[Pictures]:
    """Raises FileError for a ZIP file that is not sound."""
    if not batch.pictures:
        yield Pictures()
        return
    with batch.pictures.open("rb") as file:
        yield Pictures(file)


def check(batch: ImportBatch) -> None:
    """The dry run: what the batch would do goes into its report. Writes nothing else. Raises FileError."""
    table = read_table(batch)
    kind = kinds.get(batch.kind)
    letters = {batch.columns[str(one.index)]: one.letter for one in table.headings if str(one.index) in batch.columns}
    with opened_pictures(batch) as pictures:
        known = Known(batch.portal, pictures)
        rows = list(examining.examine(kind, table, batch.columns, known, _rights(batch)))
        notes = [*table.notes, *between.sort_out(kind, table, batch.columns).notes, *_about_pictures(pictures, rows)]
    states = [row.state for row in rows]
    batch.report = {
        "counts": {state: states.count(state) for state in (NEW, CHANGED, SAME, WRONG, *([GONE] if kind.gone else []))},
        "notes": notes,
        "sheet": table.sheet,
        "several_sheets": len(table.sheets) > 1,
        "headings": [one.text for one in table.headings],
        "rows": [_report(row, kind, letters) for row in rows],
    }
    batch.state, batch.total, batch.done = State.CHECKED, len(rows) - states.count(GONE), 0
    batch.save()


def _about_pictures(pictures: Pictures, rows: list[Examined]) -> list[str]:
    from promo.sheets.reference_fields import picture_key

    if not pictures:
        return []
    used = {picture_key(row.values.get("image")) for row in rows}
    notes = [
        _("The ZIP file has %(count)d pictures; %(used)d are new here.")
        % {"count": len(pictures), "used": len(used - {""})}
    ]
    if pictures.others:
        names = ", ".join(name[:60] for name in pictures.others[:5])
        notes.append(_("Not pictures, and left out of the ZIP file: %(names)s.") % {"names": names})
    return notes


def _report(row: Examined, kind: kinds.SheetKind, letters: dict[str, str]) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": row.state,
        "title": row.title,
        "page": row.page,
        "notes": row.notes,
        "problems": [_placed(problem, kind, letters) for problem in row.problems],
        "doubts": [_placed(doubt, kind, letters) for doubt in row.doubts],
        "changes": [list(change) for change in row.changes],
    }


def _placed(problem: Problem, kind: kinds.SheetKind, letters: dict[str, str]) -> dict[str, str]:
    return {
        "column": letters.get(problem.name, ""),
        "label": str(kind.by_name[problem.name].label) if problem.name else "",
        "message": problem.message,
    }


def _rights(batch: ImportBatch) -> Rights:
    index = index_of(kinds.get(batch.kind), batch.portal)
    if index is None:
        raise FileError(_("This portal has no list for such pages any more. Make one first."))
    return Rights(batch.user).at(index)


# --- The import --------------------------------------------------------------------------------


def claim(batch_id: int, state: Any) -> ImportBatch | None:
    """Take a batch in this state for this worker; None if another one works on it, or there is nothing to do."""
    silent = Q(heard_at=None) | Q(heard_at__lt=timezone.now() - SILENCE)
    rows = ImportBatch.objects.filter(silent, pk=batch_id, state=state)
    if not rows.update(heard_at=timezone.now()):
        return None
    return ImportBatch.objects.select_related("portal__unit", "user").get(pk=batch_id)


def run(batch_id: int) -> None:
    batch = claim(batch_id, State.RUNNING)
    if batch is None:
        return
    with override(language_of(batch.user)):
        try:
            _import(batch)
        except FileError as error:
            fail(batch, str(error))
        except Exception:
            fail(
                batch,
                _("Something unexpected happened. Nothing was imported; the import can be started again.")
                if kinds.get(batch.kind).whole
                else _("Something unexpected happened. What was imported is there; the import can be continued."),
            )
            raise
        finally:
            progress.forget(batch.pk)


def language_of(user: Any) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or SOURCE


def fail(batch: ImportBatch, problem: str) -> None:
    batch.state, batch.finished_at = State.FAILED, timezone.now()
    batch.report = {**batch.report, "problem": problem}
    batch.save(update_fields=["state", "finished_at", "report"])


def _import(batch: ImportBatch) -> None:
    if batch.user is None or not batch.user.is_active:
        raise FileError(_("The person who uploaded the file is no longer there."))
    rights, index = _rights(batch), index_of(kinds.get(batch.kind), batch.portal)
    if not rights.may("add", index.path):
        raise FileError(_("You may not add pages here any more."))
    if batch.afterwards == ImportBatch.Afterwards.PUBLISH and not rights.may_publish:
        raise FileError(_("You may not publish here any more. Choose another way."))
    with opened_pictures(batch) as pictures:
        collection = collection_for(batch.user, batch.portal) if pictures else None
        if pictures and collection is None:
            raise FileError(_("You may not add pictures here. Import without the ZIP file."))
        running = Running(batch, read_table(batch), rights, index, pictures, collection)
        if running.kind.whole:
            running.at_once()
        else:
            running.row_by_row()
