"""What a type checker has to find fault with: each marked line is an error, and mypy says so if it is not."""

import footadvice


def wrong(kb: footadvice.KnowledgeBase) -> None:
    print(kb.condition("bunions").nmae)  # type: ignore[attr-defined]
    kb.condition(3)  # type: ignore[arg-type]
    kb.condition("bunions").name = "x"  # type: ignore[misc]
    footadvice.Advisor(kb).ask("heel", who=("dragons",))  # type: ignore[arg-type]
    print(footadvice.no_such_name)  # type: ignore[attr-defined]
