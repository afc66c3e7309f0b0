"""Leaflets made by the worker."""

import uuid

from django_tasks import task


# Mail and pictures of the desk go first.
@task(priority=-50)
def make_leaflet(key: str) -> None:
    from promo.leaflets.making import run
    from promo.leaflets.sources import draft_of

    run(uuid.UUID(key), draft_of)
