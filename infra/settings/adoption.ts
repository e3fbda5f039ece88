import { z } from "zod";
import { REPOSITORY } from "../github/names";

const subnetIds = z.array(z.string().regex(/^subnet-[0-9a-f]{8,17}$/, "the id of a subnet")).min(2);

/** A VPC that somebody else manages, and in it what the platform uses. */
const vpc = z.strictObject({
  /** Its id; `cidr` has to be its own block. */
  id: z.string().regex(/^vpc-[0-9a-f]{8,17}$/, "the id of a VPC"),
  /** Subnets of the load balancer, one in each zone of `zones`. */
  publicSubnetIds: subnetIds,
  /** Subnets of tasks and functions, one in each zone of `zones`, with a route to the internet. */
  privateSubnetIds: subnetIds,
  /** Public addresses of its NAT gateways, from which private subnets call the listener of tests. */
  natAddresses: z
    .array(z.ipv4("an IPv4 address"))
    .min(1, "the public address of each NAT gateway, one at least"),
  /** Security group of the interface endpoints that it has. @default - the platform makes endpoints */
  endpointSecurityGroupId: z
    .string()
    .regex(/^sg-[0-9a-f]{8,17}$/, "the id of a security group")
    .optional(),
});

/**
 * A resource that is there already and becomes the platform's: an entry of the file that
 * `pulumi import --file` takes.
 */
const adopted = z.strictObject({
  /** Type token, such as `aws:ecr/repository:Repository`. */
  type: z
    .string()
    .regex(
      /^(aws|github):[\w-]+\/\w+:\w+$/,
      'a type of aws or github such as "aws:sqs/queue:Queue"',
    ),
  /** Logical name, as a plan shows it. */
  name: z.string().min(1),
  /** Its id, in the form that its type's page in the Pulumi registry has under "Import". */
  id: z.string().min(1),
});

/** A repository whose workflows do not report the required checks yet. */
const unreported = z.strictObject({
  /** `evaluate` shows what would be refused, and needs GitHub Enterprise; `disabled` does nothing. */
  enforcement: z.enum(["evaluate", "disabled"]),
  /** Day after which the policy pack refuses it. */
  until: z.iso.date('a day such as "2026-12-31"'),
});

/** What was there before the platform, and how it is taken over (docs/moving-in.md). */
export const adoption = z
  .strictObject({
    /** Whether GitHub's OIDC provider is the account's own, which the platform only names. */
    githubOidcProvider: z.enum(["make", "use"]).default("make"),
    vpc: vpc.optional(),
    imports: z.array(adopted).superRefine(eachOnce).default([]),
    rulesets: z
      .record(z.string().regex(REPOSITORY, "a repository's name, without its owner"), unreported)
      .default({}),
  })
  .prefault({})
  .describe("What was there before the platform: resources to use or to import, and rulesets.");

/** One resource of the program takes over one that is there, and no two the same. */
function eachOnce(
  imports: readonly { type: string; name: string; id: string }[],
  context: z.core.$RefinementCtx,
): void {
  for (const property of ["name", "id"] as const) {
    const keys = imports.map((each) => `${each.type} ${each[property]}`);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) === index) return;
      const message = `another than imports[${keys.indexOf(key)}] has, which is of the same type`;
      context.addIssue({ code: "custom", path: [index, property], message });
    });
  }
}

/**
 * Checks what is adopted against the rest of the settings: the subnets against the zones, and rulesets
 * against the stack that manages them. A part that is wrong by itself is left to its own schema.
 *
 * @param managesGitHub - whether the stack of these settings makes the rulesets
 */
export function checkAdoption(
  adopt: unknown,
  zones: unknown,
  managesGitHub: boolean,
  wrong: (path: PropertyKey[], message: string) => void,
): void {
  const parsed = adoption.safeParse(adopt);
  if (!parsed.success) return;
  const { vpc, rulesets } = parsed.data;
  for (const tier of ["publicSubnetIds", "privateSubnetIds"] as const) {
    if (!vpc || !Array.isArray(zones) || vpc[tier].length === zones.length) continue;
    wrong(["adopt", "vpc", tier], `${zones.length} subnets, one in each of zones`);
  }
  if (managesGitHub) return;
  for (const repository of Object.keys(rulesets)) {
    wrong(["adopt", "rulesets", repository], "no such key but in prod, which manages GitHub");
  }
}
