"""The shape of an answer as JSON Schema: the description cannot say anything else than the code."""

from types import NoneType, UnionType
from typing import Annotated, TypedDict, Union, get_args, get_origin, get_type_hints, is_typeddict

from django.db.models import TextChoices

TYPES: dict[type, str] = {str: "string", int: "integer"}
PAGE = "Page"  # how names of lists end
# What of JSON Schema is used here.
Schema = TypedDict(
    "Schema",
    {
        "$ref": str,
        "type": "str | list[str]",
        "items": "Schema",
        "properties": "dict[str, Schema]",
        "additionalProperties": "Schema | bool",
        "required": list[str],
        "oneOf": "list[Schema]",
        "description": str,
        "enum": list[str],
        "format": str,
        "pattern": str,
        "minimum": int,
        "maximum": int,
        "default": int,
    },
    total=False,
)
Note = str | Schema | type[TextChoices]


def schema_of(hint: type, named: dict[str, Schema]) -> Schema:
    """Of a type; shapes that have a name are put into `named` and referred to."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return noted(schema_of(arguments[0], named), arguments[1:])
    if is_typeddict(hint):
        if hint.__name__ not in named:
            named[hint.__name__] = {}  # taken: a shape may hold itself
            named[hint.__name__] = object_of(hint, named)
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0], named)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1], named)}
    if origin in (Union, UnionType):
        known = [schema_of(argument, named) for argument in arguments if argument is not NoneType]
        return or_null(known[0]) if len(known) == 1 else {"oneOf": [*known, {"type": "null"}]}
    return {"type": TYPES[hint]}


def list_of(record: type, extras: type, named: dict[str, Schema]) -> Schema:
    """One page of such records, with what stands beside them."""
    address: Schema = {"type": ["string", "null"], "format": "uri"}
    frame: dict[str, Schema] = {
        "count": {"type": "integer", "minimum": 0, "description": "сколько всего, точно"},
        "next": address | {"description": "адрес следующей страницы; null на последней"},
        "previous": address | {"description": "адрес предыдущей страницы; null на первой"},
        "results": {"type": "array", "items": schema_of(record, named), "description": "строки этой страницы"},
    }
    beside = object_of(extras, named)["properties"]
    name = record.__name__.removesuffix("Record") + PAGE
    named[name] = closed(frame | beside)
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(shape: type, named: dict[str, Schema]) -> Schema:
    fields = get_type_hints(shape, include_extras=True)
    return closed({name: schema_of(hint, named) for name, hint in fields.items()})


def closed(fields: dict[str, Schema]) -> Schema:
    """With all these fields, as a TypedDict has them, and no others."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    kind = schema["type"]
    assert isinstance(kind, str)  # of what may be null already nothing is made
    return {**schema, "type": [kind, "null"]}


def noted(schema: Schema, notes: tuple[Note, ...]) -> Schema:
    """A note is what the field means, a closed list of its values, or keywords of JSON Schema."""
    for note in notes:
        if isinstance(note, str):
            schema = schema | {"description": note}
        elif isinstance(note, dict):
            schema = schema | note
        else:
            meanings = ", ".join(f"{choice.value}: {choice.label}" for choice in note)
            schema = schema | {"enum": note.values, "description": f"{schema['description']} ({meanings})"}
    return schema
