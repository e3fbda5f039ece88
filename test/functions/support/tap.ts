import {
  readSignature,
  verifySignature,
} from "../../../sandbox/api/authorization/verify-signature";
import { findGitHubOperation } from "../../../sandbox/api/github/answer";
import type { Ask } from "../../../sandbox/api/operation";
import { findOperation } from "../../../sandbox/api/protocol/find-operation";
import type { ApiRequest, ApiResponse } from "../../../sandbox/api/protocol/message";
import { readInput } from "../../../sandbox/api/protocol/read-input";
import { ServiceError } from "../../../sandbox/api/service-error";
import { SERVICES } from "../../../sandbox/api/services";
import type { FunctionRuntime, InvocationResult, World } from "../../../sandbox/api/world";

/** A call that a function made of AWS or of GitHub. */
export interface OutsideCall {
  /** As faults name it: `dynamodb:PutItem`, or `POST /repos/{owner}/{repo}/issues`. */
  readonly operation: string;
  /** Whether it is GitHub that was called. */
  readonly ofGitHub: boolean;
  /** Whether something outside is another one afterwards. */
  readonly writes: boolean;
  /** Name of the role that called; GitHub's callers have none. */
  readonly role: string;
  /** What its role has to be allowed. */
  readonly asks: readonly Ask[];
}

type Serve = (request: ApiRequest) => Promise<ApiResponse | undefined>;

/** Names of AWS's operations that change nothing. */
const READS = /^(Get|List|Describe|BatchGet|Query|Scan)/;

/** A token of one hour changes nothing that lasts. */
const TOKEN = "POST /app/installations/{installation_id}/access_tokens";

/** What Lambda says of a function that it has ended (Lambda guide, "Configure Lambda function timeout"). */
const ENDED: InvocationResult = {
  error: { type: "Sandbox.Timedout", message: "Task timed out after 120.00 seconds" },
};

/** Stands between functions and what they call: it writes the calls down, and ends a function before one of its writes. */
export class Tap {
  readonly calls: OutsideCall[] = [];
  private left: number | undefined;
  private role = "";
  private ended = false;
  private readonly running: ((result: InvocationResult) => void)[] = [];

  /** Lets `count` more writes of a role pass: the next one is never answered, and ends its function. */
  endBefore(count: number, role: string): void {
    this.left = count;
    this.role = role;
  }

  /** Whether it has ended a function. */
  get hasEnded(): boolean {
    return this.ended;
  }

  /** Runs functions which this can end. */
  guard(run: FunctionRuntime): FunctionRuntime {
    return (invocation) =>
      new Promise((resolve, reject) => {
        this.running.push(resolve);
        run(invocation)
          .finally(() => this.running.splice(this.running.indexOf(resolve), 1))
          .then(resolve, reject);
      });
  }

  /** Calls of AWS, on their way to its servers. */
  async aws(world: World, request: ApiRequest, serve: Serve): Promise<ApiResponse | undefined> {
    return this.pass(await awsCall(world, request), request, serve);
  }

  /** Calls of GitHub, on their way to its servers. */
  async gitHub(request: ApiRequest, serve: Serve): Promise<ApiResponse | undefined> {
    const operation = findGitHubOperation(request)?.operation.route;
    if (operation === undefined) throw new Error(`${request.method} ${request.path} is not served`);
    const writes = request.method !== "GET" && operation !== TOKEN;
    return this.pass({ operation, ofGitHub: true, writes, role: "", asks: [] }, request, serve);
  }

  private async pass(call: OutsideCall, request: ApiRequest, serve: Serve) {
    this.calls.push(call);
    if (this.left === undefined || !isWriteOf(call, this.role)) return serve(request);
    if (this.left > 0) {
      this.left -= 1;
      return serve(request);
    }
    this.left = undefined;
    this.ended = true;
    this.running.at(-1)?.(ENDED);
    return undefined;
  }
}

/** Whether a call changes something for a function with this role; callers of GitHub have none. */
export function isWriteOf({ writes, ofGitHub, role }: OutsideCall, own: string): boolean {
  return writes && (ofGitHub || role === own);
}

async function awsCall(world: World, request: ApiRequest): Promise<OutsideCall> {
  const signature = readSignature(request);
  const service = SERVICES[signature?.service ?? ""];
  if (!signature || !service) throw new Error(`${request.path} is no call that is served`);
  const found = findOperation(service, request);
  const { account, session } = await verifySignature(world, request, signature);
  const input = await readInput(service, found, request);
  const { region } = signature;
  const { name } = found.operation;
  const call = { account, caller: session, region, now: world.clock.now(), world };
  return {
    operation: `${signature.service}:${name}`,
    ofGitHub: false,
    writes: !READS.test(name),
    role: session.role,
    asks: asksOf(() => found.operation.asks(input, call)),
  };
}

/** What is not there cannot be asked for: the server says so itself. */
function asksOf(asks: () => readonly Ask[]): readonly Ask[] {
  try {
    return asks();
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
}
