"""The machine's work on many translations, done by the worker."""

import logging

from django.contrib.auth import get_user_model
from django_tasks import task

logger = logging.getLogger(__name__)


@task()
def translate_by_machine(keys: list[int], user_id: int) -> None:
    """Fill the empty texts of these translations. Where the engine itself fails, the rest is left for another day."""
    from promo.languages.machine import MachineError, translate_missing
    from promo.languages.models import Translation

    user = get_user_model().objects.filter(pk=user_id).first()
    for translation in Translation.objects.filter(pk__in=keys).select_related("original").order_by("pk"):
        try:
            translate_missing(translation, user)
        except MachineError as error:
            logger.error("Machine translation stopped at %s: %s", translation, " ".join(error.messages))
            return
