"""{% remembered "footer" portal.key %}…{% endremembered %}: a part that is the same on every page of a portal."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token

from promo.core.versions import Remembered

register = template.Library()
_parts = Remembered(size=4096)


class RememberedNode(Node):
    def __init__(self, nodes: NodeList, name: FilterExpression, key: FilterExpression) -> None:
        self.nodes = nodes
        self.name = name
        self.key = key

    def render(self, context: Any) -> str:
        return _parts.get((self.name.resolve(context), self.key.resolve(context)), lambda: self.nodes.render(context))


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """The part as it was first made for this name and key, until the content changes.

    The key must tell apart all that the part depends on; a portal's is (portal, language, host).
    """
    try:
        _tag, name, key = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("remembered takes a name and a key") from None
    nodes = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(nodes, parser.compile_filter(name), parser.compile_filter(key))
