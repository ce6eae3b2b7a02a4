"""The same answers for an agent: mcp."""


def mcp() -> None:
    """The same answers for an agent, as an MCP server.

    It speaks the Model Context Protocol on standard input and output until the input ends. It needs the official
    SDK: pip install "footadvice[mcp]"
    """
    from footadvice.errors import FootAdviceError

    try:
        from footadvice.mcp import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("footadvice"):
            raise
        raise FootAdviceError('this needs the MCP SDK. Install it with: pip install "footadvice[mcp]"') from None
    serve()
