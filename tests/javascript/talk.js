// The TypeScript SDK's client against the real process: each tool is called, then with bad arguments, then cancelled.
import { readFileSync } from "node:fs";

const [version, command, ...args] = process.argv.slice(2);
const [parts, stdio] = { 1: ["sdk/client/index.js", "sdk/client/stdio.js"], 2: ["client", "client/stdio"] }[version];
const { Client } = await import(`@modelcontextprotocol/${parts}`);
const { StdioClientTransport } = await import(`@modelcontextprotocol/${stdio}`);
const client = new Client({ name: "test", version: "1" });
const transport = new StdioClientTransport({ command, args });
await client.connect(transport);
const call = (name, given, options) =>
  client.callTool({ name, arguments: given }, ...(version === "1" ? [undefined, options] : [options]));
const { tools } = await client.listTools();
const said = { tools: tools.map((tool) => tool.name), answers: {}, errors: [], resources: 0 };
for (const [name, given] of Object.entries({
  ask: { question: "my heel hurts" },
  check: { text: "my heel hurts" },
  find_findings: { words: "numb toes" },
  condition: { name: "bunions" },
  joint: { name: "knee" },
  why: { end: "knee" },
  compare: { names: ["gout", "bunions"] },
  plan: { names: ["bunions"], start: "2027-02-01", days: ["mon"] },
  map: { zone: "heel" },
  handout: { names: ["gout"] },
  list: { of: "joints" },
}))
  for (const detail of ["full", "brief"]) {
    const result = await call(name, { ...given, detail });
    said.answers[`${name} ${detail}`] = [result.isError ?? false, result.structuredContent.kind];
  }
for (const [name, given] of [["condition", { name: "planter facitis" }], ["condition", { names: ["gout"] }], ["ask", { question: "" }]]) {
  const result = await call(name, given);
  said.errors.push([result.isError, result.content[0].text]);
}
// Ticks of processor time that the server has worked; elsewhere than on Linux nobody asks.
const worked = () => {
  const stat = readFileSync(`/proc/${transport.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(stat[11]) + Number(stat[12]);
};
const question = "My heel hurts when I get up. I fell last year, and the knee clicks but does not swell. ".repeat(230);
let before = worked();
await call("ask", { question });
said.whole = worked() - before;
before = worked();
const stop = new AbortController();
const long = call("ask", { question }, { signal: stop.signal }).catch(() => "cancelled");
setTimeout(() => stop.abort(), 20);
said.cancelled = await long;
said.after = (await call("joint", { name: "hip" })).structuredContent.joints[0].id;
await new Promise((done) => setTimeout(done, 20 * said.whole)); // a tick is 10 ms: long enough for all of it
said.givenUp = worked() - before;
said.resources = (await client.listResources()).resources.length;
said.prompts = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
console.log(JSON.stringify(said));
await client.close();
