"""The Python API: the names that are promised, and what the two ways to a record make of a name."""

import json
import subprocess
import sys

import pytest

import footadvice
from footadvice.answering.json_schemas import ANSWERS
from footadvice.errors import FootAdviceError
from footadvice.knowledge.records import FILES
from tests.conftest import ROOT


def test_the_public_names_are_complete() -> None:
    kinds = (*ANSWERS.values(), *FILES.values(), FootAdviceError, *FootAdviceError.__subclasses__())
    others = {"Advisor", "Answer", "KnowledgeBase", "Who", "__version__", "document", "load"}
    assert set(footadvice.__all__) == {kind.__name__ for kind in kinds} | others
    assert set(footadvice.__all__) <= set(dir(footadvice))
    for name in footadvice.__all__:
        assert getattr(footadvice, name) is not None


def test_a_name_that_is_not_there_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = footadvice.no_such_name


def test_loading_the_knowledge_needs_no_library() -> None:
    code = "import footadvice, sys, json; footadvice.load().condition('bunions'); json.dump(sorted(sys.modules), sys.stdout)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert not {"typer", "rich", "pydantic"} & set(json.loads(done.stdout))


def test_the_knowledge_takes_ids_and_the_advisor_names() -> None:
    kb = footadvice.load(ROOT / "data")
    with pytest.raises(footadvice.NotFound) as raised:
        kb.condition("bunion")
    assert "bunions" in raised.value.suggestions
    with pytest.raises(footadvice.NotFound):
        kb.joint("bunions")
    assert footadvice.Advisor(kb).condition("bunion").conditions[0].id == kb.condition("bunions").id


def test_one_name_and_several_are_the_same_to_the_advisor() -> None:
    advisor = footadvice.Advisor()
    assert advisor.joint("knee") == advisor.joint(["knee"])
    assert advisor.condition("gout") == advisor.condition(name for name in ["gout"])


def test_a_folder_without_data_files_gives_a_clear_error(tmp_path: object) -> None:
    with pytest.raises(footadvice.KnowledgeBaseError, match="cannot be read"):
        footadvice.load(str(tmp_path))


@pytest.mark.parametrize("question", ["condition", "joint", "plan", "handout", "compare"])
def test_a_call_without_names_raises_a_usage_error(question: str) -> None:
    with pytest.raises(footadvice.UsageError, match="no name was given"):
        getattr(footadvice.Advisor(), question)([])
