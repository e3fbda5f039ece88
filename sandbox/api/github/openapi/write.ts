import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { GITHUB_OPERATIONS } from "../operations";
import { TABLE } from "./description";
import { selectOperations } from "./select";

/**
 * SHA-256 of `generated/api.github.com.json` in the npm package @octokit/openapi 23.0.2 (MIT): GitHub's own
 * description of its REST API. The package unpacks to 390 MB, so it is not installed.
 */
const DESCRIPTION = "829b4bebb19a53133289f7b0bc819f4f1118115821db2ca9f25e9ee995a7da2a";

/** Schemas of the webhook events that are sent. */
const EVENTS = ["webhook-deployment-protection-rule-requested"];

/** Writes the table: `node --import tsx sandbox/api/github/openapi/write.ts <api.github.com.json>`. */
if (process.argv[1]?.endsWith("openapi/write.ts")) {
  const bytes = readFileSync(process.argv[2] ?? "api.github.com.json");
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (digest !== DESCRIPTION) throw new Error(`SHA-256 is ${digest}: expected ${DESCRIPTION}`);
  const routes = GITHUB_OPERATIONS.map(({ route }) => route);
  writeFileSync(
    TABLE,
    `${JSON.stringify(selectOperations(JSON.parse(bytes.toString()), routes, EVENTS))}\n`,
  );
}
