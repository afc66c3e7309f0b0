"""Work done behind the visitor's back, by the worker."""

from django_tasks import task


@task()
def prepare_picture(image_id: int) -> None:
    """Make every size of a picture that pages may ask for."""
    from promo.core.models import PortalImage
    from promo.core.pictures import prepare

    image = PortalImage.objects.filter(pk=image_id).first()
    if image is not None:
        prepare(image)
