import type { WorkloadOf } from "../../../infra/catalog/workload";
import { type Ask, calls, keyCalls, type Location, regional } from "./asks";
import { terraformAsks } from "./deliveries-of-terraform";

/** Reads, by the verbs of AWS's API. */
const isRead = ({ action }: Ask) => /:(Describe|Get|List)/.test(action);

/** Both locks, which a plan takes and gives back too. */
const isLock = ({ action, resource }: Ask) =>
  resource.endsWith(".tflock") || /^dynamodb:(Delete|Get|Put)Item$/.test(action);

/** Reads of what is encrypted, and a lock file that is. */
const usesKey = ({ action }: Ask) => /^kms:(Decrypt|DescribeKey|GenerateDataKey)$/.test(action);

/** What `terraform plan` asks of AWS for a stack that manages these services, and where `nc` stores the plan. */
export function terraformPlanAsks(
  at: Location,
  manages: WorkloadOf<"terraform">["manages"],
): Ask[] {
  const { account, environment, service } = at;
  const artifacts = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
  const contract = regional(at, "ssm", `parameter/nc/${environment}/${service}/config/release`);
  const table = regional(at, "dynamodb", `table/nc-platform-${environment}-terraform-locks`);
  const state = `nc-platform-${environment}-terraform-state-${account}/${service}/terraform.tfstate`;
  const digest = { "dynamodb:LeadingKeys": [`${state}-md5`] };
  return [
    ...terraformAsks(at, manages).filter((ask) => isRead(ask) || isLock(ask) || usesKey(ask)),
    ...calls("dynamodb", table, "GetItem", digest),
    ...calls("s3", `${artifacts}/${service}/plan/0a/tfplan.bin`, "GetObject PutObject"),
    ...calls("s3", `${artifacts}/${service}/attestations/0a/signature.sigstore.json`, "PutObject"),
    ...calls("s3", artifacts, "ListBucket", { "s3:prefix": `${service}/plan/0a/statement.json` }),
    ...keyCalls(at, "artifacts", "s3", "Decrypt GenerateDataKey"),
    ...calls("ssm", contract, "GetParameter"),
  ];
}

/** What `terraform apply` asks for beyond that. */
export function terraformApplyOnlyAsks(
  at: Location,
  manages: WorkloadOf<"terraform">["manages"],
): Ask[] {
  return terraformAsks(at, manages).filter((ask) => !isRead(ask) && !isLock(ask) && !usesKey(ask));
}
