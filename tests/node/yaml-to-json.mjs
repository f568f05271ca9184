// Says a YAML file as JSON.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

process.stdout.write(JSON.stringify(parse(readFileSync(process.argv[2], "utf8"))));
