import { z } from "zod";
import { isSameName } from "../../github/names";
import { type Frozen, formatProblem } from "../../problems";
import { terraformContract } from "../../release/kind-contracts";
import { fields, RULES } from "../fields";
import { hasFlags } from "../flags";
import { checked, type Kind, type Rule } from "../kind";

/** AWS services in which a Terraform stack may manage what has its own name. */
export const MANAGEABLE = ["dynamodb", "events", "logs", "s3", "sns", "sqs", "ssm"] as const;

const entry = z.strictObject({
  kind: z.literal("terraform"),
  ...fields,
  /** Its folder in the repository. */
  directory: z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'a folder such as "iac/stacks/core"'),
  /** AWS services in which it may manage resources named after it. */
  manages: z.array(z.enum(MANAGEABLE)).min(1),
});

/** Nothing of a Terraform stack runs, so nothing could read a flag of it. */
const NO_FLAGS: Rule<z.output<typeof entry>> = {
  needs: ["flags"],
  findings: (stack) => [
    hasFlags(stack) && { path: ["flags"], want: "none, as nothing reads them" },
  ],
};

const schema = checked(entry, ...RULES, NO_FLAGS);

/** An IaC stack that Terraform applies (CI/CL-002 §6). */
export const terraform = {
  schema,
  releaseContract: terraformContract,
  facts: () => ({}),
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
