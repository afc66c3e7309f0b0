"""Every palette, and every accent that is let in, can be read."""

import random
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from promo.core import themes
from promo.portals.models import HomePage

TEXT = [
    ("--ink", "--paper"), ("--ink", "--paper-deep"), ("--ink-soft", "--paper"), ("--ink-soft", "--paper-deep"),
    ("--accent-text", "--paper"), ("--accent-text", "--paper-deep"), ("--accent-ink", "--accent"), ("--ink", "--accent-soft"),
    ("--support", "--paper"),
]  # fmt: skip
# What tells a control from what is around it: focus rings and the edges of fields are drawn in these.
CONTROLS = [
    ("--accent-text", "--paper"),
    ("--accent-text", "--paper-deep"),
    ("--ink-soft", "--paper"),
    ("--support", "--paper"),
]


def assert_readable(palette: str, accent: str = "") -> None:
    for scheme, colours in themes.properties(palette, accent).items():
        for pairs, least in ((TEXT, 4.5), (CONTROLS, 3.0)):
            for front, back in pairs:
                ratio = themes.contrast(colours[front], colours[back])
                assert ratio >= least, f"{palette} {accent} {scheme}: {front} on {back} is {ratio:.2f}"


@pytest.mark.parametrize("palette", themes.PALETTES)
def test_palettes(palette: str) -> None:
    assert_readable(palette)


def test_any_accent_that_is_let_in_is_readable() -> None:
    dice = random.Random(11)
    let_in = 0
    for _try in range(400):
        palette = dice.choice(list(themes.PALETTES))
        accent = f"#{dice.randrange(0x1000000):06x}"
        if not themes.problems(palette, accent):
            let_in += 1
            assert_readable(palette, accent)
    assert let_in > 50


@pytest.mark.parametrize("palette", themes.PALETTES)
def test_an_accent_of_its_own_governs_light_and_dark(palette: str) -> None:
    accent = "#5a2a6b"
    own, usual = themes.properties(palette, accent), themes.properties(palette)
    assert own["light"]["--accent"] == accent
    assert own["dark"]["--accent"] != usual["dark"]["--accent"]


@pytest.mark.parametrize("accent", ["#ffff00", "f6f0e4", "#9fd8cb"])
def test_a_pale_accent_is_refused_with_a_better_one(accent: str) -> None:
    (message,) = themes.problems("phu-sa", accent)
    better = re.search(r"#[0-9a-f]{6}", message)[0]
    assert "4.5" in message or "4,5" in message
    assert themes.problems("phu-sa", better) == []


@pytest.mark.parametrize("accent", ["", "red", "#fff", "#12345g", "#0e5a52;}body{display:none", "#0e5a52\n", "url(x)"])
def test_what_is_no_colour_is_refused(accent: str) -> None:
    assert themes.problems("phu-sa", accent)


@pytest.mark.django_db
def test_the_form_says_it_at_the_field(province: Any) -> None:
    page = HomePage.objects.get(pk=province.pk)
    page.accent = "#ffff00"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["accent"]
    page.accent = "0E5A52"
    page.full_clean()
    assert page.theme_url == "/theme/phu-sa-0e5a52.css"


@pytest.mark.django_db
def test_the_theme_is_served_for_ever(client: Any, province: Any) -> None:
    for name in [*themes.PALETTES, "nghe-5a2a6b"]:
        response = client.get(f"/theme/{name}.css")
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/css")
        assert "immutable" in response["Cache-Control"]
        assert "max-age=31536000" in response["Cache-Control"]
        text = response.content.decode()
        assert "prefers-color-scheme:dark" in text
        assert re.fullmatch(r"[\s\w:#;.,(){}@\[\]=\"'%-]*", text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["none", "phu-sa-ffff00", "phu-sa-xyz", "phu-sa0e5a52", "phu", "phu-sa-0e5a52-0e5a52", "phu-sa-"]
)
def test_what_is_no_theme_is_a_404(client: Any, province: Any, name: str) -> None:
    assert client.get(f"/theme/{name}.css").status_code == 404


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)]
)
def test_contrast_as_wcag_computes_it(first: str, second: str, ratio: float) -> None:
    assert themes.contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert themes.contrast(second, first) == themes.contrast(first, second)
