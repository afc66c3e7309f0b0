"""How far a leaflet is, and the file once it is there. No cookie: whoever has the address may look."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from promo.core.languages import speaking
from promo.core.sites import serving
from promo.leaflets import making
from promo.leaflets.models import LeafletJob
from promo.leaflets.views import common


@require_safe
def progress(request: HttpRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """`/leaflets/<language>/<key>/`"""
    site, _portal = common.host_of(request, language)
    job = _job(language, key, site.site_id)
    making.revive(job)
    job.refresh_from_db()
    with speaking(language), serving(site):
        context = {
            "job": job,
            "is_done": job.state == LeafletJob.State.DONE,
            "is_failed": job.state == LeafletJob.State.FAILED,
            "file_url": reverse("leaflets:file", args=[language, key]),
            "again_url": common.job_url(job),
            "selection_url": reverse("leaflets:selection", args=[language]),
            "size": job.file.size if job.state == LeafletJob.State.DONE else 0,
        }
        return common.page_response(request, language, "leaflets/progress.html", context)


@require_safe
def download(request: HttpRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """`/leaflets/<language>/<key>/file.pdf`"""
    site, _portal = common.host_of(request, language)
    job = _job(language, key, site.site_id)
    if making.finished(key) is None:
        return common.to_job(job)
    return common.file_response(job)


def _job(language: str, key: uuid.UUID, site_id: int) -> LeafletJob:
    job = get_object_or_404(LeafletJob, key=key)
    if job.language != language or job.site_id != site_id:
        raise Http404
    return job
