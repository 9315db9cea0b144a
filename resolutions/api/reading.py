"""JSON Schema in words, for the page about the API."""

from typing import Any, TypedDict

from resolutions.api.json_schema import PAGE, Schema
from resolutions.api.openapi import Operation

FULLEST_PAGE = f"Recommendation{PAGE}"
TYPES = {"string": "строка", "integer": "число", "object": "объект"}


class TypeInWords(TypedDict):
    """What stands before and after the name of a shape: «список:», ForumRecord, «или null»."""

    before: str
    shape: str
    after: str


class FieldInWords(TypedDict):
    name: str
    type: TypeInWords
    meaning: str


class ShapeInWords(TypedDict):
    name: str
    fields: list[FieldInWords]


class Shapes:
    def __init__(self, named: dict[str, Schema]) -> None:
        self.named = named

    def is_page(self, body: Schema) -> bool:
        return name_of(body).endswith(PAGE)

    def record_in(self, body: Schema) -> str:
        """The shape of the answer, or of a row if it is a page of them; empty for a free one."""
        if self.is_page(body):
            return name_of(self.named[name_of(body)]["properties"]["results"]["items"])
        return name_of(body)

    def in_order_of_mention(self, responses: dict[str, dict[str, Operation]]) -> list[ShapeInWords]:
        """As a reader meets them; of the pages of lists only the fullest, as they are alike."""
        names = self.mentioned(responses, ())
        return [self.in_words(name) for name in names if name == FULLEST_PAGE or not name.endswith(PAGE)]

    def mentioned(self, schema: Any, found: tuple[str, ...]) -> tuple[str, ...]:
        if isinstance(schema, dict):
            name = name_in(str(schema.get("$ref", "")))
            if name in found:
                return found
            if name:
                return self.mentioned(self.named[name], (*found, name))
            schema = list(schema.values())
        for inner in schema if isinstance(schema, list) else ():
            found = self.mentioned(inner, found)
        return found

    def in_words(self, name: str) -> ShapeInWords:
        fields: list[FieldInWords] = [
            {"name": field, "type": type_of(schema), "meaning": schema.get("description", "")}
            for field, schema in self.named[name]["properties"].items()
        ]
        return {"name": name, "fields": fields}


def name_of(schema: Schema) -> str:
    return name_in(schema.get("$ref", ""))


def name_in(reference: str) -> str:
    return reference.rpartition("/")[2]


def type_of(schema: Schema) -> TypeInWords:
    if name_of(schema):
        return {"before": "", "shape": name_of(schema), "after": ""}
    if "oneOf" in schema:
        known = [type_of(inner) for inner in schema["oneOf"] if inner.get("type") != "null"]
        before = " или ".join(words["before"] for words in known if words["before"])
        shape = next((words["shape"] for words in known if words["shape"]), "")
        return {"before": f"{before} или" if before and shape else before, "shape": shape, "after": "или null"}
    first, *rest = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    after = "или null" if rest else ""
    if first == "array":
        inner = type_of(schema["items"])
        return {"before": f"список: {inner['before']}".strip(), "shape": inner["shape"], "after": after}
    values = schema.get("additionalProperties", False)
    if first == "object" and not isinstance(values, bool):
        inner = type_of(values)
        return {"before": f"по имени параметра {inner['before']}", "shape": inner["shape"], "after": after}
    return {"before": TYPES[first], "shape": "", "after": after}
