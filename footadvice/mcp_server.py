"""The same answers for an agent: a server of the Model Context Protocol over standard input and output.

Each tool is a method of `Tools`: what it takes is its input schema, its docstring is what an agent reads, and the
answer that it gives has the schema that `footadvice schema` prints. Needs the extra `footadvice[mcp]`.
"""

import signal
from inspect import getdoc
from typing import Any, get_type_hints

import anyio
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ArgsKwargs

import footadvice
from footadvice.advisor import Advisor
from footadvice.answering import json_schemas
from footadvice.answers.ask_answer import AskAnswer
from footadvice.answers.document import DISCLAIMER, Answer, document, error_document
from footadvice.answers.page_answers import ConditionAnswer, JointAnswer, ListAnswer, WhyAnswer
from footadvice.answers.plan_answer import CompareAnswer, PlanAnswer
from footadvice.errors import FootAdviceError, UsageError
from footadvice.knowledge.records import Who
from footadvice.render import page_blocks, plain
from footadvice.render.blocks import Block, Box, Para

INSTRUCTIONS = """\
Foot, ankle and lower-leg health, and how the feet bear on knees, hips and the back. It informs; it does not diagnose.
Tell the person the first text of a result before anything else: it says how urgent it is.
Where "in_scope" is false it holds no answer: say where to turn, as the result does, and do not make one up.
Leave out no warning sign and no grade, and name no dose of a medicine.
"""
Method = Any  # one of Tools: it gives an Answer
_NO_SIGNS = "No warning signs are told of here. That does not mean that all is well."


class Tools:
    """The questions that an agent can ask, a method each."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor

    def ask(self, question: str, who: tuple[Who, ...] = (), why_not: str = "") -> AskAnswer:
        """Any question about feet in the person's own words: how urgent it is, what it may be, what is safe meanwhile.

        Give the words as the person wrote them. `who` is what is known of the person. `why_not` is a condition: what
        speaks for and against it is told too. `in_scope` is false where it is not about feet.
        """
        return self._advisor.ask(question, who, why_not)

    def condition(self, name: str, who: tuple[Who, ...] = ()) -> ConditionAnswer:
        """All that is known of one foot condition: urgency, what to do, how long it takes, whom to see, links.

        `name` is a name, another name or an ICD-10-CM code; `who` takes out what does not fit the person.
        """
        return self._advisor.condition(name, who)

    def joint(self, name: str) -> JointAnswer:
        """What in the feet may strain a joint (ankle, knee, hip, back ...), and how well that is known."""
        return self._advisor.joint(name)

    def why(self, end: str, start: str | None = None) -> WhyAnswer:
        """The chain of links from one condition to another or to a joint, with the grade of each, and the myths.

        `start` may be left out: then everything that reaches `end`.
        """
        return self._advisor.why(start, end)

    def compare(self, names: tuple[str, ...]) -> CompareAnswer:
        """Two or three conditions side by side: the telling signs, what they share, how urgent each is."""
        return self._advisor.compare(names)

    def plan(self, names: tuple[str, ...], who: tuple[Who, ...] = (), weeks: int | None = None) -> PlanAnswer:
        """One plan of exercises for one body with these conditions, week by week: how many, how often, when to stop.

        `who` takes out or changes what does not fit the person. Where something has to be seen first there is no
        plan: `no_plan` says why.
        """
        return self._advisor.plan(names, who, weeks)

    def list_(self, of: str = "conditions") -> ListAnswer:
        """Every record of one kind with its id: conditions, joints, zones, exercises, red-flags, sources ..."""
        return self._advisor.listing(of)


def server(advisor: Advisor) -> Server[Any]:
    """The server that answers from `advisor`."""
    tools = Tools(advisor)
    methods = {name.rstrip("_"): getattr(tools, name) for name in vars(Tools) if not name.startswith("_")}
    one_at_a_time = anyio.CapacityLimiter(1)

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(name, method) for name, method in methods.items()])

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in methods:
            message = f"there is no tool {params.name!r}. There are: {', '.join(methods)}"
            raise MCPError(types.INVALID_PARAMS, message)
        method, arguments = methods[params.name], params.arguments or {}
        # In a thread, so that a long question can be given up and the next one is heard.
        return await anyio.to_thread.run_sync(
            lambda: _result(advisor, method, arguments), abandon_on_cancel=True, limiter=one_at_a_time
        )

    return Server(
        "footadvice",
        version=footadvice.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(advisor: Advisor) -> None:
    """Answer from `advisor` on standard input and output until the input ends."""

    async def run() -> None:
        served = server(advisor)
        async with stdio_server() as (requests, replies):
            await served.run(requests, replies, served.create_initialization_options())

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # or an interruption would wait for the next line of input
    anyio.run(run)


def _tool(name: str, method: Method) -> types.Tool:
    return types.Tool(
        name=name,
        description=getdoc(method),
        input_schema=TypeAdapter(method).json_schema(),
        output_schema=json_schemas.schema(get_type_hints(method)["return"].kind),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _result(advisor: Advisor, method: Method, arguments: dict[str, Any]) -> types.CallToolResult:
    try:
        answer = _called(method, arguments)
        told = document(answer, advisor.kb.about)
    except FootAdviceError as error:
        near = f" Did you mean: {', '.join(error.suggestions)}?" if error.suggestions else ""
        text = _text(f"Error: {error.message}.{near}")
        return types.CallToolResult(content=[text], structured_content=error_document(error), is_error=True)
    return types.CallToolResult(content=_texts(answer), structured_content=told)


def _called(method: Method, arguments: dict[str, Any]) -> Answer:
    """The answer of `method`; an argument that it cannot take is an error of ours."""
    try:
        answer: Answer = TypeAdapter(method).validate_python(ArgsKwargs((), arguments))
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False))
        raise UsageError("; ".join(faults)) from None
    return answer


def _texts(answer: Answer) -> list[types.ContentBlock]:
    """The page in two parts: how urgent it is, with the disclaimer, and then the rest."""
    page = page_blocks.page(answer)
    first: list[Block] = [block for block in page if isinstance(block, Box)] or [Para(_NO_SIGNS)]
    disclaimer = Para(DISCLAIMER, faint=True)
    rest = [block for block in page if block not in (*first, disclaimer)]
    return [_text(plain.render([*first, disclaimer])), _text(plain.render(rest))]


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text.strip())


__all__ = ["INSTRUCTIONS", "Tools", "serve", "server"]
