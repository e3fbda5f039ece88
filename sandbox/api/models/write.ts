import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonTool } from "../../../tools/setup/python.mjs";
import { TABLE } from "./constraints";
import { listConstraints } from "./list-constraints";

/** Folder of botocore's models: it comes with moto. */
export async function botocoreData(): Promise<string> {
  const environment = join(await pythonTool("moto_server"), "..", "..", "lib");
  const [python = ""] = readdirSync(environment).filter((each) => each.startsWith("python3"));
  return join(environment, python, "site-packages", "botocore", "data");
}

/** Writes the table: `node --import tsx sandbox/api/models/write.ts`. */
if (process.argv[1]?.endsWith("models/write.ts")) {
  const constraints = listConstraints(await botocoreData());
  writeFileSync(TABLE, `${JSON.stringify(constraints)}\n`);
}
