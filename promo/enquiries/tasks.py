"""An enquiry on its way to the person in charge: by the worker, and again if the mail server will not have it."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

logger = logging.getLogger(__name__)

# Minutes until the next attempt; after the last one `send_enquiries` or somebody in the admin has to try.
WAITS = (2, 10, 60, 6 * 60, 24 * 60)


@task()
def mail_enquiry(enquiry_id: int) -> None:
    """Mail it once. A failure is noted on the enquiry, where the admin shows it, and tried again later."""
    from promo.enquiries.mail import send
    from promo.enquiries.models import Enquiry

    enquiry = Enquiry.objects.select_related("portal", "page").filter(pk=enquiry_id, mailed_at=None).first()
    if enquiry is None or send(enquiry):
        return
    if enquiry.mail_attempts <= len(WAITS) and mail_enquiry.get_backend().supports_defer:
        wait = timedelta(minutes=WAITS[enquiry.mail_attempts - 1])
        mail_enquiry.using(run_after=timezone.now() + wait).enqueue(enquiry_id)
    else:
        logger.error("Enquiry %s could not be mailed: %s", enquiry_id, enquiry.mail_problem)
