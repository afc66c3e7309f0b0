"""A portal's look: one palette, perhaps its own accent, from which every colour is derived and checked."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

Rgb = tuple[float, float, float]

TEXT_CONTRAST = 4.5
_HEX = re.compile(r"\A#?([0-9a-f]{6})\Z")


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb. `fill` is the accent of large surfaces, where it may differ from that of text."""

    label: object
    accent: str
    paper: str
    support: str
    fill: str = ""


PALETTES = {
    "phu-sa": Palette(_("Phù sa: river teal, sand, longan"), "#0e5a52", "#f6f0e4", "#7b4a20"),
    "hong-sen": Palette(_("Hồng sen: lotus, mist, leaf"), "#a8325e", "#f7f1f1", "#3f6b45"),
    "nghe": Palette(_("Nghệ: turmeric, cream, indigo"), "#8f5a00", "#faf5e8", "#2b3a67", "#e2a20c"),
    "lua": Palette(_("Lúa: paddy, straw, brick"), "#3c6e1f", "#f7f4e6", "#9a3b26"),
}


def parse(colour: str) -> Rgb:
    match = _HEX.match(colour.lower())
    if not match:
        raise ValueError(colour)
    return tuple(int(match[1][index : index + 2], 16) / 255 for index in (0, 2, 4))  # type: ignore[return-value]


def to_hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)


def mix(first: str, second: str, share: float) -> str:
    """`share` of the first colour, the rest of the second."""
    return to_hex(tuple(a * share + b * (1 - share) for a, b in zip(parse(first), parse(second), strict=True)))  # type: ignore[arg-type]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in parse(colour)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, paper: str, towards: str, ratio: float = TEXT_CONTRAST) -> str:
    """`colour`, moved towards black or white until it has `ratio` on `paper`."""
    for step in range(21):
        candidate = mix(towards, colour, step / 20)
        if contrast(candidate, paper) >= ratio:
            return candidate
    return towards


def properties(palette_key: str, accent: str = "") -> dict[str, dict[str, str]]:
    """The custom properties of a theme, {"light": {...}, "dark": {...}}.

    Raises KeyError for an unknown palette, ValueError for an accent that is no colour.
    """
    palette = PALETTES[palette_key]
    accent = to_hex(parse(accent)) if accent else palette.accent
    ink, night = "#1f1d1a", "#161512"
    light = {
        "--paper": palette.paper,
        "--paper-deep": mix(palette.paper, ink, 0.94),
        "--ink": ink,
        "--ink-soft": readable("#5c5650", mix(palette.paper, ink, 0.94), "#000000"),
        "--rule": mix(palette.paper, ink, 0.84),
        "--accent": palette.fill if palette.fill and accent == palette.accent else accent,
        "--accent-text": readable(accent, mix(palette.paper, ink, 0.94), "#000000"),
        "--accent-soft": mix(accent, palette.paper, 0.12),
        "--support": readable(palette.support, palette.paper, "#000000"),
    }
    dark_paper = mix(accent, night, 0.06)
    dark = {
        "--paper": dark_paper,
        "--paper-deep": mix("#ffffff", dark_paper, 0.06),
        "--ink": "#f2eee6",
        "--ink-soft": readable("#b9b2a6", mix("#ffffff", dark_paper, 0.06), "#ffffff"),
        "--rule": mix("#ffffff", dark_paper, 0.17),
        "--accent": palette.fill if palette.fill and accent == palette.accent else mix("#ffffff", accent, 0.12),
        "--accent-text": readable(accent, mix("#ffffff", dark_paper, 0.06), "#ffffff"),
        "--accent-soft": mix(accent, dark_paper, 0.28),
        "--support": readable(palette.support, dark_paper, "#ffffff"),
    }
    for scheme in (light, dark):
        # A middling colour carries neither white nor black text: it is darkened until it carries white.
        if contrast("#161512", scheme["--accent"]) < TEXT_CONTRAST:
            scheme["--accent"] = readable(scheme["--accent"], "#ffffff", "#000000")
        scheme["--accent-ink"] = max(("#ffffff", "#161512"), key=lambda text: contrast(text, scheme["--accent"]))
    return {"light": light, "dark": dark}


def problems(palette_key: str, accent: str) -> list[str]:
    """Why an accent of one's own cannot be used on a palette; empty if it can."""
    try:
        given = to_hex(parse(accent))
    except ValueError:
        return [str(_("Write the colour as six hexadecimal digits, for example #0e5a52."))]
    paper = PALETTES[palette_key].paper
    ratio = contrast(given, paper)
    if ratio < TEXT_CONTRAST:
        return [
            str(
                _(
                    "This colour has a contrast of %(ratio)s : 1 on the paper of the palette; readers need 4.5 : 1. Try %(better)s."
                )
            )
            % {"ratio": f"{ratio:.1f}", "better": readable(given, paper, "#000000")}
        ]
    return []


def stylesheet(palette_key: str, accent: str = "") -> str:
    """The theme as a style sheet that sets custom properties and nothing else."""
    schemes = properties(palette_key, accent)

    def block(scheme: str) -> str:
        return "".join(f"{name}:{value};" for name, value in schemes[scheme].items())

    return (
        f":root{{{block('light')}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-contrast=high]){{{block('dark')}}}}}\n"
    )
