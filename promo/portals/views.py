"""Views for signed-in staff: the pattern page, and the bar on public pages."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse

from promo.core.models import BasePage, Figure, PortalImage
from promo.core.sites import site_of


@permission_required("wagtailadmin.access_admin")
def pattern_library(request: HttpRequest) -> HttpResponse:
    """Every component alone: with long texts in several scripts, empty, and without a picture."""
    image = PortalImage.objects.order_by("pk").first()
    return render(
        request,
        "pages/pattern_library.html",
        {"image": image, "figures": list(Figure.objects.all()[:3]), **_samples(image)},
    )


def _samples(image: Any) -> dict[str, Any]:
    titles = {
        "vi": "Lễ hội truyền thống Chử Đồng Tử – Tiên Dung: ba ngày rước nước, rước rồng và hát bên bờ sông Hồng mênh mang",
        "lo": "ບຸນປະເພນີຂອງເຈືອດົງຕື ແລະ ຕຽນຢຸງ ຢູ່ແຄມແມ່ນ້ຳແດງ ຈັດຂຶ້ນໃນເດືອນສອງຕາມຈັນທະຄະຕິ ທຸກໆປີ",
        "zh-hans": "褚童子与仙容传统庙会：红河岸边为期三天的取水、舞龙与民歌盛会，每年农历二月初十至十二举行",
    }
    cards = [
        {
            "title": title,
            "url": "#",
            "introduction": title,
            "image": image if number != 1 else None,
            "date": None,
            "kicker": "",
            "lang": code,
        }
        for number, (code, title) in enumerate(titles.items())
    ]
    return {"cards": cards, "empty_cards": []}


@permission_required("wagtailadmin.access_admin")
def userbar(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the staff script puts on a public page: links to edit it and to see its state."""
    page = get_object_or_404(BasePage, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        return HttpResponse(status=204)
    request.site_entry = site_of(request)  # type: ignore[attr-defined]
    return TemplateResponse(request, "components/userbar.html", {"page": page})
