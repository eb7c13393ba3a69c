"""YAML as its authors mean it: `no` is the word no, a date is a text, and a key stands once. Pure."""

from __future__ import annotations

import re
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotReadable(ValueError):
    """The content is not YAML (or JSON, which is YAML), or a mapping repeats a key."""


class _PlainLoader(_Base):
    """YAML 1.1 reads an unquoted yes, no, on or off as true or false; an answer's code may be any of them."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return mapping


_PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def read_yaml(content: bytes | str) -> Any:
    """Return what the YAML or JSON holds. Raises NotReadable with the place of the fault."""
    try:
        return yaml.load(content, Loader=_PlainLoader)  # noqa: S506 - a safe loader, narrowed
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable(f"The content is not valid YAML or JSON: {' '.join(str(error).split())}") from error
