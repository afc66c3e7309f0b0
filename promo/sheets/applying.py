"""One row written: a page made or changed as its editor would have done it in the admin, in one transaction."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import TaskState, WorkflowState

from promo.core.languages import in_source
from promo.core.models import BasePage
from promo.sheets.examining import NEW, Examined, assign, assign_child
from promo.sheets.kinds import SheetKind
from promo.sheets.known import Known
from promo.sheets.matching import pages_of
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.reference_fields import picture_key

Afterwards = ImportBatch.Afterwards


class Writer:
    """Writes the rows of one import."""

    def __init__(self, batch: ImportBatch, kind: SheetKind, index: Any, known: Known, collection: Any) -> None:
        self.batch, self.kind, self.index, self.known, self.collection = batch, kind, index, known, collection
        self.user = batch.user
        self.workflow = index.get_workflow() if batch.afterwards == Afterwards.REVIEW else None

    def write(self, row: Examined) -> ImportedRow:
        """Raises ValidationError for what only writing finds out; then nothing of the row is there."""
        self._stored: list[Any] = []
        try:
            with transaction.atomic(), in_source():
                return self._write(row)
        except BaseException:
            for file in self._stored:
                file.delete(save=False)
            raise

    def _write(self, row: Examined) -> ImportedRow:
        page = self.kind.page_model(owner=self.user, live=False) if row.page is None else self._draft_of(row.page)
        record = ImportedRow(batch=self.batch, number=row.number, title=row.title[:255])
        before = {"latest": page.latest_revision_id, "live": page.live_revision_id, "public": page.live}
        if self.kind.remember is not None and row.page is not None:
            before["kept"] = self.kind.remember(page)
        assign(self.kind, page, row, self.known)
        self._assign_children(page, row)
        record.picture = self._picture(page, row)
        if row.state == NEW:
            # One after the other: two imports at once would give out the same place, or the same code twice.
            parent = BasePage.objects.select_for_update().get(pk=self.index.pk)
            self._refuse_what_is_there_by_now(row)
            parent.add_child(instance=page)
            record.done = ImportedRow.Done.CREATED
        revision = page.save_revision(user=self.user, log_action=True, clean=row.state != NEW)
        if before["public"] and before["live"] is None:
            # A page without revisions got one of what was public before this one.
            before["live"] = page.live_revision_id
            before["latest"] = before["latest"] or page.live_revision_id
        self._hand_over(page, revision)
        record.page_id, record.before = page.pk, {**before, "ours": revision.pk}
        record.save()
        return record

    def _draft_of(self, key: int) -> Any:
        row = self.kind.page_model.objects.select_for_update().get(pk=key)
        if row.latest_revision_id is None and not row.live:
            # What undoing goes back to; a public page gets its first revision by itself.
            row.save_revision(clean=False)
        return row.get_latest_revision_as_object()

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

    def _hand_over(self, page: Any, revision: Any) -> None:
        take_back(page, self.user)
        if self.batch.afterwards == Afterwards.PUBLISH:
            revision.publish(user=self.user)
        elif self.workflow is not None:
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
