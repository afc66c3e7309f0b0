"""Vietnamese and multilingual text: folding, slugs, alphabetical order."""

import re
import unicodedata

# NFD takes the marks off every Vietnamese letter but đ, which is a letter of its own.
_FOLD_D = str.maketrans({"đ": "d", "Đ": "D"})
# French letters that stand for two.
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})

# The Vietnamese alphabet, and its tones in dictionary order (level, falling, asking, tumbling, rising, heavy).
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Lower case without marks: "Đầu tư" -> "dau tu". Scripts without Latin letters stay as they are."""
    decomposed = unicodedata.normalize("NFD", text.translate(_FOLD_D))
    latin = re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", decomposed)
    return unicodedata.normalize("NFC", latin).lower()


def slugify(text: str) -> str:
    """ASCII slug of a Vietnamese title: "Đầu tư và du lịch" -> "dau-tu-va-du-lich"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def local_slugify(text: str, language: str) -> str:
    """Address words in a language's own script, at most 100 characters.

    Latin scripts lose their marks; the others keep letters, digits and combining marks (a Lao
    vowel sign is one). Everything else, slashes, dots and quotes included, becomes a hyphen.
    """
    if language in ("vi", "en", "fr"):
        return slugify(text.translate(_LIGATURES))[:100].strip("-")
    kept = [character if unicodedata.category(character)[0] in "LNM" else "-" for character in _narrow(text).lower()]
    return re.sub(r"-+", "-", unicodedata.normalize("NFC", "".join(kept))).strip("-")[:100].strip("-")


def _narrow(text: str) -> str:
    """Full-width Latin letters and digits of Chinese and Japanese typing as plain ones.

    Character by character: NFKC over everything would also take the Lao vowel ຳ apart, which readers
    type as one.
    """
    return "".join(
        unicodedata.normalize("NFKC", letter) if "\uff00" <= letter <= "\uffef" else letter for letter in text
    )


def sort_key(text: str, language: str, length: int = 120) -> str:
    """A key of [0-9a-z] whose plain order is the language's alphabetical order on every database.

    Vietnamese: letters first (a < ă < â … d < đ), tones only between words that are otherwise
    equal. Other languages: marks and case off; other scripts by code point, in hexadecimal.
    """
    if language == "vi":
        return _vietnamese_key(text)[:length]
    return "".join(
        character
        if character.isascii() and character.isalnum()
        else "0"
        if character == " "
        else f"{ord(character):05x}"
        for character in fold(text.translate(_LIGATURES))
        if character.isalnum() or character == " " or unicodedata.category(character)[0] == "M"
    )[:length]


def _vietnamese_key(text: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFC", text.lower()):
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in decomposed[1:] if mark in _TONE_RANK), "")
        base = unicodedata.normalize("NFC", decomposed.replace(tone, "")) if tone else character
        if base in _LETTER_RANK:
            letters.append(f"{_LETTER_RANK[base] + 20:02d}")
            tones.append(str(_TONE_RANK.get(tone, 0)))
        elif base.isdecimal():
            letters.append(f"{10 + int(base):02d}")
        elif base.isspace() and letters and letters[-1] != "01":
            letters.append("01")
    if letters and letters[-1] == "01":
        letters.pop()
    # The end ("00") sorts before a space ("01"), a space before every letter; the tones follow as a second level.
    return "".join(letters) + "00" + "".join(tones)
