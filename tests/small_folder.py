"""A folder of data as it is shipped, of one or two records a file: what is done with any data needs no more."""

from pathlib import Path

from footadvice.knowledge import canonical, messages
from tests.test_rules import sound

MESSAGE_FILE = "messages/all.jsonl"


def put(folder: Path) -> dict[str, str]:
    """A small sound knowledge base in `folder`; the text of each file."""
    data = sound()
    found = {MESSAGE_FILE: "".join(map(messages.line, data.pop("messages")))}
    found |= {f"{file}.json": canonical.dump(file, some) for file, some in data.items()}
    found |= {"about.json": '{"version": "1", "reviewed": "2026-01-01"}', "checked.json": "{}"}
    (folder / MESSAGE_FILE).parent.mkdir()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    return found
