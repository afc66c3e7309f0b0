"""What the desk's scripts say, in the language of the interface. %(name)s is filled in by the browser."""

from django.utils.translation import gettext as _

from promo.languages.models import Unit


def states() -> dict[str, str]:
    return {str(value): str(label) for value, label in Unit.State.choices}


def words() -> dict[str, str]:
    return {
        # Saving
        "saved": _("Everything is saved"),
        "saved_at": _("Saved at %(time)s"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "failing": _("Could not be saved, trying again"),
        "offline": _("No connection. Your texts are kept on this computer."),
        "signed_out": _("You have been signed out. Sign in again in a new tab: your texts are kept on this computer."),
        "sign_in": _("Sign in"),
        "refused": _("Not saved: see the text."),
        "not_all_saved": _("Some texts are not saved yet. Wait a moment, or look at the texts with a red line."),
        "restored": _("Texts that were not saved last time are back."),
        # Progress
        "progress": _("%(done)s of %(total)s texts"),
        "words_left": _("%(count)s words to go"),
        "all_done": _("All texts are confirmed"),
        "to_do": _("%(count)s texts are not confirmed yet."),
        "own_work": _("You translated this yourself: somebody else has to approve it."),
        "last_one": _("That was the last one: everything is confirmed."),
        # A text
        "text": _("Text %(number)s"),
        "translation_of": _("Translation of text %(number)s: %(label)s"),
        "confirm": _("Confirm"),
        "confirmed": _("Confirmed. Click to open it again."),
        "confirm_this": _("%(state)s. Click to confirm."),
        "reopened": _("Opened again"),
        "comment": _("Comment"),
        "has_comment": _("Comment: %(text)s"),
        "length": _("%(length)s/%(limit)s characters"),
        "length_advice": _("%(length)s characters, search engines show about %(limit)s"),
        "empty_text": _("Write the translation first."),
        "may_be_empty": _("May be left empty"),
        "too_long": _("Too long: %(length)s characters, %(limit)s are allowed here."),
        "no_more": _("There is nothing more to do below. Back to the top."),
        # Tags
        "tag_open": _("Tag %(number)s, %(name)s, begins"),
        "tag_close": _("Tag %(number)s, %(name)s, ends"),
        "tag_alone": _("Tag %(number)s, %(name)s"),
        "tag_b": _("bold"),
        "tag_i": _("italic"),
        "tag_a": _("link"),
        "tag_br": _("line break"),
        "tag_sup": _("superscript"),
        "tag_sub": _("subscript"),
        "tag_other": _("markup"),
        "tags_missing": _("Still missing:"),
        "tags_extra": _("This tag is not in the source. Click to remove it."),
        "tags_broken": _("Put the missing tags in first: they carry bold, links and line breaks."),
        "tag_insert": _("Put in %(name)s (Ctrl+%(number)s)"),
        # Others at work
        "just_edited": _("%(name)s has just changed this text"),
        "conflict": _("%(name)s has changed this text at %(time)s, while you were writing:"),
        "conflict_local": _("You wrote this on this computer earlier, but it was not saved. Now the text reads:"),
        "conflict_empty": _("(empty)"),
        "take_theirs": _("Use this text"),
        "keep_mine": _("Keep mine"),
        "put_aside": _("The text you did not use"),
        "take_back": _("Use it after all"),
        "somebody": _("Somebody"),
        "yourself": _("You (in another window)"),
        "source_changed": _("The original has just been changed. Load the page again to see its new texts."),
        "state_changed": _("This translation has just been handed in, approved or sent back. Load the page again."),
        "reload": _("Load again"),
        "source_of_text_changed": _("The original of this text has just been changed: look at it again."),
        # Panel
        "no_help": _("No suggestions for this text."),
        "choose_text": _("Go to a text to see suggestions for it."),
        "glossary": _("Glossary"),
        "memory": _("Translated before"),
        "checks": _("To check"),
        "keep_term": _("never translate"),
        "forbid_term": _("do not use"),
        "insert": _("Insert"),
        "use_match": _("Use this translation (Alt+%(number)s)"),
        "help_failed": _("The suggestions could not be loaded."),
        "comments_none": _("No comments yet."),
        "comment_for": _("Comment on text %(number)s"),
        "comment_saved": _("Comment saved"),
        "preview_failed": _("The preview could not be loaded."),
    }
