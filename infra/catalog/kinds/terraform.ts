import { z } from "zod";
import { isSameName } from "../../github/names";
import { RELEASE_CONTRACT, SERVICE_MAX } from "../../naming/names";
import { type Frozen, formatProblem } from "../../problems";
import { terraformContract } from "../../release/kind-contracts";
import { fields, key, RULES } from "../fields";
import { hasFlags } from "../flags";
import { checked, type Kind, type Rule } from "../kind";
import { offersOn } from "../links/offers";
import { MANAGEABLE } from "../manageable";

/** Longest name of what a stack owns: a bucket's is 63 at most, and none is ever shortened. */
const OWNED_MAX = 63 - "nc--prod--123456789012".length - SERVICE_MAX;

const ownedName = key.max(OWNED_MAX);

/** Names of what a stack owns, without `nc-<svc>-<env>-` before them. */
const owned = z.array(ownedName).default([]);

const entry = z.strictObject({
  kind: z.literal("terraform"),
  ...fields,
  /** Its folder in the repository. */
  directory: z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'a folder such as "iac/stacks/core"'),
  /** AWS services in which it may manage resources named after it. */
  manages: z.array(z.enum(MANAGEABLE)).min(1),
  /** What links may reach of it, beside its `config` and `secrets`. */
  owns: z
    .strictObject({
      /** S3 buckets: `nc-<svc>-<env>-<name>-<account>`. */
      buckets: owned,
      /** DynamoDB tables: `nc-<svc>-<env>-<name>`. */
      tables: owned,
      /** SNS topics: `nc-<svc>-<env>-<name>`. */
      topics: owned,
      /** SSM parameters: `/nc/<env>/<svc>/config/<name>`. */
      parameters: owned,
      /** TCP port of each database. The stack gives it the security group that its contract names. */
      databases: z.record(ownedName, z.int().min(1).max(65_535)).default({}),
    })
    .prefault({}),
});

type Entry = z.output<typeof entry>;

/** A stack owns only what it may manage, and nothing of the program's. */
const OWNS: Rule<Entry> = {
  needs: ["owns", "manages", "config"],
  findings: ({ owns, manages, config }) => [
    ...Object.entries({ buckets: "s3", tables: "dynamodb", topics: "sns", parameters: "ssm" }).map(
      ([field, service]) => {
        const names = owns[field as "buckets" | "tables" | "topics" | "parameters"];
        const managed = manages.some((each) => each === service);
        return (
          names.length > 0 && !managed && { path: ["owns", field], want: `"${service}" in manages` }
        );
      },
    ),
    ...owns.parameters.map(
      (name) =>
        (name === RELEASE_CONTRACT || Object.hasOwn(config, name)) && {
          path: ["owns", "parameters"],
          want: `no "${name}", which is a parameter of the program's`,
        },
    ),
  ],
};

/** Nothing of a Terraform stack runs, so nothing could reach another workload. */
const NO_CALLER: Rule<Entry> = {
  needs: ["links", "grants"],
  findings: ({ links, grants }) => [
    links.length > 0 && { path: ["links"], want: "none, as nothing of a Terraform stack runs" },
    grants.length > 0 && { path: ["grants"], want: "none, as nothing of a Terraform stack runs" },
  ],
};

/** Nothing of a Terraform stack runs, so nothing could read a flag of it. */
const NO_FLAGS: Rule<Entry> = {
  needs: ["flags"],
  findings: (stack) => [
    hasFlags(stack) && { path: ["flags"], want: "none, as nothing reads them" },
  ],
};

const schema = checked(entry, ...RULES, NO_FLAGS, NO_CALLER, OWNS);

/** An IaC stack that Terraform applies (CI/CL-002 §6). */
export const terraform = {
  schema,
  releaseContract: terraformContract,
  facts: ({ owns, config, secrets }) => ({
    destroyedByDelivery: true,
    quotaUse: { roles: 1, alarms: 0 },
    offers: [
      ...offersOn("bucket", owns.buckets),
      ...offersOn("table", owns.tables),
      ...offersOn("topic", owns.topics),
      ...offersOn("parameter", owns.parameters),
      // The program owns the value of these.
      ...Object.keys(config).map((name) => ({
        verb: "read" as const,
        resource: `parameter/${name}`,
      })),
      ...offersOn("secret", Object.keys(secrets)),
      ...offersOn("database", Object.keys(owns.databases)),
    ],
  }),
  shape: ({ kind, manages }) => ({ form: { kind }, manages }),
  problemsAmong: (stacks) =>
    stacks.flatMap((stack, index) => {
      const { name, repository, directory } = stack;
      const same = stacks
        .slice(0, index)
        .find((each) => each.directory === directory && isSameName(each.repository, repository));
      const want = `another than ${same?.name}'s in ${repository}`;
      return same ? [`${name}: ${formatProblem("directory", directory, want)}`] : [];
    }),
} as const satisfies Kind<Frozen<z.output<typeof schema>>>;
