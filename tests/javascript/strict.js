// Every schema in the folder compiles under Ajv's strict mode, and each document fits the one that it names.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [folder, ...documents] = process.argv.slice(2);
for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"))) {
  const ajv = new Ajv2020.default({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder, file), "utf8")));
  for (const document of documents) {
    const [name, path] = document.split("=");
    if (`${name}.json` === file && !validate(JSON.parse(readFileSync(path, "utf8"))))
      throw new Error(`${path}: ${JSON.stringify(validate.errors)}`);
  }
  console.log(file);
}
