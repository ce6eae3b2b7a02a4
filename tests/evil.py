"""Texts that a page must show and never obey, and a knowledge base full of them."""

from typing import Any

MARK = "W" * 5000  # a word that no line can hold
EVIL = f"</p></svg></title><script>document.title='hacked'</script>\"'><img src=x onerror=\"document.title='hacked'\"> & {MARK}"
_TEXTS = {
    "name", "summary", "urgency_text", "text", "expect", "otherwise", "when", "sign", "do_now",
    "applies_when", "goal", "stop_if", "steps", "title", "mechanism", "caveat",
}  # fmt: skip


def spoilt(file: str, record: Any) -> Any:
    """The record with every text that a page shows made hostile."""
    if isinstance(record, dict):
        return {key: _hostile(value) if key in _TEXTS else spoilt(file, value) for key, value in record.items()}
    return [spoilt(file, item) for item in record] if isinstance(record, list) else record


def _hostile(value: Any) -> Any:
    if isinstance(value, list):
        return [_hostile(item) for item in value]
    return EVIL if isinstance(value, str) else value
