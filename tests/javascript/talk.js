// The TypeScript SDK's client against the real process: each tool is called, then with bad arguments, then cancelled.
const [version, command, ...args] = process.argv.slice(2);
const [parts, stdio] = { 1: ["sdk/client/index.js", "sdk/client/stdio.js"], 2: ["client", "client/stdio"] }[version];
const { Client } = await import(`@modelcontextprotocol/${parts}`);
const { StdioClientTransport } = await import(`@modelcontextprotocol/${stdio}`);
const client = new Client({ name: "test", version: "1" });
await client.connect(new StdioClientTransport({ command, args }));
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
const stop = new AbortController();
const long = call("ask", { question: "my heel hurts ".repeat(3000) }, { signal: stop.signal }).catch(() => "cancelled");
setTimeout(() => stop.abort(), 20);
said.cancelled = await long;
said.after = (await call("joint", { name: "hip" })).structuredContent.joints[0].id;
said.resources = (await client.listResources()).resources.length;
said.prompts = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
console.log(JSON.stringify(said));
await client.close();
