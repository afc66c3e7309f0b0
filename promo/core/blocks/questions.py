from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import SHORT_TEXT_FEATURES, PortalBlock, RichText


class QuestionBlock(PortalBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=250)
    answer = RichText(label=_("Answer"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions a reader has, each opening its answer.")
        template = "blocks/questions.html"
        preview_value = {
            "heading": "Hỏi và đáp",
            "questions": [
                {"question": "Lễ hội diễn ra khi nào?", "answer": "<p>Từ ngày 10 đến 12 tháng hai âm lịch.</p>"}
            ],
        }
