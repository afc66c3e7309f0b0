"""The form of a question about a page."""

import unicodedata
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from promo.core.languages import SOURCE, public_language
from promo.core.text import sort_key
from promo.enquiries.guard import MOST_LINKS, links_in
from promo.enquiries.models import Enquiry

# Not a name that a browser fills in by itself.
HONEYPOT = "leave_empty"
TOKEN = "token"  # noqa: S105  the name of a field
# In CLDR's list of territories, but nowhere anybody lives.
_NO_COUNTRY = frozenset(
    ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AQ", "BV", "HM", "TF", "CP", "AC", "TA", "DG", "IC", "EA", "CQ")
)


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """(ISO 3166 code, name in one of our languages) in that language's order."""
    names = Locale.parse(language, sep="-").territories
    rows = [
        (code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    return sorted(rows, key=lambda row: sort_key(row[1], language))


def country_name(code: str) -> str:
    """In Vietnamese, for staff; a code nobody knows stays as it is."""
    return dict(countries(SOURCE)).get(code, code)


def one_line(text: str) -> str:
    """Without line breaks and control characters, which have no place in a name or a header."""
    return " ".join("".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text).split())


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value))


class MessageField(forms.CharField):
    def to_python(self, value: Any) -> str:
        """Line breaks as one sign: browsers send two, and the limit counts what was typed."""
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc").strip()


class EnquiryForm(forms.Form):
    name = LineField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    organisation = LineField(
        label=_("Company or organisation"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, widget=forms.Select(attrs={"autocomplete": "country"})
    )
    phone = LineField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("With the country's code: +84 …"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    quantity = LineField(
        label=_("Quantity"), max_length=100, required=False, help_text=_("How much you would need, and how often.")
    )
    message = MessageField(
        label=_("Your question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    consent = forms.BooleanField()

    # What each page asks; the others are asked by those that name them.
    always = ("name", "email", "organisation", "country", "phone", "message", "consent")

    def __init__(self, *args: Any, asks: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, auto_id="field-%s", **kwargs)
        for name in [name for name in self.fields if name not in (*self.always, *asks)]:
            del self.fields[name]
        country: Any = self.fields["country"]
        country.choices = [("", gettext("Choose")), *countries(public_language())]
        self.fields["consent"].label = ngettext(
            "I agree that my name, address and question are kept for %(days)s day to answer me, and then deleted.",
            "I agree that my name, address and question are kept for %(days)s days to answer me, and then deleted.",
            settings.ENQUIRY_DAYS,
        ) % {"days": settings.ENQUIRY_DAYS}
        self._say_what_is_wrong()
        for name, field in self.fields.items():
            described = [f"help-{name}"] if field.help_text else []
            if self.is_bound and name in self.errors:
                described.insert(0, f"error-{name}")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)
            field.widget.attrs["class"] = "field-input"

    def _say_what_is_wrong(self) -> None:
        """In words that say what to do; Django's own say what is missing."""
        required = {
            "name": gettext("Tell us your name."),
            "email": gettext("Tell us where to send the answer."),
            "message": gettext("Write what you would like to know."),
            "consent": gettext("Without your agreement we may not keep your question, and cannot answer it."),
        }
        for name, message in required.items():
            self.fields[name].error_messages["required"] = message
        invalid = gettext("This is no e-mail address. It looks like name@example.com.")
        self.fields["email"].error_messages["invalid"] = invalid
        for validator in self.fields["email"].validators:
            if hasattr(validator, "user_regex"):
                self.fields["email"].validators.remove(validator)
                self.fields["email"].validators.append(type(validator)(message=invalid))
                break
        for field in self.fields.values():
            for validator in field.validators:
                if isinstance(validator, MaxLengthValidator):
                    validator.message = gettext("Shorten this to %(limit_value)s characters; it has %(show_value)s.")

    def clean_name(self) -> str:
        return self._without_links("name")

    def clean_organisation(self) -> str:
        return self._without_links("organisation")

    def clean_message(self) -> str:
        message: str = self.cleaned_data["message"]
        if links_in(message) > MOST_LINKS:
            raise ValidationError(
                gettext("Too many web addresses: leave at most two, so that we do not take it for advertising.")
            )
        return message

    def _without_links(self, name: str) -> str:
        value: str = self.cleaned_data[name]
        if links_in(value):
            raise ValidationError(gettext("Leave the web address out here."))
        return value

    def content(self) -> dict[str, Any]:
        """The columns of an `Enquiry` that the visitor has filled."""
        return {name: value for name, value in self.cleaned_data.items() if name != "consent"}

    def save(self, **about: Any) -> Enquiry:
        return Enquiry.objects.create(**self.content(), **about)
