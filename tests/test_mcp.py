"""An agent's conversation: the SDK's own client against the real process."""

import json
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answers.document import DISCLAIMER, document
from tests.conftest import ROOT

TOOLS = {"ask", "condition", "joint", "why", "compare", "plan", "list"}
COLD = "my foot has gone cold, pale and numb"


def talk(conversation: Callable[[Client], Awaitable[Any]]) -> Any:
    """What `conversation` gives back, held with a server process of its own."""

    async def held() -> Any:
        with anyio.fail_after(120):
            command = StdioServerParameters(command=sys.executable, args=["-m", "footadvice", "mcp"], cwd=ROOT)
            async with Client(command) as client:
                return await conversation(client)

    return anyio.run(held)


def test_the_tools_take_and_give_what_their_schemas_say() -> None:
    tools = {tool.name: tool for tool in talk(lambda client: client.list_tools()).tools}
    assert set(tools) == TOOLS
    for name, tool in tools.items():
        assert tool.output_schema == json_schemas.schema(name)
        assert len(tool.description or "") > 40
        assert tool.annotations.read_only_hint
        Draft202012Validator.check_schema(tool.input_schema)
    assert tools["condition"].input_schema["required"] == ["name"]
    assert "diabetes" in tools["ask"].input_schema["properties"]["who"]["items"]["enum"]


CALLS = [
    ("ask", {"question": COLD}, "EMERGENCY", lambda advisor: advisor.ask(COLD)),
    ("compare", {"names": ["bunions", "gout"]}, "URGENT", lambda advisor: advisor.compare(["bunions", "gout"])),
    ("plan", {"names": ["bunions"], "weeks": 2}, "NOT URGENT", lambda advisor: advisor.plan(["bunions"], weeks=2)),
    ("condition", {"name": "bunyon", "who": ["diabetes"]}, "SEE A CLINICIAN",
     lambda advisor: advisor.condition("bunyon", ("diabetes",))),
    ("joint", {"name": "knee"}, "First: get help if", lambda advisor: advisor.joint("knee")),
    ("why", {"start": "flat feet", "end": "back"}, "First: get help if", lambda advisor: advisor.why("flat feet", "back")),
    ("list", {"of": "zones"}, "No warning signs are told of here", lambda advisor: advisor.listing("zones")),
]  # fmt: skip


def test_every_answer_is_the_one_of_the_command_line_with_urgency_first(advisor: Advisor) -> None:
    async def conversation(client: Client) -> list[Any]:
        return [await client.call_tool(name, arguments) for name, arguments, _, _ in CALLS]

    for (_, _, first, ask), result in zip(CALLS, talk(conversation), strict=True):
        assert not result.is_error
        assert result.structured_content == json.loads(json.dumps(document(ask(advisor), advisor.kb.about)))
        urgency, rest = (block.text for block in result.content)
        assert urgency.startswith(first)
        assert urgency.endswith(DISCLAIMER)
        assert rest
        assert DISCLAIMER not in rest


@pytest.mark.parametrize("question", ["what is the capital of France", "write me a poem", "my tooth hurts"])
def test_what_is_out_of_scope_is_refused(question: str) -> None:
    result = talk(lambda client: client.call_tool("ask", {"question": question}))
    told = result.structured_content
    assert (told["in_scope"], told["conditions"], told["joints"]) == (False, [], [])
    assert "ask a pharmacist, a doctor or your local health advice line" in result.content[1].text


BAD = [
    ("condition", {"name": "plantar fasc heel"}, "not_found", "Did you mean: plantar-fasciitis"),
    ("condition", {}, "usage", "name: Missing"),
    ("condition", {"name": 3}, "usage", "name: "),
    ("condition", {"name": "gout", "colour": "red"}, "usage", "colour: "),
    ("ask", {"question": ""}, "usage", "nothing was asked"),
    ("ask", {"question": "heel", "who": ["dragons"]}, "usage", "who.0: "),
    ("list", {"of": "dragons"}, "usage", "there is no list of"),
    ("plan", {"names": []}, "usage", "no name was given"),
    ("compare", {"names": []}, "usage", "no name was given"),
]


def test_bad_arguments_are_an_error_of_the_tool_that_says_what_is_wrong() -> None:
    async def conversation(client: Client) -> list[Any]:
        results = [await client.call_tool(name, arguments) for name, arguments, _, _ in BAD]
        with pytest.raises(MCPError, match="there is no tool 'diagnose'"):
            await client.call_tool("diagnose", {})
        return results

    for (_, _, code, said), result in zip(BAD, talk(conversation), strict=True):
        assert result.is_error
        assert said in result.content[0].text
        assert not list(Draft202012Validator(json_schemas.schema("error")).iter_errors(result.structured_content))
        assert result.structured_content["error"]["code"] == code


def test_after_a_question_is_given_up_the_next_is_answered() -> None:
    async def conversation(client: Client) -> Any:
        with anyio.move_on_after(0.01) as given_up:
            await client.call_tool("ask", {"question": "my heel hurts " * 500})
        assert given_up.cancelled_caught
        return await client.call_tool("joint", {"name": "hip"})

    assert talk(conversation).structured_content["joints"][0]["id"] == "hip"


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


@pytest.mark.skipif(sys.platform == "win32", reason="a process there is interrupted in another way")
def test_an_interruption_ends_it_though_the_input_is_open() -> None:
    code = "import footadvice.mcp_server as m; import threading, os, signal; "
    code += "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start(); m.serve(m.Advisor())"
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, stderr=-1, cwd=ROOT) as process:
        assert process.wait(timeout=60) == -signal.SIGINT
        assert process.stderr
        assert process.stderr.read() == b""
