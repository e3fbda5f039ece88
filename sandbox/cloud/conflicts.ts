import { isDeepStrictEqual } from "node:util";
import { formatProblem } from "../../infra/problems";
import { sizeOf } from "./limits/document";
import type { Cloud, Entry, Properties } from "./record";
import { replicaProblem } from "./replicas";

/** Inputs that together no other resource of the type may have, where the id does not hold them. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": ["name"],
  "aws:codedeploy/application:Application": ["name"],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ["appName", "deploymentGroupName"],
  "aws:ec2/securityGroup:SecurityGroup": ["vpcId", "name"],
  "aws:ec2/subnet:Subnet": ["vpcId", "cidrBlock"],
  "aws:lb/listener:Listener": ["loadBalancerArn", "port"],
  "aws:lb/listenerRule:ListenerRule": ["listenerArn", "priority"],
  "aws:lb/loadBalancer:LoadBalancer": ["name"],
  "aws:lb/targetGroup:TargetGroup": ["name"],
  "aws:secretsmanager/secret:Secret": ["name"],
  "github:index/repositoryRuleset:RepositoryRuleset": ["repository", "name"],
};

/** Most characters of all inline policies of one role. Source: IAM user guide, quotas. */
const INLINE = 10_240;

/** Most managed policies of one role. Source: as above. */
const ATTACHED = 10;

/** What is to be made, and by whom. */
interface Wanted {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
}

/** The inputs that name a resource of `type`, where its id does not hold them; else nothing. */
export function nameInputs(type: string): readonly string[] | undefined {
  const unique = UNIQUE[type];
  return unique?.some((property) => /name$/i.test(property)) ? unique : undefined;
}

/** What AWS or GitHub refuses for what else is in the account; nothing where it refuses nothing. */
export function conflictOf(cloud: Cloud, { urn, type, inputs }: Wanted): string | undefined {
  const own = (each: Entry) =>
    each.urn === urn && (nameInputs(type) || isDeepStrictEqual(each.inputs, inputs));
  const others = () => cloud.list(type).filter((each) => !own(each));
  const unique = UNIQUE[type];
  if (unique?.every((property) => inputs[property] !== undefined)) {
    const same = others().find((each) =>
      unique.every((property) => each.state[property] === inputs[property]),
    );
    const got = unique.map((property) => inputs[property]).join(", ");
    if (same) return formatProblem(unique.join(", "), got, `another: ${same.urn} has it`);
  }
  if (type === "aws:iam/rolePolicy:RolePolicy") {
    const inline = others().filter((each) => each.state.role === inputs.role);
    const sizes = [...inline.map((each) => each.state.policy), inputs.policy].map(sizeOf);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total > INLINE) {
      const want = `at most ${INLINE} in all inline policies of ${String(inputs.role)}`;
      return formatProblem("policy", `${total} characters`, want);
    }
  }
  if (type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment") {
    const attached = others().filter((each) => each.state.role === inputs.role).length + 1;
    if (attached > ATTACHED) {
      return formatProblem(
        "policyArn",
        `number ${attached} of ${String(inputs.role)}`,
        `${ATTACHED}`,
      );
    }
  }
  return replicaProblem(cloud, type, inputs);
}
