#!/bin/bash
# Expected: a client hands a tool's error (isError: true) on to its caller, whatever else stands in the result.
# Seen: where the error has structuredContent that does not match the tool's outputSchema, the client throws -32602 instead, and the message of
# the tool is lost. With text alone the error arrives.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @modelcontextprotocol/sdk@1.32.2
cat > try.js <<'JS'
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const version = JSON.parse(readFileSync("node_modules/@modelcontextprotocol/sdk/package.json", "utf8")).version;
console.log("@modelcontextprotocol/sdk", version);
const server = new Server({ name: "server", version: "1" }, { capabilities: { tools: {} } });
const outputSchema = { type: "object", properties: { answer: { type: "string" } }, required: ["answer"] };
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: [{ name: "look", inputSchema: { type: "object" }, outputSchema }],
}));
const content = [{ type: "text", text: "There is no such name. Did you mean: heel?" }];
server.setRequestHandler(CallToolRequestSchema, ({ params }) => ({
  content, isError: true, ...(params.arguments.data ? { structuredContent: { error: "no such name" } } : {}),
}));
const [one, other] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "client", version: "1" });
await Promise.all([server.connect(one), client.connect(other)]);
await client.listTools();
const seen = async (data) => {
  try {
    return `the message: ${(await client.callTool({ name: "look", arguments: { data } })).content[0].text}`;
  } catch (error) {
    return `thrown: ${error.message}`;
  }
};
const withData = await seen(true);
const textAlone = await seen(false);
console.log("an error with structured content:", withData);
console.log("an error of text alone:          ", textAlone);
const held = withData.includes("-32602") && !withData.includes("heel") && textAlone.includes("heel");
console.log(held ? "as described" : "CHANGED");
process.exit(held ? 0 : 1);
JS
node try.js
