import autocannon from "autocannon";
import type { Answer, Measured } from "../../decisions/performance/budget";

/** Time after which a request without an answer has failed, in seconds: the load balancer's own (60) is no user's. */
const TIMEOUT = 10;

/** Connections at once: enough that a slow answer does not hold up the rate. */
const CONNECTIONS = 10;

/** A request that is made again and again. */
export interface Load {
  /** With its scheme. */
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT";
  /** JSON text. @default - the request has no body */
  readonly body?: string | undefined;
  /** Requests per second. */
  readonly rate: number;
  readonly seconds: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Makes the request at a steady rate with autocannon, and notes each answer. */
export async function measureLoad({ rate, seconds, signal, ...request }: Load): Promise<Measured> {
  const answers: Answer[] = [];
  let unanswered = 0;
  const { url, method, body } = request;
  const options = {
    url,
    method,
    ...(body !== undefined && { body }),
    headers: {
      "user-agent": "nc-performance-check",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    connections: Math.min(CONNECTIONS, rate),
    overallRate: rate,
    duration: seconds,
    timeout: TIMEOUT,
  };
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(options, (error) => (error ? reject(error) : resolve()));
    run.on("response", (_client, status, _bytes, milliseconds) => {
      answers.push({ status, milliseconds });
    });
    run.on("reqError", () => {
      unanswered++;
    });
    signal.addEventListener("abort", () => run.stop(), { once: true });
  });
  signal.throwIfAborted();
  return { wanted: rate * seconds, answers, unanswered };
}
