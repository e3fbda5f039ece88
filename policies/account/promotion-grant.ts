import { serviceProblem } from "../../infra/naming/names";
import type { Settings } from "../../infra/settings/parse";
import { mustEqual, type Statement } from "../support/iam";
import type { AnyResource } from "../support/rule";
import { isUnknown } from "../support/unknowns";

/** Actions that read an artifact and its signature, and change nothing. */
const READS = new Set([
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:DescribeImages",
  "ecr:GetDownloadUrlForLayer",
  "kms:Decrypt",
  "kms:DescribeKey",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:ListBucket",
]);

/** Policies of the resources that hold artifacts. */
const ARTIFACT_POLICIES = [
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:s3/bucketPolicy:BucketPolicy",
];

const DEPLOY_ROLE = /^nc-([a-z0-9-]+)-prod-gha-deploy-role$/;
const REPOSITORY = /^nc-([a-z0-9-]+)-stg-/;

/** A prefix of the artifact bucket, by its workload or by the tag of the role that reads it. */
const PREFIX = /^arn:aws:s3:::[a-z0-9-]+\/([a-z0-9-]+|\$\{aws:PrincipalTag\/Service\})\/\*$/;

/** The artifact bucket itself, which is listed below one prefix alone. */
const WHOLE_BUCKET = /^arn:aws:s3:::[a-z0-9-]+$/;
const OWN_PREFIX = `$\{aws:PrincipalTag/Service}/*`;

/**
 * Whether `statement` is the one grant between two accounts: a workload's deploy role in prod reads
 * what stg has tested, of that workload (CI/CL-002 §15). Each of the two accounts has one half of it.
 *
 * @param others - the accounts, beside its own, that the statement names
 */
export function isPromotionGrant(
  subject: AnyResource,
  statement: Statement,
  others: readonly string[],
  { promotesToAccountId: to, promotesFromAccountId: from }: Settings,
): boolean {
  const { allows, actions, inverted } = statement;
  if (!allows || inverted.length > 0 || !actions.every((action) => READS.has(action))) return false;
  if (to !== undefined && others.every((each) => each === to)) {
    return ARTIFACT_POLICIES.includes(subject.type) && allowsReading(subject, statement, to);
  }
  if (from !== undefined && others.every((each) => each === from)) {
    return subject.type === "aws:iam/rolePolicy:RolePolicy" && isDeployRole(subject.props.role);
  }
  return false;
}

/** In stg: the account `to` as a principal, held to the deploy roles of workloads, by exact ARN. */
function allowsReading(subject: AnyResource, statement: Statement, to: string): boolean {
  const root = `arn:aws:iam::${to}:root`;
  if (subject.type === "aws:s3/bucketPolicy:BucketPolicy" && listsForAll(statement, to)) {
    return statement.principals.every(({ kind, value }) => kind === "AWS" && value === root);
  }
  const roles = mustEqual(statement, "aws:PrincipalArn");
  const prefix = `arn:aws:iam::${to}:role/`;
  const services = roles.map(
    (arn) => arn.startsWith(prefix) && serviceOf(arn.slice(prefix.length)),
  );
  return (
    statement.principals.every(({ kind, value }) => kind === "AWS" && value === root) &&
    services.length > 0 &&
    services.every((service) => service !== false && service !== undefined) &&
    isOfWorkload(subject, statement, services.map(String))
  );
}

/** Whether what is read is that of the workloads whose roles read it, and no other's. */
function isOfWorkload(
  { type, props }: AnyResource,
  statement: Statement,
  services: string[],
): boolean {
  if (type === "aws:ecr/repositoryPolicy:RepositoryPolicy") {
    if (isUnknown(props.repository)) return true;
    const [, service] = REPOSITORY.exec(String(props.repository)) ?? [];
    return services.every((each) => each === service);
  }
  if (type !== "aws:s3/bucketPolicy:BucketPolicy") return true;
  return statement.resources.every((resource) => {
    const [, of] = PREFIX.exec(resource) ?? [];
    return of?.startsWith("$") || services.every((each) => each === of);
  });
}

/** Whether a statement lists for the account's deploy roles alone, and only what the caller's own prefix holds. */
function listsForAll({ actions, resources, tests }: Statement, to: string): boolean {
  const deployRoles = `arn:aws:iam::${to}:role/nc-*-prod-gha-deploy-role`;
  return (
    actions.every((action) => action === "s3:ListBucket") &&
    resources.every((resource) => WHOLE_BUCKET.test(resource)) &&
    tests.some(
      ({ operator, key, values }) =>
        operator === "ArnLike" &&
        key === "aws:PrincipalArn" &&
        values.every((value) => value === deployRoles),
    ) &&
    tests.some(
      ({ operator, key, values }) =>
        operator === "StringLike" &&
        key === "s3:prefix" &&
        values.every((value) => value === OWN_PREFIX),
    )
  );
}

function isDeployRole(name: unknown): boolean {
  return isUnknown(name) || (typeof name === "string" && serviceOf(name) !== undefined);
}

function serviceOf(role: string): string | undefined {
  const [, service] = DEPLOY_ROLE.exec(role) ?? [];
  return service !== undefined && serviceProblem(service) === undefined ? service : undefined;
}
