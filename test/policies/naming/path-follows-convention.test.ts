import { pathFollowsConvention } from "../../../policies/naming/path-follows-convention";
import { judges, LATER } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const PARAMETER = "aws:ssm/parameter:Parameter";
const ALIAS = "aws:kms/alias:Alias";
const named = (name: unknown, type = QUEUE) => ({ type, props: { name } });
const judged = (type: string, name: unknown, ...says: RegExp[]) => ({ ...named(name, type), says });

judges(pathFollowsConvention, {
  "passes a log group": judged(LOGS, "/nc/dev/a/logs/app"),
  "[§9] passes a parameter": judged(PARAMETER, "/nc/dev/a/config/some-key"),
  "[§9] passes a secret": judged(SECRET, "/nc/dev/a/secret/key"),
  "passes an alias": judged(ALIAS, "alias/nc-platform-dev-logs"),
  "passes what is unknown": judged(ALIAS, LATER),
  "passes a name that AWS forces": judged(LOGS, "/aws/lambda/nc-a-dev-b"),
  "passes a canary's": judged(
    LOGS,
    "/aws/lambda/cwsyn-nc-a-dev-check-0123abcd-4567-4def-8901-23456789abcd",
  ),
  "passes a canary's whose name AWS has cut before the environment": judged(
    LOGS,
    "/aws/lambda/cwsyn-nc-document-intake-de-0123abcd-4567-4def-8901-23456789abcd",
  ),
  "refuses a canary's that is prod's": judged(
    LOGS,
    "/aws/lambda/cwsyn-nc-a-prod-check-0123abcd-4567-4def-8901-23456789abcd",
    /is not \/nc/,
  ),
  "passes the shared cluster's": judged(LOGS, "/aws/ecs/containerinsights/nc-core/performance"),
  "refuses another that AWS forces": judged(LOGS, "/aws/lambda/other", /is not \/nc/),
  "refuses prod's that AWS forces": judged(LOGS, "/aws/lambda/nc-a-prod-b", /is not \/nc/),
  "refuses another": judged(LOGS, "/app", /is not \/nc/),
  "refuses none": judged(SECRET, undefined, /is not \/nc/),
  "refuses prod's": judged(LOGS, "/nc/prod/a/logs/app", /names prod/),
  "refuses another environment": judged(PARAMETER, "/nc/qa/a/config/key", /is not \/nc/),
  "refuses what is no service": judged(PARAMETER, "/nc/dev/-a/config/key", /is not \/nc/),
  "refuses a secret among parameters": judged(PARAMETER, "/nc/dev/a/secret/k", /\/config\/<key>/),
  "refuses a deeper key": judged(SECRET, "/nc/dev/a/secret/k/l", /is not \/nc/),
  "refuses an alias of prod": judged(ALIAS, "alias/nc-platform-prod-logs", /names prod/),
  "refuses an alias off the convention": judged(ALIAS, "alias/logs", /is not nc-/),
  "refuses an alias without alias/": judged(
    ALIAS,
    "nc-platform-dev-logs",
    /^name "nc-platform-dev-logs" is not alias\//,
  ),
  "refuses a name that only ends like AWS's": judged(
    LOGS,
    "/x/aws/lambda/nc-a-dev-b",
    /is not \/nc/,
  ),
  "refuses a name that goes on after AWS's": judged(
    LOGS,
    "/aws/lambda/nc-a-dev-b/x",
    /is not \/nc/,
  ),
  "shows a name that is not given as none": judged(SECRET, undefined, /^name "" is not/),
});
