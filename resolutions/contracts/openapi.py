"""The description of the API without its words: how a thing is explained may change at any time."""

from typing import Any

from resolutions.api.openapi import operations

WORDS = {"description", "summary", "title", "x-label", "x-examples", "example", "examples"}
NAMES_OF_OURS = {"properties", "schemas", "paths"}  # whose keys are fields and shapes, whatever they are called


def openapi() -> dict[str, Any]:
    described: dict[str, Any] = bare(operations())
    return described


def bare(node: Any, ours: bool = False) -> Any:
    """Parameters by their name, and lists whose order means nothing in that of the alphabet."""
    if isinstance(node, dict):
        return {
            name: bare(value, name in NAMES_OF_OURS and not ours)
            for name, value in node.items()
            if ours or name not in WORDS
        }
    if isinstance(node, list):
        if node and all(isinstance(item, dict) and "name" in item for item in node):
            return {item["name"]: bare(item) for item in node}
        return sorted(map(bare, node), key=str)
    return node
