import { formatProblem } from "../../../infra/problems";
import { CREATED_AT, lastSegment, randomText } from "../identifiers";
import { policyDocument, sizeOf, statementsOf } from "../policy-document";
import type { Properties } from "../record";
import {
  type AccountContents,
  type CreateRequest,
  inNoRegion,
  type Outputs,
} from "../resource-type";
import { between, matches, required, type Validation } from "../validators";
import { objectOf, parseObject } from "../values";

/** Alphabet of the unique ids of IAM. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Issuer of the tokens of GitHub Actions. */
const GITHUB = "token.actions.githubusercontent.com";

/** Claims of which a role that trusts GitHub must test one. Source: IAM user guide, OIDC. */
const REQUIRED_CLAIMS = [`${GITHUB}:sub`, `${GITHUB}:job_workflow_ref`];

/** Most characters of all inline policies of one role. Source: IAM user guide, quotas. */
const INLINE = 10_240;

/** Most managed policies of one role. Source: as above. */
const ATTACHED = 10;

/** IAM. Source of each limit: IAM user guide, "IAM and STS quotas". */
export const IAM = inNoRegion({
  "aws:iam/role:Role": {
    outputs: (request) => ({
      ...iamEntity(request, "role"),
      createDate: CREATED_AT,
      uniqueId: `AROA${randomText(request, 17, BASE32)}`,
    }),
    validate: [
      required("assumeRolePolicy"),
      policyDocument("assumeRolePolicy", { max: 2048, principal: true, resource: false }),
      checkGithubTrust,
      between("maxSessionDuration", 3600, 43_200),
      matches("description", 1000, /^[\t\n\r -~¡-ÿ]*$/, "Latin letters and signs"),
      matches("path", 512, /^\/([!-~]+\/)?$/, 'a path such as "/nc/"'),
      matches("permissionsBoundary", 2048, /^arn:aws:iam::(\d{12}|aws):policy\//, "a policy's ARN"),
    ],
    immutable: ["path"],
  },
  "aws:iam/policy:Policy": {
    outputs: (request) => {
      const { arn } = iamEntity(request, "policy");
      return {
        id: arn,
        arn,
        policyId: `ANPA${randomText(request, 17, BASE32)}`,
        attachmentCount: 0,
      };
    },
    validate: [
      required("policy"),
      policyDocument("policy", { max: 6144, principal: false }),
      matches("description", 1000, /^[\s\S]*$/, "text"),
    ],
    immutable: ["description", "path"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    outputs: ({ text }) => ({ id: `${text("role")}:${text("name")}` }),
    validate: [
      required("policy", "role"),
      policyDocument("policy", { max: 10_240, principal: false }),
    ],
    immutable: ["role"],
    conflict: inlinePoliciesTooLong,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    outputs: ({ text }) => ({
      id: `${text("role")}/${text("policyArn")}`,
    }),
    validate: [
      required("policyArn", "role"),
      matches("policyArn", 2048, /^arn:aws:iam::(\d{12}|aws):policy\//, "a policy's ARN"),
    ],
    immutable: { allBut: [] },
    conflict: tooManyAttached,
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    outputs: (request) => ({
      ...iamEntity(request, "instance-profile"),
      createDate: CREATED_AT,
      uniqueId: `AIPA${randomText(request, 17, BASE32)}`,
    }),
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    outputs: ({ account, inputs, text }) => {
      const host = text("url").replace(/^https:\/\//, "");
      const arn = `arn:aws:iam::${account}:oidc-provider/${host}`;
      return { id: arn, arn, thumbprintLists: inputs.thumbprintLists ?? [] };
    },
    validate: [
      required("url", "clientIdLists"),
      matches("url", 255, /^https:\/\/[\w.-]+(\/[\w./-]*)?$/, "an https URL without a port"),
    ],
    immutable: ["url"],
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    outputs: ({ account, text }) => {
      const service = text("awsServiceName");
      const name = `AWSServiceRoleFor${lastSegment(service.replace(/\.amazonaws\.com$/, ""), ".")}`;
      const arn = `arn:aws:iam::${account}:role/aws-service-role/${service}/${name}`;
      return { id: arn, arn, name, path: `/aws-service-role/${service}/` };
    },
  },
});

/** Outputs of an entity that has a name and a path. */
function iamEntity(
  { account, inputs, text }: CreateRequest,
  kind: string,
): Outputs & { arn: string } {
  const name = text("name");
  const path = typeof inputs.path === "string" ? inputs.path : "/";
  return { id: name, name, path, arn: `arn:aws:iam::${account}:${kind}${path}${name}` };
}

function checkGithubTrust(validation: Validation): void {
  const document = parseObject(validation.inputs.assumeRolePolicy);
  if (document === "broken") return;
  for (const [path, statement] of statementsOf("assumeRolePolicy", document)) {
    const federated = [objectOf(statement.Principal)?.Federated ?? []].flat().map(String);
    if (!federated.some((each) => each.endsWith(`oidc-provider/${GITHUB}`))) continue;
    const conditions = Object.values(objectOf(statement.Condition) ?? {});
    const claims = conditions.flatMap((each) => Object.keys(objectOf(each) ?? {}));
    if (claims.some((claim) => REQUIRED_CLAIMS.includes(claim))) continue;
    validation.refuse(
      `${path}.Condition`,
      claims,
      `a condition on one of ${REQUIRED_CLAIMS.join(", ")}`,
    );
  }
}

function inlinePoliciesTooLong(inputs: Properties, { others }: AccountContents) {
  const inline = others.filter(({ state }) => state.role === inputs.role);
  const sizes = [...inline.map(({ state }) => state.policy), inputs.policy].map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= INLINE) return undefined;
  const want = `at most ${INLINE} in all inline policies of ${String(inputs.role)}`;
  return formatProblem("policy", `${total} characters`, want);
}

function tooManyAttached(inputs: Properties, { others }: AccountContents) {
  const count = others.filter(({ state }) => state.role === inputs.role).length + 1;
  if (count <= ATTACHED) return undefined;
  return formatProblem("policyArn", `number ${count} of ${String(inputs.role)}`, `${ATTACHED}`);
}
