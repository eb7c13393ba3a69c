"""Templates that are filled twice: by the server, and by the page's script. `{% load in_page %}`.

The same file gives both: rendered as usual, `put`, `attr`, `each`, `alias`, `when` and `unless` place what the view holds; inside
`{% unfilled %}` they leave marks instead, which `fill.js` fills from the same view. So a page looks the same whether it
came from the server or was made in the page, and its words stand in one place.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_UNFILLED = "in_page_unfilled"


def _found(context: Context, path: str) -> Any:
    return template.Variable(path).resolve(context) if _exists(context, path) else ""


def _exists(context: Context, path: str) -> bool:
    try:
        template.Variable(path).resolve(context)
    except template.VariableDoesNotExist:
        return False
    return True


class Put(Node):
    """`{% put path %}` places a text; `{% put path as name %}` keeps it for a tag that takes texts."""

    def __init__(self, path: str, name: str = "") -> None:
        self.path, self.name = path, name

    def render(self, context: Context) -> SafeString:
        if context.get(_UNFILLED):
            text = format_html('<slot data-put="{}"></slot>', self.path)
        else:
            text = mark_safe(conditional_escape(_found(context, self.path)))  # noqa: S308 - escaped just here
        if self.name:
            context[self.name] = text
            return SafeString("")
        return text


class Attr(Node):
    """`{% attr name path %}`: the attribute, when there is something to say; of True only its name."""

    def __init__(self, name: str, path: str) -> None:
        self.name, self.path = name, path

    def render(self, context: Context) -> SafeString:
        if context.get(_UNFILLED):
            return format_html(' data-set-{}="{}"', self.name, self.path)
        value = _found(context, self.path)
        if value is True:
            return format_html(" {}", self.name)
        return format_html(' {}="{}"', self.name, value) if value or self.name == "value" else SafeString("")


class Block(Node):
    """`{% each path as name %}`, `{% alias path as name %}`, `{% when path %}`, `{% unless path %}`, each to its end."""

    def __init__(self, kind: str, path: str, name: str, inner: NodeList) -> None:
        self.kind, self.path, self.name, self.inner = kind, path, name, inner

    def render(self, context: Context) -> SafeString:
        if context.get(_UNFILLED):
            inner = self.inner.render(context)
            return format_html(
                '<template data-{}="{}" data-as="{}">{}</template>', self.kind, self.path, self.name, inner
            )
        found = _found(context, self.path)
        if self.kind in ("each", "alias"):
            return SafeString("".join(self._one(context, item) for item in (found if self.kind == "each" else [found])))
        return self.inner.render(context) if bool(found) == (self.kind == "when") else SafeString("")

    def _one(self, context: Context, item: Any) -> str:
        with context.push(**{self.name: item}):
            return self.inner.render(context)


class Unfilled(Node):
    """`{% unfilled %}…{% endunfilled %}`: what stands inside waits to be filled by the page's script."""

    def __init__(self, inner: NodeList) -> None:
        self.inner = inner

    def render(self, context: Context) -> SafeString:
        with context.push(**{_UNFILLED: True}):
            return self.inner.render(context)


@register.tag
def put(parser: Parser, token: Token) -> Put:
    _, path, *rest = token.split_contents()
    return Put(path, rest[1] if rest else "")


@register.tag
def attr(parser: Parser, token: Token) -> Attr:
    _, name, path = token.split_contents()
    return Attr(name.strip("\"'"), path)


def _block(parser: Parser, token: Token) -> Block:
    kind, path, *rest = token.split_contents()
    inner = parser.parse((f"end{kind}",))
    parser.delete_first_token()
    return Block(kind, path, rest[1] if rest else "", inner)


for _kind in ("each", "alias", "when", "unless"):
    register.tag(_kind, _block)


@register.tag
def unfilled(parser: Parser, token: Token) -> Unfilled:
    inner = parser.parse(("endunfilled",))
    parser.delete_first_token()
    return Unfilled(inner)
