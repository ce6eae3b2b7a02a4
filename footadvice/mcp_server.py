"""The same answers for an agent: a server of the Model Context Protocol over standard input and output.

Each tool is a method of `Tools`: what it takes is its input schema, its docstring is what an agent reads, and the
answer that it gives has the schema that `footadvice schema` prints, or is its short form. An error is text alone: a
client checks structured content against the schema of the answers, and some throw away what does not match.
Needs the extra `footadvice[mcp]`.
"""

import re
import signal
from functools import cache
from inspect import getdoc, signature
from typing import Any, Literal, get_args, get_type_hints

import anyio
import anyio.from_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp.shared.message import SessionMessage
from pydantic import TypeAdapter, ValidationError, validate_call

import footadvice
from footadvice.advisor import Advisor
from footadvice.agents import pages, prompts
from footadvice.agents.brief import brief_document, brief_texts, either, without_places
from footadvice.agents.tools import Tools
from footadvice.answering import json_schemas
from footadvice.answers.document import DISCLAIMER, Answer, document
from footadvice.answers.handout_answer import HandoutAnswer
from footadvice.errors import FootAdviceError, UsageError
from footadvice.render import page_blocks, plain
from footadvice.render.blocks import Block, Box, Para
from footadvice.support.cancellation import cancelled_by

INSTRUCTIONS = """\
Foot, ankle and lower-leg health, and how the feet bear on knees, hips and the back. It informs; it does not diagnose.
Tell the person the first text of a result before anything else: it says how urgent it is.
Where "in_scope" is false it holds no answer: say where to turn, as the result does, and do not make one up.
Leave out no warning sign and no grade, and name no dose of a medicine.
For a conversation of several turns use `check`: it asks the next question. "detail": "brief" gives 6 KB at most.
"""
Method = Any  # one of Tools: it gives an Answer
Detail = Literal["full", "brief"]
_DETAIL = {
    "type": "string",
    "enum": list(get_args(Detail)),
    "default": "full",
    "description": "brief: the level, the ids and the first of the page, in 6 KB at most.",
}
_COMMAND = re.compile(r"\bfootadvice \w|(^|\s)--\w")
_NO_SIGNS = "This names no warning signs. That does not mean that all is well."


def server(advisor: Advisor) -> Server[Any]:
    """The server that answers from `advisor`."""
    tools = Tools(advisor)
    methods = {name.rstrip("_"): getattr(tools, name) for name in vars(Tools) if not name.startswith("_")}
    one_at_a_time = anyio.CapacityLimiter(1)

    @cache
    def listed() -> list[types.Tool]:
        return [_tool(name, method) for name, method in methods.items()]

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed())

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in methods:
            message = f"there is no tool {params.name!r}. There are: {', '.join(methods)}"
            raise MCPError(types.INVALID_PARAMS, message)
        method, arguments = methods[params.name], params.arguments or {}

        def result() -> types.CallToolResult:
            with cancelled_by(anyio.from_thread.check_cancelled):
                return _result(advisor, method, arguments)

        # In a thread, so that the next message is heard meanwhile: a long question may be given up by it.
        return await anyio.to_thread.run_sync(result, abandon_on_cancel=True, limiter=one_at_a_time)

    async def list_resources(context: Any, params: Any) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[_resource(one) for one in pages.resources(advisor)])

    async def list_templates(context: Any, params: Any) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=_templates())

    async def read_resource(context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            text, media_type = pages.read(advisor, str(params.uri))
        except FootAdviceError as error:
            raise MCPError(types.INVALID_PARAMS, _said(error)) from None
        content = types.TextResourceContents(uri=params.uri, mime_type=media_type, text=text)
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(context: Any, params: Any) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_prompt()])

    async def get_prompt(context: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        if params.name != prompts.NAME:
            raise MCPError(types.INVALID_PARAMS, f"there is no prompt {params.name!r}. There is: {prompts.NAME}")
        words = (params.arguments or {}).get(prompts.ARGUMENT, "")
        message = types.PromptMessage(role="user", content=_text(prompts.text(words)))
        return types.GetPromptResult(description=prompts.DESCRIPTION, messages=[message])

    return Server(
        "footadvice",
        version=footadvice.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def serve(advisor: Advisor) -> None:
    """Answer from `advisor` on standard input and output until the input ends."""

    async def run() -> None:
        served = server(advisor)
        forward, read = anyio.create_memory_object_stream[Any](0)
        async with stdio_server() as (requests, replies), anyio.create_task_group() as tasks:
            tasks.start_soon(_forward, requests, forward, replies)
            await served.run(read, replies, served.create_initialization_options())

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # or an interruption would wait for the next line of input
    anyio.run(run)


async def _forward(requests: Any, forward: Any, replies: Any) -> None:
    """Hand each message on. A line that is no message is answered here, for the SDK drops it and says nothing."""
    async with forward:
        async for message in requests:
            if isinstance(message, Exception):
                await replies.send(SessionMessage(_unreadable(message)))
            else:
                await forward.send(message)


def _unreadable(error: Exception) -> types.JSONRPCError:
    """The answer to a line that is no message of JSON-RPC; it has no id, for none could be read."""
    no_json = isinstance(error, ValidationError) and error.errors()[0]["type"] == "json_invalid"
    code, message = (
        (types.PARSE_ERROR, "this line is no JSON. Send one message a line")
        if no_json
        else (types.INVALID_REQUEST, "this line is no message of JSON-RPC 2.0")
    )
    return types.JSONRPCError(jsonrpc="2.0", id=None, error=types.ErrorData(code=code, message=message))


def _tool(name: str, method: Method) -> types.Tool:
    return types.Tool(
        name=name,
        description=getdoc(method),
        input_schema=_input_schema(method),
        output_schema=either(json_schemas.schema(get_type_hints(method)["return"].kind)),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _input_schema(method: Method) -> dict[str, Any]:
    """What a tool takes, each argument with the text that stands beside its type."""
    schema: dict[str, Any] = TypeAdapter(method).json_schema()
    for name, hint in get_type_hints(method, include_extras=True).items():
        if name in schema["properties"]:
            schema["properties"][name] |= {"description": hint.__metadata__[0]}
            schema["properties"][name].pop("title", None)
    schema["properties"]["detail"] = _DETAIL
    return schema


def _resource(page: pages.Resource) -> types.Resource:
    return types.Resource(uri=page.uri, name=page.name, description=page.summary, mime_type=pages.TEXT)


def _templates() -> list[types.ResourceTemplate]:
    return [
        types.ResourceTemplate(name=name, uri_template=uri, mime_type=media_type, description=summary)
        for name, (uri, media_type, summary) in pages.TEMPLATES.items()
    ]


def _prompt() -> types.Prompt:
    argument = types.PromptArgument(name=prompts.ARGUMENT, description=prompts.ARGUMENT_DESCRIPTION, required=True)
    return types.Prompt(name=prompts.NAME, title=prompts.TITLE, description=prompts.DESCRIPTION, arguments=[argument])


def _result(advisor: Advisor, method: Method, arguments: dict[str, Any]) -> types.CallToolResult:
    try:
        detail = _detail(arguments)
        answer = _called(method, {name: value for name, value in arguments.items() if name != "detail"})
        whole = document(answer, advisor.kb.about)
    except FootAdviceError as error:
        return types.CallToolResult(content=[_text(f"Error: {_said(error)}")], is_error=True)
    if detail == "brief":
        answer = without_places(answer)
    urgency, rest = _texts(answer)
    if detail == "brief":
        whole = brief_document(answer, advisor.kb.about)
        urgency, rest = brief_texts(urgency, rest.splitlines(), whole)
    content: list[types.ContentBlock] = [_text(urgency), _text(rest)]
    if isinstance(answer, HandoutAnswer):
        content.append(_sheet(answer))
    return types.CallToolResult(content=content, structured_content=whole)


def _detail(arguments: dict[str, Any]) -> str:
    detail = arguments.get("detail", "full")
    if detail not in get_args(Detail):
        raise UsageError(f"detail: it is one of {', '.join(get_args(Detail))}")
    return str(detail)


def _called(method: Method, arguments: dict[str, Any]) -> Answer:
    """The answer of `method`; an argument that it cannot take is an error that names those it can."""
    try:
        answer: Answer = validate_call(method)(**arguments)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False)]
        raise UsageError(f"{'; '.join(faults)}. It takes: {', '.join(signature(method).parameters)}, detail") from None
    return answer


def _said(error: FootAdviceError) -> str:
    """An error in words, what is near among them; a command that it advises becomes a tool."""
    message = re.sub(r"Try: footadvice list ([a-z-]+)", r'Call the tool list with "of": "\1"', error.message)
    message = re.sub(r"\.? Try: footadvice .*", "", message)
    near = f" Did you mean: {', '.join(error.suggestions)}?" if error.suggestions else ""
    return f"{message.removesuffix('.')}.{near}"


def _texts(answer: Answer) -> tuple[str, str]:
    """The page in two parts: how urgent it is, with the disclaimer, and then the rest."""
    page = page_blocks.page(answer)
    first: list[Block] = [block for block in page if isinstance(block, Box)] or [Para(_NO_SIGNS)]
    disclaimer = Para(DISCLAIMER, faint=True)
    rest = [block for block in page if block not in (*first, disclaimer)]
    return _for_agents(plain.render([*first, disclaimer])), _for_agents(plain.render(rest))


def _for_agents(text: str) -> str:
    """A text without the sentences that name a command or an option of the terminal."""
    lines = [line for line in text.strip().splitlines() if not line.startswith("More:")]
    kept = (" ".join(part for part in re.split(r"(?<=[.?!]) ", line) if not _COMMAND.search(part)) for line in lines)
    return "\n".join(line for line, before in zip(kept, lines, strict=True) if line or not before).strip()


def _sheet(answer: HandoutAnswer) -> types.ResourceLink:
    """Where the sheet to print can be read."""
    ids = ",".join(one.id for one in answer.conditions)
    for_ = f"?for={','.join(answer.query.who)}" if answer.query.who else ""
    return types.ResourceLink(
        type="resource_link", uri=f"{pages.SCHEME}handout/{ids}{for_}", name="handout", mime_type=pages.HTML
    )


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text.strip())


__all__ = ["INSTRUCTIONS", "Tools", "serve", "server"]
