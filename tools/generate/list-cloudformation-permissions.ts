import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { CLOUDFORMATION_TYPES } from "./cloudformation-types";

/**
 * Makes `test/iam/cloudformation-permissions.json` from AWS's resource schemas, as a wheel of
 * cfn-lint has them:
 *
 *     pip download --no-deps cfn-lint==1.58.0 --dest <folder>
 *     node --import tsx tools/generate/list-cloudformation-permissions.ts <folder>/cfn_lint-1.58.0-py3-none-any.whl
 */
const FILE = new URL("../../test/iam/cloudformation-permissions.json", import.meta.url);
const SHA256 = "9d9f06043160756a6158f5c3f92a44ce38254b1c578127461608305bc8262987";

/** Regions whose schemas are read, first found first: not every service is in every region. */
const REGIONS = ["ca-central-1", "us-east-1"];

/** Calls that make, change, remove and show one resource; `list` is CloudFormation's own need. */
const HANDLERS = ["create", "read", "update", "delete"] as const;

interface Schema {
  readonly typeName: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions: readonly string[] }>>;
}

/** Actions of one type's handlers, each list sorted. */
type Handlers = Partial<Record<(typeof HANDLERS)[number], readonly string[]>>;

function permissionsIn(wheel: Uint8Array): Record<string, Handlers> {
  const hash = createHash("sha256").update(wheel).digest("hex");
  if (hash !== SHA256) throw new Error(`the wheel's SHA-256 is ${hash}: expected ${SHA256}`);
  const files = unzipSync(wheel, { filter: ({ name }) => name.includes("/schemas/") });
  const json = (name: string) => {
    const file = files[`cfnlint/data/schemas/${name}.json`];
    if (file === undefined) throw new Error(`the wheel has no ${name}`);
    return JSON.parse(strFromU8(file));
  };
  const regions: Record<string, string>[] = REGIONS.map((region) => json(`providers/${region}`));
  const types = [...new Set(Object.values(CLOUDFORMATION_TYPES).flat())].sort();
  return Object.fromEntries(
    types.map((type) => {
      const file = regions.find((region) => type in region)?.[type];
      if (file === undefined) throw new Error(`${type} is in none of ${REGIONS.join(", ")}`);
      return [type, handlersOf(json(`resources/${file}`))];
    }),
  );
}

function handlersOf({ handlers = {} }: Schema): Handlers {
  const lists = HANDLERS.flatMap((name) => {
    const { permissions } = handlers[name] ?? {};
    return permissions ? [[name, [...new Set(permissions.map(lowerService))].sort()] as const] : [];
  });
  return Object.fromEntries(lists);
}

/** A service's prefix has no case, and some lists write it as the service's name. */
function lowerService(action: string): string {
  return action.replace(/^[^:]+/, (service) => service.toLowerCase());
}

const [wheel] = process.argv.slice(2);
if (wheel === undefined) throw new Error("wheel is missing: expected the path of cfn-lint's wheel");
writeFileSync(FILE, `${JSON.stringify(permissionsIn(readFileSync(wheel)), undefined, 2)}\n`);
