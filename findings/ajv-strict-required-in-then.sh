#!/bin/bash
# Expected: strict mode finds misspelt keywords; a schema that the draft allows and that reads well is taken.
# Seen: `then: {required: ["b"]}` is refused, though the parent declares `b`. Naming it again, `then: {properties: {b: true}, required: ["b"]}`,
# is taken. Also: the default class does not know the draft 2020-12 and refuses a schema that names it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0
cat > try.js <<'JS'
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";

console.log("ajv", JSON.parse(readFileSync("node_modules/ajv/package.json", "utf8")).version);
const schema = (then) => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: { a: { type: "string" }, b: { type: "string" } },
  if: { properties: { a: { const: "x" } } },
  then,
});
const seen = (make) => {
  try {
    make();
    return "taken";
  } catch (error) {
    return `refused: ${error.message}`;
  }
};
const required = { required: ["b"] };
const usual = seen(() => new Ajv2020.default().compile(schema({ properties: { b: true }, ...required })));
const strict = seen(() => new Ajv2020.default({ strict: true }).compile(schema(required)));
const again = seen(() => new Ajv2020.default({ strict: true }).compile(schema({ properties: { b: true }, ...required })));
const older = seen(() => new Ajv.default().compile(schema({ properties: { b: true }, ...required })));
console.log("the 2020 class:                         ", usual);
console.log("strict, required alone in then:         ", strict);
console.log("strict, with the property named again:  ", again);
console.log("the default class, any 2020-12 schema:  ", older);
const held = usual === "taken" && strict.includes("strictRequired") && again === "taken" && older.includes("no schema with key");
console.log(held ? "as described" : "CHANGED");
process.exit(held ? 0 : 1);
JS
node try.js
