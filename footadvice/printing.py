"""Text from outside, made safe to show."""


def printable(text: str, most: int = 60) -> str:
    """`text` made safe to show: control characters and the like become "?", and it is cut after `most`."""
    safe = "".join(c if c.isprintable() else "?" for c in text)
    return safe if len(safe) <= most else safe[:most] + "..."
