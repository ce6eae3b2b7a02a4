"""The same answers for an agent: mcp."""

import sys

from footadvice.cli.options import Kb, overlays


def mcp(kb: Kb = None) -> None:
    """The same answers for an agent, over MCP.

    It speaks the Model Context Protocol on standard input and output until the input ends. It needs the official
    SDK, which the extra footadvice[mcp] brings.
    """
    from footadvice.cli.output import advisor_with
    from footadvice.errors import FootAdviceError

    if sys.stdin is None:
        raise FootAdviceError("there is no standard input to read from")
    try:
        from footadvice.mcp_server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("footadvice"):
            raise
        needs = "this needs the official MCP SDK, which the extra footadvice[mcp] brings"
        raise FootAdviceError(f'{needs}. Install it with: pip install "mcp>=2,<3"') from None
    serve(advisor_with(overlays(kb)))
