import { variableOf } from "../../naming/names";
import type { Link } from "./fields";
import { partsOf } from "./offers";

/** What the variable of a link holds, by its verb where the target is a workload that runs. */
const FORMS = {
  send: "queue-url",
  invoke: "function-arn",
  call: "url",
} as const;

/** What the variable of a link holds, by the type of what a Terraform stack owns. */
const OWNED_FORMS = {
  bucket: "name",
  table: "name",
  topic: "arn",
  parameter: "name",
  secret: "id",
  database: "port",
} as const;

/**
 * The environment variable in which a caller finds the address of a link's target, such as
 * `NC_LINK_AUDIT_QUEUE_QUEUE_URL` or `NC_LINK_CORE_BUCKET_DOCUMENTS_NAME` (docs/links.md).
 *
 * @param startsFunction - whether the target is a job that runs as a function
 */
export function linkVariable({ to, verb, resource }: Link, startsFunction: boolean): string {
  const words = (...parts: string[]) => `NC_LINK_${variableOf([to, ...parts].join("-"))}`;
  if (resource !== undefined) {
    const { type, name } = partsOf(resource);
    return words(type, name, OWNED_FORMS[type]);
  }
  if (verb === "start") return words(startsFunction ? "function-arn" : "schedule");
  if (verb === "send" || verb === "invoke" || verb === "call") return words(FORMS[verb]);
  throw new Error(`a link that may ${verb} names what of ${to}`);
}
