#!/bin/bash
# Expected: an output schema that says "$schema": ".../2020-12/schema", the dialect of the protocol, is read as 2020-12. There `prefixItems` gives the
# types of the first items, and `items` that of the rest.
# Seen: the TypeScript SDK's client reads it with a validator of draft 7, which passes over `prefixItems` and holds every item to `items`: it refuses
# a result that fits, and takes one that does not.
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
const outputSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: { row: { type: "array", prefixItems: [{ type: "string" }], items: { type: "number" } } },
};
const server = new Server({ name: "server", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: [{ name: "look", inputSchema: { type: "object" }, outputSchema }],
}));
server.setRequestHandler(CallToolRequestSchema, ({ params }) => ({
  content: [], structuredContent: { row: params.arguments.row },
}));
const [one, other] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "client", version: "1" });
await Promise.all([server.connect(one), client.connect(other)]);
await client.listTools();
const taken = (row) => client.callTool({ name: "look", arguments: { row } }).then(() => "taken", () => "refused");
const fits = await taken(["knee", 1, 2]);
const wrong = await taken([0, 1, 2]);
console.log('["knee", 1, 2], which fits:    ', fits);
console.log("[0, 1, 2], which does not fit: ", wrong);
const held = fits === "refused" && wrong === "taken";
console.log(held ? "as described" : "CHANGED");
process.exit(held ? 0 : 1);
JS
node try.js
