import type { OwnedType } from "../../../infra/catalog/links/fields";
import type { Context } from "../../../infra/context";
import { platformArns } from "../../identity/arns";

/**
 * Name of what a Terraform stack owns, by the naming convention (docs/links.md): Terraform makes it by
 * that name, and nothing looks it up.
 *
 * @param stack - context of the stack
 */
export function ownedName(stack: Context, type: OwnedType, name: string): string {
  switch (type) {
    case "bucket":
      // A bucket's name is taken in every account.
      return stack.name("aws:s3/bucket:Bucket", `${name}-${stack.settings.accountId}`);
    case "table":
      return stack.name("aws:dynamodb/table:Table", name);
    case "topic":
      return stack.name("aws:sns/topic:Topic", name);
    case "parameter":
      return stack.configPath(name);
    case "secret":
      return stack.secretPath(name);
    case "database":
      return stack.name("aws:ec2/securityGroup:SecurityGroup", `database-${name}`);
  }
}

/** ARN of what a Terraform stack owns; a database has none here, as its port is what is reached. */
export function ownedArn(
  stack: Context,
  type: Exclude<OwnedType, "database">,
  name: string,
): string {
  const { regional } = platformArns(stack);
  const named = ownedName(stack, type, name);
  switch (type) {
    case "bucket":
      return `arn:aws:s3:::${named}`;
    case "table":
      return regional("dynamodb", `table/${named}`);
    case "topic":
      return regional("sns", named);
    case "parameter":
      return regional("ssm", `parameter${named}`);
    case "secret":
      // Secrets Manager ends a secret's ARN in a dash and six characters of its own.
      return regional("secretsmanager", `secret:${named}-??????`);
  }
}
