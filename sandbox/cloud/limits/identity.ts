import { parsed, policyDocument, statementsOf } from "./document";
import { between, isGiven, type Judged, part, type Rules, required, shaped } from "./rule";

const GITHUB = "token.actions.githubusercontent.com";

/** Claims of which IAM wants one in a role that trusts GitHub. Source: IAM user guide, OIDC. */
const PINNING = [`${GITHUB}:sub`, `${GITHUB}:job_workflow_ref`];

/** IAM and KMS. Numbers: IAM user guide, "IAM and STS quotas"; KMS API reference. */
export const IDENTITY: Rules = {
  "aws:iam/role:Role": [
    required("assumeRolePolicy"),
    policyDocument("assumeRolePolicy", { max: 2048, principal: true, resource: false }),
    githubIsPinned,
    between("maxSessionDuration", 3600, 43_200),
    shaped("description", 1000, /^[\t\n\r -~¡-ÿ]*$/, "Latin letters and signs"),
    shaped("path", 512, /^\/([!-~]+\/)?$/, 'a path such as "/nc/"'),
    shaped("permissionsBoundary", 2048, /^arn:aws:iam::(\d{12}|aws):policy\//, "a policy's ARN"),
  ],
  "aws:iam/policy:Policy": [
    required("policy"),
    policyDocument("policy", { max: 6144, principal: false }),
    shaped("description", 1000, /^[\s\S]*$/, "text"),
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    required("policy", "role"),
    policyDocument("policy", { max: 10_240, principal: false }),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    required("policyArn", "role"),
    shaped("policyArn", 2048, /^arn:aws:iam::(\d{12}|aws):policy\//, "a policy's ARN"),
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    required("url", "clientIdLists"),
    shaped("url", 255, /^https:\/\/[\w.-]+(\/[\w./-]*)?$/, "an https URL without a port"),
  ],
  "aws:kms/key:Key": [
    between("deletionWindowInDays", 7, 30),
    between("rotationPeriodInDays", 90, 2560),
    policyDocument("policy", { max: 32_768, principal: true }),
    accountKeepsKey,
    rotates,
  ],
  "aws:kms/replicaKey:ReplicaKey": [
    required("primaryKeyArn"),
    shaped(
      "primaryKeyArn",
      2048,
      /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/mrk-[0-9a-f]+$/,
      "the ARN of a multi-Region key",
    ),
    between("deletionWindowInDays", 7, 30),
    policyDocument("policy", { max: 32_768, principal: true }),
    accountKeepsKey,
  ],
  "aws:kms/alias:Alias": [
    required("name", "targetKeyId"),
    shaped("name", 256, /^alias\/(?!aws\/)[\w/-]+$/, '"alias/" and letters, digits, /, _ or -'),
  ],
  "aws:kms/keyPolicy:KeyPolicy": [
    policyDocument("policy", { max: 32_768, principal: true }),
    accountKeepsKey,
  ],
};

function githubIsPinned(judged: Judged): void {
  const document = parsed(judged.inputs.assumeRolePolicy);
  if (document === "broken") return;
  for (const [path, statement] of statementsOf("assumeRolePolicy", document)) {
    const federated = [part(statement.Principal)?.Federated ?? []].flat().map(String);
    if (!federated.some((each) => each.endsWith(`oidc-provider/${GITHUB}`))) continue;
    const conditions = Object.values(part(statement.Condition) ?? {});
    const claims = conditions.flatMap((each) => Object.keys(part(each) ?? {}));
    if (claims.some((claim) => PINNING.includes(claim))) continue;
    judged.refuse(`${path}.Condition`, claims, `a condition on one of ${PINNING.join(", ")}`);
  }
}

/** A key that its account cannot manage can never be mended. */
function accountKeepsKey(judged: Judged): void {
  const document = parsed(judged.inputs.policy);
  if (!document || document === "broken") return;
  const root = `arn:aws:iam::${judged.account}:root`;
  const keeps = statementsOf("policy", document).some(([, statement]) => {
    const principals = [part(statement.Principal)?.AWS ?? []].flat();
    return (
      statement.Effect === "Allow" &&
      principals.some((each) => each === root || each === judged.account) &&
      [statement.Action].flat().includes("kms:*") &&
      !isGiven(statement.Condition)
    );
  });
  if (!keeps) judged.refuse("policy", "without it", `a statement that gives kms:* to ${root}`);
}

function rotates({ inputs, refuse }: Judged): void {
  const spec = inputs.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
  if (inputs.enableKeyRotation === true && spec !== "SYMMETRIC_DEFAULT") {
    refuse("enableKeyRotation", true, `false, as a key of ${String(spec)} cannot rotate`);
  }
  if (isGiven(inputs.rotationPeriodInDays) && inputs.enableKeyRotation !== true) {
    refuse("enableKeyRotation", inputs.enableKeyRotation, "true, as rotationPeriodInDays is given");
  }
}
