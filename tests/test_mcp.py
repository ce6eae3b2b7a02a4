"""An agent's conversation: the SDK's own client against the server, in this process or in one of its own."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answering.listing import LISTS
from footadvice.answers.document import DISCLAIMER, document
from footadvice.mcp_server import server
from footadvice.support.cancellation import cancelled_by
from tests.conftest import ROOT

ANSWERS = {
    "ask": "ask", "check": "check", "find_findings": "list", "condition": "condition", "joint": "joint", "why": "why",
    "compare": "compare", "plan": "plan", "map": "map", "handout": "handout", "list": "list",
}  # fmt: skip
COLD = "my foot has gone cold, pale and numb"


server_of = cache(server)  # what its tools take and give is worked out once
Conversation = Callable[[Client], Awaitable[Any]]
PROCESS = StdioServerParameters(command=sys.executable, args=["-m", "footadvice", "mcp"], cwd=ROOT)


def talk(conversation: Conversation, advisor: Advisor | None = None) -> Any:
    """What `conversation` gives back, held with a server process of its own, or in this one with `advisor`."""

    async def held() -> Any:
        with anyio.fail_after(120):
            async with Client(server_of(advisor) if advisor else PROCESS) as client:
                return await conversation(client)

    return anyio.run(held)


@pytest.fixture(scope="module")
def tools(advisor: Advisor) -> dict[str, Any]:
    """The tools as they are listed, by name."""
    return {tool.name: tool for tool in talk(lambda client: client.list_tools(), advisor).tools}


def test_the_tools_take_and_give_what_their_schemas_say(tools: dict[str, Any]) -> None:
    assert set(tools) == set(ANSWERS)
    for name, tool in tools.items():
        whole, brief = tool.output_schema["anyOf"]
        assert whole["properties"] == json_schemas.schema(ANSWERS[name])["properties"]
        assert brief["properties"]["kind"] == {"const": "brief"}
        assert tool.output_schema["type"] == "object"  # the protocol takes no other
        assert len(tool.description or "") > 40
        Draft202012Validator.check_schema(tool.input_schema)
    assert tools["condition"].input_schema["required"] == ["name"]
    assert "diabetes" in tools["ask"].input_schema["properties"]["who"]["items"]["enum"]


def test_every_argument_is_described_and_every_tool_only_reads_a_closed_world(tools: dict[str, Any]) -> None:
    for tool in tools.values():
        for name, argument in tool.input_schema["properties"].items():
            assert len(argument.get("description", "")) > 10, (tool.name, name)
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)


def test_fixed_words_are_enums(tools: dict[str, Any]) -> None:
    properties = {name: tool.input_schema["properties"] for name, tool in tools.items()}
    assert set(properties["list"]["of"]["enum"]) == set(LISTS)
    assert properties["ask"]["detail"]["enum"] == ["full", "brief"]
    assert "mon" in json.dumps(properties["plan"]["days"])


CALLS = [
    ("ask", {"question": COLD}, "EMERGENCY", lambda advisor: advisor.ask(COLD)),
    ("compare", {"names": ["bunions", "gout"]}, "URGENT", lambda advisor: advisor.compare(["bunions", "gout"])),
    ("plan", {"names": ["bunions"], "weeks": 2}, "NOT URGENT", lambda advisor: advisor.plan(["bunions"], weeks=2)),
    ("condition", {"name": "bunyon", "who": ["diabetes"]}, "SEE A CLINICIAN",
     lambda advisor: advisor.condition("bunyon", ("diabetes",))),
    ("joint", {"name": "knee"}, "First: get help if", lambda advisor: advisor.joint("knee")),
    ("why", {"start": "flat feet", "end": "back"}, "First: get help if", lambda advisor: advisor.why("flat feet", "back")),
    ("check", {"places": ["heel"], "yes": ["first-steps-worst"], "no": ["screen"]}, "",
     lambda advisor: advisor.check(["heel"], ["first-steps-worst"], ["screen"])),
    ("find_findings", {"words": "zzz"}, "This names no", lambda advisor: advisor.find_findings("zzz")),
    ("ask", {"question": "what is the capital of France"}, "This names no", lambda advisor: advisor.ask("what is the capital of France")),
    ("find_findings", {"words": "numb toes"}, "This names no", lambda advisor: advisor.find_findings("numb toes")),
    ("map", {"zone": "heel"}, "", lambda advisor: advisor.map("heel")),
    ("handout", {"names": ["bunions"]}, "", lambda advisor: advisor.handout(["bunions"])),
    ("plan", {"names": ["bunions"], "start": "2027-02-01", "days": ["mon", "fri"]}, "NOT URGENT",
     lambda advisor: advisor.plan(["bunions"], days=["mon", "fri"], start=date(2027, 2, 1))),
    ("list", {"of": "zones"}, "This names no warning signs", lambda advisor: advisor.listing("zones")),
]  # fmt: skip


@pytest.mark.slow
def test_every_answer_is_the_one_of_the_command_line_with_urgency_first(advisor: Advisor) -> None:
    async def conversation(client: Client) -> list[Any]:
        return [await client.call_tool(name, arguments) for name, arguments, _, _ in CALLS]

    for (name, _, first, ask), result in zip(CALLS, talk(conversation), strict=True):
        assert not result.is_error
        assert result.structured_content == json.loads(json.dumps(document(ask(advisor), advisor.kb.about)))
        urgency, rest = (block.text for block in result.content[:2])
        assert urgency.startswith(first)
        assert urgency.endswith(DISCLAIMER)
        assert rest
        assert DISCLAIMER not in rest
        assert not re.search(r"footadvice \w|--\w|^More:", urgency + "\n" + rest, re.MULTILINE), name


@pytest.mark.parametrize("question", ["what is the capital of France", "write me a poem", "my tooth hurts"])
def test_what_is_out_of_scope_is_refused(advisor: Advisor, question: str) -> None:
    result = talk(lambda client: client.call_tool("ask", {"question": question}), advisor)
    told = result.structured_content
    assert (told["in_scope"], told["conditions"], told["joints"]) == (False, [], [])
    assert "ask a pharmacist, a doctor or your local health advice line" in result.content[1].text


BAD = [
    ("condition", {"name": "plantar fasc heel"}, "Did you mean: plantar-fasciitis"),
    ("condition", {}, "name: Missing"),
    ("condition", {"name": 3}, "name: "),
    ("condition", {"name": "gout", "self": 3}, "self: "),
    ("condition", {"name": "gout", "colour": "red"}, "It takes: name, who, detail"),
    ("condition", {"name": "gout", "detail": "tiny"}, "detail: it is one of full, brief"),
    ("ask", {"question": ""}, "nothing was asked"),
    ("ask", {"question": "heel", "who": ["dragons"]}, "who.0: "),
    ("check", {"yes": ["dragons"]}, 'Call the tool list with "of": "findings"'),
    ("find_findings", {"words": " "}, "there is nothing to look for"),
    ("list", {"of": "dragons"}, "of: "),
    ("plan", {"names": []}, "no name was given"),
    ("plan", {"names": ["bunions"], "start": "soon"}, "start: "),
    ("compare", {"names": []}, "no name was given"),
]


def test_an_error_is_text_alone_that_says_what_is_wrong_and_no_command_of_a_terminal(advisor: Advisor) -> None:
    async def conversation(client: Client) -> list[Any]:
        results = [await client.call_tool(name, arguments) for name, arguments, _ in BAD]
        with pytest.raises(MCPError, match="there is no tool 'diagnose'"):
            await client.call_tool("diagnose", {})
        return results

    for (_, _, said), result in zip(BAD, talk(conversation, advisor), strict=True):
        assert result.is_error
        assert result.structured_content is None
        assert said in result.content[0].text
        assert "footadvice" not in result.content[0].text


BRIEF = [
    *((name, arguments) for name, arguments, _, _ in CALLS),
    ("list", {"of": "findings"}),
    ("list", {"of": "sources"}),
    ("joint", {"name": "back"}),
    ("condition", {"name": "cellulitis"}),
    ("why", {"end": "knee"}),
    ("check", {}),
    ("check", {"text": COLD + ", fever, black toe, cannot walk, calf swollen, chest pain", "who": ["diabetes"]}),
    ("ask", {"question": COLD + ", fever, black toe, cannot walk, calf swollen, chest pain", "who": ["diabetes"]}),
]


@pytest.mark.slow
def test_the_short_form_has_6000_bytes_at_most_and_the_same_level_and_warning_signs(advisor: Advisor) -> None:
    async def conversation(client: Client) -> list[Any]:
        return [
            [await client.call_tool(name, {**arguments, "detail": detail}) for detail in ("full", "brief")]
            for name, arguments in BRIEF
        ]

    for (name, arguments), (whole, brief) in zip(BRIEF, talk(conversation, advisor), strict=True):
        assert not brief.is_error, (name, brief.content)
        assert len(brief.model_dump_json(by_alias=True, exclude_none=True).encode()) <= 6000, (name, arguments)
        assert brief.content[0].text == whole.content[0].text
        assert brief.structured_content["of"] == whole.structured_content["kind"]
        if "urgency" in whole.structured_content:
            assert brief.structured_content["urgency"]["level"] == whole.structured_content["urgency"]["level"]


LONG = ("My heel hurts when I get up. I fell last year, and the knee clicks but does not swell. " * 300)[:20_000]


def test_the_short_form_of_a_check_does_not_list_every_place(advisor: Advisor) -> None:
    text = "my 4 year old woke up limping this morning"
    result = talk(lambda client: client.call_tool("check", {"text": text, "detail": "brief"}), advisor)
    step = result.structured_content["step"]
    assert (step["kind"], step["options"]) == ("zone", [])
    assert step["text"] in result.content[1].text
    assert "heel-pad" not in result.content[1].text
    assert "This answer would change if" in result.content[1].text  # so there is room for it
    named = result.structured_content["conditions"]  # as on the page, no guess before a place is known
    assert {one["band"] for one in named} <= {"must_not_miss"}


@pytest.mark.slow
def test_after_a_question_is_given_up_the_next_is_answered() -> None:
    async def conversation(client: Client) -> Any:
        with anyio.move_on_after(0.01) as given_up:
            await client.call_tool("ask", {"question": LONG})
        assert given_up.cancelled_caught
        return await client.call_tool("joint", {"name": "hip"})

    assert talk(conversation).structured_content["joints"][0]["id"] == "hip"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="it reads what a process has worked from /proc")
def test_a_question_that_is_given_up_is_not_worked_on() -> None:
    async def conversation(client: Client) -> tuple[int, int]:
        for name, given in (("ask", {"question": "my heel hurts"}), ("joint", {"name": "hip"})):
            await client.call_tool(name, given)  # so that everything is read and imported
        before = worked()
        await client.call_tool("ask", {"question": LONG})
        whole = worked() - before
        before = worked()
        with anyio.move_on_after(0.01):
            await client.call_tool("ask", {"question": LONG})
        await client.call_tool("joint", {"name": "hip"})
        await anyio.sleep(2 * whole / os.sysconf("SC_CLK_TCK"))  # long enough for all of it
        return whole, worked() - before

    whole, given_up = talk(conversation)
    assert given_up < whole / 2


def worked() -> int:
    """Ticks of processor time that the child processes of this one have worked."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            stat = path.read_text().rpartition(")")[2].split()
            ticks += int(stat[11]) + int(stat[12]) if int(stat[1]) == os.getpid() else 0
    return ticks


@pytest.mark.parametrize("steps", [0, 3, 50])
def test_a_given_up_question_ends_at_its_next_step(advisor: Advisor, steps: int) -> None:
    class GivenUp(BaseException):
        pass

    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) > steps:
            raise GivenUp

    with pytest.raises(GivenUp), cancelled_by(check):
        advisor.ask(LONG)
    assert len(asked) == steps + 1
    advisor.ask("my heel hurts")  # without a check, as before
    assert len(asked) == steps + 1


@pytest.mark.slow
def test_standard_output_carries_the_protocol_alone_and_the_end_of_input_ends_it() -> None:
    start = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = {"name": "ask", "arguments": {"question": COLD}}
    said = [
        {"id": 1, "method": "initialize", "params": start},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": asked},
    ]
    lines = "".join(json.dumps({"jsonrpc": "2.0", **one}) + "\n" for one in said)
    process = subprocess.Popen(
        [sys.executable, "-m", "footadvice", "mcp"], stdin=-1, stdout=-1, stderr=-1, cwd=ROOT, encoding="utf-8"
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(lines)
    process.stdin.flush()
    replies = [json.loads(process.stdout.readline()) for _ in range(2)]
    out, err = process.communicate(timeout=60)
    assert [reply["id"] for reply in replies] == [1, 2]
    assert "It informs; it does not diagnose." in replies[0]["result"]["instructions"]
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.slow
def test_a_line_that_is_no_message_is_answered_and_the_next_is_heard() -> None:
    start = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    first = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": start})
    ready = json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"})
    lines = [first, ready, "{no json", '{"hello": 1}', json.dumps({"jsonrpc": "2.0", "id": 2, "method": "ping"})]
    command = [sys.executable, "-m", "footadvice", "mcp"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, cwd=ROOT, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        replies = [json.loads(process.stdout.readline()) for _ in range(4)]
        out, err = process.communicate(timeout=60)
    codes = [reply["error"]["code"] for reply in replies if reply["id"] is None]
    assert (codes, {reply["id"] for reply in replies}) == ([-32700, -32600], {1, 2, None})
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a process there is interrupted in another way")
def test_an_interruption_ends_it_though_the_input_is_open() -> None:
    code = "import footadvice.mcp_server as m; import threading, os, signal; "
    code += "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start(); m.serve(m.Advisor())"
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, stderr=-1, cwd=ROOT) as process:
        assert process.wait(timeout=60) == -signal.SIGINT
        assert process.stderr
        assert process.stderr.read() == b""
