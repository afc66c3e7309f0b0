"""The rows of an import on their way into pages.

Row by row, each a transaction: ended in the middle, the import is gone on with. Or all at once: planned without holding
anybody up, and then written in one transaction, or not at all.
"""

import contextlib
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core.archives import FileError
from promo.core.models import BasePage
from promo.sheets import examining, kinds, matching, progress, reading
from promo.sheets.applying import Writer
from promo.sheets.examining import CHANGED, GONE, NEW, WRONG, Examined
from promo.sheets.known import Known
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.pictures import Pictures
from promo.sheets.rights import Rights

State = ImportBatch.State
# As long as an import of all rows at once may take of which the cache knows nothing.
WHOLE = timedelta(minutes=30)
# Seconds until an import looks again whether another one has ended.
_NEXT_TRY = 1


class Running:
    """One import at work."""

    def __init__(
        self,
        batch: ImportBatch,
        table: reading.Table,
        rights: Rights,
        index: Any,
        pictures: Pictures,
        collection: Any,
    ) -> None:
        self.batch, self.table, self.rights, self.index = batch, table, rights, index
        self.pictures, self.collection = pictures, collection
        self.kind = kinds.get(batch.kind)
        self.noting = progress.Noting(batch.pk)

    def plan(self) -> None:
        """What each row does, and who writes it. Reads only."""
        self.noting.note(progress.CHECKING)
        batch = self.batch
        self.known = Known(batch.portal, self.pictures)
        self.there = set(batch.rows.values_list("number", flat=True))
        self.rows = []
        for row in examining.examine(self.kind, self.table, batch.columns, self.known, self.rights):
            self.rows.append(row)
            self.noting.note(progress.CHECKING)
        # What an earlier run has written is what it now finds as it is.
        wrong = [row for row in self.rows if row.state == WRONG and row.number not in self.there]
        if wrong and not batch.skip_wrong and not self.there:
            raise FileError(
                _("Row %(row)d has become wrong since the preview: %(message)s Nothing was imported.")
                % {"row": wrong[0].number, "message": wrong[0].problems[0].message}
            )
        self.writer = Writer(batch, self.kind, self.index, self.known, self.collection)

    def due(self) -> list[tuple[int, Examined]]:
        """The rows to be written, with the place of each among all."""
        states = (NEW, CHANGED, GONE) if self.batch.takes_gone else (NEW, CHANGED)
        return [
            (place, row)
            for place, row in enumerate(self.rows, 1)
            if row.state in states and row.number not in self.there and not row.problems
        ]

    def at_once(self) -> None:
        """Others wait for no longer than the rows take to be written: what they do is found out before."""
        before = matching.situation(self.kind, self.batch.portal)
        self.plan()
        # Where the cache knows nothing, so long it counts as alive: nothing is heard from within its transaction.
        ImportBatch.objects.filter(pk=self.batch.pk).update(heard_at=timezone.now() + WHOLE)
        with self.alone():
            # A second run of the same import has waited until there is nothing left for it to do.
            if ImportBatch.objects.select_for_update().get(pk=self.batch.pk).state != State.RUNNING:
                return
            if matching.situation(self.kind, self.batch.portal) != before:
                self.plan()
            due = self.due()
            self.writer.write_all(
                [row for _place, row in due],
                lambda number: self.noting.note(progress.WRITING, due[number - 1][0]),
                _nothing_was_imported,
            )
            self.finish()
        # Files do not come back with a transaction that fails at its very end.
        self.drop_files()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """A transaction in which nobody else writes to the list, begun once the import that does has ended."""
        lists = BasePage.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        until = time.monotonic() + WHOLE.total_seconds()
        while time.monotonic() < until:
            with contextlib.ExitStack() as stack:
                try:
                    stack.enter_context(transaction.atomic())
                except OperationalError:
                    # SQLite has one writer, and gives up waiting for it.
                    pass
                else:
                    if lists.filter(pk=self.index.pk).first() is not None:
                        yield
                        return
            self.noting.note(progress.WAITING)
            time.sleep(_NEXT_TRY)
        raise FileError(
            _("Another import of this list does not come to an end. Nothing was imported: start it again later.")
        )

    def row_by_row(self) -> None:
        self.plan()
        for place, row in self.due():
            _write(self.writer, row)
            ImportBatch.objects.filter(pk=self.batch.pk).update(done=place, heard_at=timezone.now())
        self.finish()
        self.drop_files()

    def finish(self) -> None:
        batch = self.batch
        batch.refresh_from_db()
        batch.report.pop("problem", None)
        batch.state, batch.finished_at, batch.done = State.DONE, timezone.now(), batch.total
        batch.save()

    def drop_files(self) -> None:
        """The rows that were left out can still be fetched."""
        self.batch.drop_files(sheet=WRONG not in [row.state for row in self.rows])
        self.batch.save(update_fields=["file", "pictures"])


def _nothing_was_imported(row: Examined, problem: str) -> FileError:
    return FileError(
        _("%(title)s: %(message)s Nothing was imported.") % {"title": row.title, "message": problem}
        if row.gone
        else _("Row %(row)d: %(message)s Nothing was imported.") % {"row": row.number, "message": problem}
    )


def _write(writer: Writer, row: Examined) -> None:
    try:
        writer.write(row)
    except ValidationError as error:
        problem = " ".join(error.messages)
    except DatabaseError as error:
        problem = str(error)
    else:
        return
    with transaction.atomic():
        ImportedRow.objects.get_or_create(
            batch=writer.batch,
            number=row.number,
            defaults={"title": row.title[:255], "done": ImportedRow.Done.FAILED, "problem": problem},
        )
