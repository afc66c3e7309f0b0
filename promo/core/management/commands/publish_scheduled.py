"""manage.py publish_scheduled: Wagtail's, but one page that cannot be published does not keep the others waiting."""

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Revision

from promo.core.models import BasePage

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        self.failed: list[str] = []
        # Page types are found as pages.
        records = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, BasePage)]
        for model in (BasePage, *records):
            for expired in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
                self._try(
                    expired, lambda it=expired: it.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                )
        for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
            self._try(revision, lambda it=revision: it.publish(log_action="wagtail.publish.scheduled"))
        if self.failed:
            raise CommandError("Could not be published or taken down in time: " + "; ".join(self.failed))

    def _try(self, subject: Any, action: Callable[[], Any]) -> None:
        """It stays scheduled and is tried again: its address may be free the next time."""
        try:
            with transaction.atomic():
                action()
        except Exception:
            logger.exception("%s could not be published or taken down at its time", subject)
            self.failed.append(str(subject))
