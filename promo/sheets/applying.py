"""Rows written: pages made or changed as their editor would have done it in the admin."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Revision, TaskState, WorkflowState

from promo.core.languages import in_source
from promo.sheets.drafts import waiting_for_approval
from promo.sheets.examining import NEW, Examined, assign, assign_child
from promo.sheets.kinds import SheetKind
from promo.sheets.known import Known
from promo.sheets.matching import pages_of
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.pages import Held, Pages
from promo.sheets.reference_fields import picture_key

Afterwards = ImportBatch.Afterwards
# Rows whose pages are read together, and whose revisions are written together.
_TOGETHER = 100


class Writer:
    """Writes the rows of one import."""

    def __init__(self, batch: ImportBatch, kind: SheetKind, index: Any, known: Known, collection: Any) -> None:
        self.batch, self.kind, self.index, self.known, self.collection = batch, kind, index, known, collection
        self.user = batch.user
        self.workflow = index.get_workflow() if batch.afterwards == Afterwards.REVIEW else None
        self._columns = {target for one in kind.fields for target in one.targets}
        self._columns |= {group.relation for group in kind.groups}

    def write(self, row: Examined) -> None:
        """One row, in a transaction of its own. Raises ValidationError for what only writing finds out."""
        with self._all_or_nothing(), transaction.atomic():
            if row.state == NEW:
                # One after the other: two imports at once would give out the same place, or the same code twice.
                self._pages.lock()
                self._refuse_what_is_there_by_now(row)
            self._begin([row])
            self._write(row)
            self._finish()

    def write_all(
        self, rows: list[Examined], wrote: Callable[[int], None], fails: Callable[[Examined, str], Exception]
    ) -> None:
        """All rows, in the caller's transaction. `wrote` is told how many are written; raises what `fails` makes."""
        with self._all_or_nothing():
            self._pages.lock()
            for start in range(0, len(rows), _TOGETHER):
                some = rows[start : start + _TOGETHER]
                self._begin(some)
                for number, row in enumerate(some, start + 1):
                    try:
                        self._write(row)
                    except ValidationError as error:
                        raise fails(row, " ".join(error.messages)) from error
                    wrote(number)
                self._finish()

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Files do not go back with a transaction. Pages are read and written in Vietnamese."""
        self._pages = Pages(self.kind.page_model, self.index, self.user)
        self._records: list[tuple[ImportedRow, Any, Revision]] = []
        self._stored: list[Any] = []
        try:
            with in_source():
                yield
        except BaseException:
            for file in self._stored:
                file.delete(save=False)
            raise

    def _begin(self, rows: list[Examined]) -> None:
        keys = [row.page for row in rows if row.page is not None]
        self._held: dict[int, Held] = self._pages.hold(keys) if keys else {}
        self._kept = self.kind.remember(keys) if self.kind.remember is not None and keys else {}
        self._waiting = waiting_for_approval(keys) if keys else {}

    def _write(self, row: Examined) -> None:
        record = ImportedRow(batch=self.batch, number=row.number, title=row.title[:255])
        held = self._held[row.page] if row.page is not None else None
        page = held.draft if held is not None else self.kind.page_model(owner=self.user, live=False)
        record.before = {"latest": None, "live": None, "public": False}
        if held is not None:
            record.before = {"latest": held.latest_before, "live": held.live_before, "public": held.row.live}
        if row.page in self._kept:
            record.before["kept"] = self._kept[row.page]
        assign(self.kind, page, row, self.known)
        self._assign_children(page, row)
        record.picture = self._picture(page, row)
        # Scheduled by somebody: published by Wagtail's own hands, at its time.
        is_published = self.batch.afterwards == Afterwards.PUBLISH and not page.go_live_at
        if held is None:
            record.done = ImportedRow.Done.CREATED
            revision = self._pages.add(page, publish=is_published)
        else:
            revision = self._pages.revise(held, self._columns, publish=is_published)
        record.page_id = page.pk
        if row.is_lacking and self.workflow is not None:
            record.problem = _("Not handed in: what is missing on the page has to be written there first.")
        self._records.append((record, page, revision))

    def _finish(self) -> None:
        records, self._records = self._records, []
        self._pages.finish()
        for record, page, revision in records:
            record.before["ours"] = revision.pk
            self._hand_over(record, page, revision)
        ImportedRow.objects.bulk_create([record for record, _page, _revision in records])

    def _refuse_what_is_there_by_now(self, row: Examined) -> None:
        """Another import may have made the page since this one began."""
        pages = pages_of(self.kind.page_model, self.batch.portal)
        for name in self.kind.keys:
            value = row.values.get(name)
            if value and pages.filter(**{f"{self.kind.by_name[name].target}__iexact": value}).exists():
                raise ValidationError(
                    _(
                        "Another import has made the page with the code “%(code)s” meanwhile. Import the sheet once more."
                    )
                    % {"code": value}
                )

    def _assign_children(self, page: Any, row: Examined) -> None:
        for group in self.kind.groups:
            children = list(getattr(page, group.relation).all())
            child = assign_child(self.kind, group, page, children, row, self.known)
            if child is None:
                continue
            if all(child is not other for other in children):
                children.append(child)
            setattr(page, group.relation, children)

    def _picture(self, page: Any, row: Examined) -> Any:
        """The row's picture on the portal's shelf, there once however often it is imported; None if none was added."""
        key = picture_key(row.values.get("image"))
        if not key:
            return None
        model = get_image_model()
        digest = self.known.pictures.digest(key)
        there = model.objects.filter(file_hash=digest, collection=self.collection).order_by("pk").first()
        if there is not None:
            page.image = there
            return None
        image = model(title=page.title_vi, description_vi=page.title_vi[:255], collection=self.collection)
        image.uploaded_by_user = self.user
        raw = self.known.pictures.read(key)
        image.file.save(key, SimpleUploadedFile(key, raw), save=False)
        self._stored.append(image.file)
        image.file_size, image.file_hash = len(raw), digest
        image.save()
        page.image = image
        return image

    def _hand_over(self, record: ImportedRow, page: Any, revision: Revision) -> None:
        if str(page.pk) in self._waiting:
            take_back(page, self.user)
        if self.batch.afterwards == Afterwards.PUBLISH and page.go_live_at:
            revision.publish(user=self.user)
        elif self.workflow is not None and not record.problem:
            hand_in(page, self.workflow, revision, self.user)


def take_back(page: Any, user: Any) -> None:
    """What waits for approval is out of date with the next revision."""
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)


def hand_in(page: Any, workflow: Any, revision: Any, user: Any) -> None:
    """As `workflow.start` does, but without a mail for each of hundreds of pages: the list of what waits shows them."""
    task = workflow.tasks.filter(active=True).order_by("workflow_tasks__sort_order").first()
    if task is None:
        return
    state = WorkflowState.objects.create(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        workflow=workflow,
        status=WorkflowState.STATUS_IN_PROGRESS,
        requested_by=user,
    )
    specific = task.specific
    task_state = specific.get_task_state_class()(
        workflow_state=state, status=TaskState.STATUS_IN_PROGRESS, revision=revision, task=task
    )
    task_state.save()
    state.current_task_state = task_state
    state.save(update_fields=["current_task_state"])
