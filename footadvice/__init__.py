"""footadvice: a kind foot-health advisor, for the command line and for Python.

>>> import footadvice
>>> kb = footadvice.load()
>>> kb.condition("bunions").name
'Bunions'

`load` gives the records as they stand in the data, each found by its id. An `Advisor` answers questions from them; it
takes names as people type them, and says in `understood` what it took them for:

>>> advisor = footadvice.Advisor(kb)
>>> advisor.joint("knees").joints[0].understood.id
'knee'
>>> answer = advisor.ask("my foot has gone cold, pale and numb")
>>> answer.urgency.level
'emergency'
>>> [flag.name for flag in answer.urgency.red_flags][:1]
['A foot that is suddenly cold and pale']

What goes wrong is a `FootAdviceError`; one for a name has suggestions:

>>> try:
...     advisor.condition("plantar fasc heel")
... except footadvice.NotFound as error:
...     error.suggestions[0]
'plantar-fasciitis'

`document` makes the JSON of an answer, the same as `--json` prints:

>>> list(footadvice.document(answer, kb.about))[:5]
['schema_version', 'kind', 'knowledge_base', 'query', 'in_scope']

Records and answers are plain values that cannot be changed. What is not needed is not loaded: this module alone
imports nothing.
"""

from typing import TYPE_CHECKING

__version__ = "1.0.0"

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from footadvice.advisor import Advisor
    from footadvice.answers.ask_answer import AskAnswer, CheckAnswer
    from footadvice.answers.document import Answer, document
    from footadvice.answers.evidence_answer import EvidenceAnswer
    from footadvice.answers.handout_answer import HandoutAnswer, MapAnswer
    from footadvice.answers.page_answers import ConditionAnswer, FindAnswer, JointAnswer, ListAnswer, WhyAnswer
    from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
    from footadvice.errors import FootAdviceError, KnowledgeBaseError, NotFound, NotWritten, UsageError
    from footadvice.knowledge.records import (
        Code,
        Condition,
        ContextCue,
        Exercise,
        Factor,
        Finding,
        Joint,
        Link,
        Measure,
        Message,
        RedFlag,
        Source,
        Study,
        Tip,
        Word,
        Zone,
    )
    from footadvice.knowledge.store import KnowledgeBase
    from footadvice.knowledge.vocabulary import Who

# Where each public name lives; it is fetched when it is first used.
_HOMES = {
    "advisor": ("Advisor",),
    "answers.ask_answer": ("AskAnswer", "CheckAnswer"),
    "answers.document": ("Answer", "document"),
    "answers.page_answers": ("ConditionAnswer", "FindAnswer", "JointAnswer", "ListAnswer", "WhyAnswer"),
    "answers.plan_answer": ("CompareAnswer", "PlanAnswer"),
    "answers.evidence_answer": ("EvidenceAnswer",),
    "answers.handout_answer": ("HandoutAnswer", "MapAnswer"),
    "errors": ("FootAdviceError", "KnowledgeBaseError", "NotFound", "NotWritten", "UsageError"),
    "knowledge.store": ("KnowledgeBase",),
    "knowledge.records": (
        "Code", "Condition", "ContextCue", "Exercise", "Factor", "Finding", "Joint", "Link", "Measure", "Message",
        "RedFlag", "Source", "Study", "Tip", "Word", "Zone",
    ),
    "knowledge.vocabulary": ("Who",),
}  # fmt: skip


def load(folder: "Path | str | None" = None, overlays: "Iterable[Path | str]" = ()) -> "KnowledgeBase":
    """The knowledge base.

    Args:
        folder: where the data files are; those that came with the package if left out.
        overlays: somebody's own knowledge to lay over it, one after the other: files or folders.

    Raises:
        KnowledgeBaseError: a file is missing, damaged or breaks a rule. It names file, record and field.
    """
    from pathlib import Path

    from footadvice.knowledge.store import KnowledgeBase

    kb = KnowledgeBase(Path(folder) if folder is not None else None)
    paths = [Path(overlay) for overlay in overlays]
    if not paths:
        return kb
    from footadvice.knowledge.overlays.overlay import lay

    return lay(kb, paths)


if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"footadvice.{home}"), name)
        raise AttributeError(f"module 'footadvice' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "Advisor", "Answer", "AskAnswer", "CheckAnswer", "Code", "CompareAnswer", "Condition", "ConditionAnswer",
    "ContextCue",
    "EvidenceAnswer", "Exercise", "Factor", "FindAnswer", "Finding", "FootAdviceError", "HandoutAnswer", "Joint",
    "JointAnswer", "KnowledgeBase", "KnowledgeBaseError", "Link", "ListAnswer", "MapAnswer", "Measure", "Message",
    "NotFound", "NotWritten", "PlanAnswer", "RedFlag", "Source", "Study", "Tip", "UsageError", "Who", "WhyAnswer",
    "Word", "Zone", "__version__", "document", "load",
]  # fmt: skip
