"""The JSON Schema (2020-12) of every document: each kind of answer, the error, each data file.

They are made from the definitions that the code itself lives by, so they cannot tell of anything else. Pydantic
reads those definitions, as it does at the gate, and is loaded when a schema is made: their names need none of it.
"""

from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import Any

from footadvice import answers
from footadvice.answering.listing import LISTS
from footadvice.answers.document import KEYS, SCHEMA_VERSION, Answer, list_key
from footadvice.answers.page_answers import Entry, ListAnswer
from footadvice.answers.parts import Query
from footadvice.errors import FootAdviceError, NotFound
from footadvice.knowledge import canonical, records
from footadvice.knowledge.messages import MESSAGES
from footadvice.knowledge.names import printable
from footadvice.knowledge.store import DERIVED, MADE_FROM, About
from footadvice.support.frozen_record import FrozenRecord

Schema = dict[str, Any]
# At run time `Answer` is the text of its members, so that no command loads them all; here all are needed.
for _module in iter_modules(answers.__path__):
    import_module(f"{answers.__name__}.{_module.name}")
_CLASSES = {
    kind.__name__: kind for kind in FrozenRecord.__subclasses__() if kind.__module__.startswith(answers.__name__)
}
for _kind in _CLASSES.values():
    _kind.__pydantic_config__ = {"use_attribute_docstrings": True}  # type: ignore[attr-defined]

ANSWERS: dict[str, Any] = {_CLASSES[name].kind: _CLASSES[name] for name in str(Answer).split(" | ")}  # type: ignore[attr-defined]
_DATA = {f"data/{file}": file for file in records.FILES}
LISTING = "schemas"  # what the list of them all is a list of
_LISTS = {f"list/{of}": of for of in (*LISTS, LISTING)}
NAMES = (*sorted(ANSWERS), *_LISTS, "error", "overlay", "data/about", "data/checked", *_DATA)
_TEXT = {"type": "string", "minLength": 1}


def schema(name: str) -> Schema:
    """The schema called `name`, one of `NAMES`.

    Raises:
        NotFound: there is no such schema.
    """
    if name in ANSWERS:
        body = _answer(ANSWERS[name])
    elif name in _LISTS:
        body = _one_list(_LISTS[name])
    elif name in _DATA:
        body = _data_file(_DATA[name])
    elif name in _OTHERS:
        body = _OTHERS[name]()
    else:
        from difflib import get_close_matches

        message = f'there is no schema of "{printable(name)}". To see all of them, run: footadvice schema'
        raise NotFound(message, tuple(get_close_matches(name, NAMES, 3)))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:footadvice:1:{name}"}
    return {**head, "title": name, **body}


def listing() -> ListAnswer:
    """Every schema, a line each."""
    return ListAnswer(query=Query(text=()), of=LISTING, entries=tuple(map(_entry, NAMES)))


def _entry(name: str) -> Entry:
    what = "data file" if name.startswith("data/") else "answer" if name in ANSWERS or name in _LISTS else name
    return Entry(id=name, name=what, aliases=(), summary=schema(name)["description"].split("\n")[0])


def texts() -> dict[str, str]:
    """Every schema as the text of its file, by the name of that file."""
    return {f"{name}.json": canonical.to_text(schema(name)) for name in NAMES}


def _answer(kind: Any) -> Schema:
    """The envelope, the keys of the answer, the disclaimer. More keys may come, so none is forbidden."""
    from footadvice.knowledge.validation import schema_gate  # it says what a record may hold

    found = schema_gate.adapter(kind).json_schema(mode="serialization")
    definitions: dict[str, Schema] = found.pop("$defs", {})
    for one in (found, *definitions.values()):
        _as_written(one)
    properties = {
        "schema_version": {"const": SCHEMA_VERSION},
        "kind": {"const": kind.kind},
        "knowledge_base": _object({"version": _TEXT, "reviewed": {"type": "string", "format": "date"}}, closed=False),
        **found["properties"],
        "disclaimer": _TEXT,
    }
    body = {"description": getdoc(kind), **_object(properties, closed=False)}
    return {**(_by_list(body) if kind is ListAnswer else body), "$defs": definitions}


def _as_written(definition: Schema) -> None:
    """Make the schema of a class that of its JSON: every key is always there, some under another name."""
    if "properties" not in definition:  # a set of words, say
        return
    _untitle(definition)
    fields = {KEYS.get(key, key): field for key, field in definition["properties"].items()}
    for field in fields.values():
        if field.pop("default", None) == "":  # left out of the data, and told as an empty text
            field.pop("minLength", None)
            field.pop("pattern", None)
    definition.update(properties=fields, required=list(fields), additionalProperties=True)


def _untitle(definition: Schema) -> None:
    """Take away what only repeats a name: the titles of fields, and the description of a class without a docstring."""
    if definition.get("description") == definition.get("title"):
        definition.pop("description", None)
    for field in definition.get("properties", {}).values():
        field.pop("title", None)


def _by_list(body: Schema) -> Schema:
    """A list has its entries under the name of what it lists."""
    entries = body["properties"].pop("entries")
    body["required"].remove("entries")
    lists = (*LISTS, LISTING)
    body["properties"] |= {list_key(of): entries for of in lists}
    rules = [_rule(of) for of in lists]
    return {**body, "allOf": rules}


def _rule(of: str) -> Schema:
    """That a list of this kind has its entries; the key is named among properties again, as Ajv's strict mode asks."""
    key = list_key(of)
    return {
        "if": {"properties": {"of": {"const": of}}},
        "then": {"properties": {key: {"type": "array"}}, "required": [key]},
    }


def _one_list(of: str) -> Schema:
    """The list of one kind, so that a type made from it has no key that may be missing."""
    body = _answer(ListAnswer)
    del body["allOf"]
    entries = body["properties"][list_key(of)]
    kept = {key: value for key, value in body["properties"].items() if key not in map(list_key, (*LISTS, LISTING))}
    kept |= {"of": {"const": of}, list_key(of): entries}
    required = [*body["required"], list_key(of)]
    return {**body, "description": f"The list of {of}.", "properties": kept, "required": required}


def _data_file(file: str) -> Schema:
    from footadvice.knowledge.validation import schema_gate

    record = schema_gate.adapter(records.FILES[file]).json_schema()
    definitions = record.pop("$defs", {})
    for one in (record, *definitions.values()):
        _untitle(one)
    name = records.FILES[file].__name__
    if file == MESSAGES:
        description = "One line of a file in the folder messages, or one message that an overlay adds."
        return {**record, "description": description, "title": name, **({"$defs": definitions} if definitions else {})}
    array = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    body = _object({"schema_version": {"const": canonical.SCHEMA_VERSION}, file: array})
    return {"description": f"The data file {file}.json.", **body, "$defs": {**definitions, name: record}}


def _about() -> Schema:
    from footadvice.knowledge.validation import schema_gate

    found = schema_gate.adapter(About).json_schema()
    _untitle(found)
    return {**found, "title": "data/about", "additionalProperties": False}


def _checked() -> Schema:
    known_by = {"type": "string", "pattern": "^[0-9]+-[0-9a-f]{8}$"}
    fingerprint = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    derived = {
        "made_by": {"type": "string"},
        "code": fingerprint,
        "made_from": _object(dict.fromkeys(MADE_FROM, known_by)),
        "files": {"type": "object", "additionalProperties": known_by},
    }
    return {
        "description": "The stamp of `kb format`: length and CRC-32 of each file, SHA-256 of the definitions. "
        "`derived`: what is worked out from the data, by which version and text of the code, and from which files.",
        **_object(
            {
                "schema_version": {"const": canonical.SCHEMA_VERSION},
                "definitions": fingerprint,
                "files": _object(dict.fromkeys(records.FILES, known_by)),
                DERIVED: _object(derived),
            }
        ),
    }


def _error() -> Schema:
    kinds: list[type[FootAdviceError]] = [FootAdviceError, *FootAdviceError.__subclasses__()]
    error = _object(
        {
            "code": {**_TEXT, "examples": [kind.code for kind in kinds]},
            "message": _TEXT,
            "suggestions": {"type": "array", "items": {"type": "string"}},
        },
        closed=False,
    )
    body = _object({"error": error}, closed=False)
    body["properties"] |= {
        "line": {"type": "integer", "minimum": 1, "description": "Of `ask -`: which question it is, counted from 1."},
        "query": _object({"text": {"type": "array", "items": {"type": "string"}}}, closed=False),
    }
    return {"description": "What stands on standard output in place of an answer.", **body}


def _overlay() -> Schema:
    from footadvice.answering.overlay_schema import overlay_schema

    return overlay_schema()


_OTHERS = {"error": _error, "overlay": _overlay, "data/about": _about, "data/checked": _checked}


def _object(properties: Schema, *, closed: bool = True) -> Schema:
    """An object in which every key is required; `closed` if there may be no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": not closed,
    }


__all__ = ["ANSWERS", "NAMES", "listing", "schema", "texts"]
