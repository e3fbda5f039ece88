import { z } from "zod";
import { InvalidInput } from "../../infra/problems";

const CLOCK = z.object({ now: z.iso.datetime() });
const CREDENTIALS = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
});

/** Credentials of a session in a simulated account. */
export type Credentials = z.output<typeof CREDENTIALS>;

/** What the sandbox itself is asked, by a process that may not be the one that serves it. */
export class SandboxClient {
  private time = new Date(0);

  /** @param signal - ends a wait. @default - nothing does */
  constructor(
    private readonly url: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** The virtual time, as it was read last. */
  readonly now = (): Date => this.time;

  /** Reads the virtual time. */
  async readClock(): Promise<void> {
    this.time = new Date(CLOCK.parse(await this.ask("GET", "clock")).now);
  }

  /** Lets virtual time pass: everything happens that is due until then. */
  readonly sleep = async (milliseconds: number): Promise<void> => {
    this.signal?.throwIfAborted();
    const until = new Date(this.time.getTime() + milliseconds).toISOString();
    this.time = new Date(CLOCK.parse(await this.ask("POST", "clock", { until })).now);
  };

  /**
   * Credentials of a role, for as long as a role's session can be: 12 hours of virtual time.
   *
   * @param account - 12 digits
   * @param role - its name. @default - a person who may do everything
   * @throws {InvalidInput} if the account or the role is not there
   */
  async openSession(account: string, role?: string): Promise<Credentials> {
    const asked = { account, role, name: "by-hand" };
    return CREDENTIALS.parse(await this.ask("POST", "session", asked));
  }

  private ask(method: string, path: string, body?: object): Promise<unknown> {
    return ask(`${this.url}/_sandbox/${path}`, method, body);
  }
}

const RUN = z.object({ id: z.int(), attempt: z.int() });

/** What people do in the simulated GitHub, asked of the process that serves it. */
export class GitHubControl {
  constructor(private readonly url: string) {}

  /** Pushes a tag of a repository, `owner/name`; answers the run that it begins. */
  async push(tag: { repository: string; commit: string; version: string }) {
    return RUN.parse(await ask(`${this.url}/_sandbox/push`, "POST", tag));
  }

  /** Opens a change ticket in a repository, `owner/name`; answers its id, such as `#12`. */
  async openTicket(repository: string): Promise<string> {
    const answer = await ask(`${this.url}/_sandbox/ticket`, "POST", { repository });
    return z.object({ ticket: z.string() }).parse(answer).ticket;
  }

  /**
   * Approves a run in a GitHub environment, as a person with a login.
   *
   * @throws {InvalidInput} if the person may not
   */
  async approve(review: {
    repository: string;
    id: number;
    environment: string;
    login: string;
    comment: string;
  }): Promise<void> {
    await ask(`${this.url}/_sandbox/review`, "POST", review);
  }
}

async function ask(url: string, method: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { message } = z.object({ message: z.string() }).parse(answer);
  throw new InvalidInput("nc --sandbox", [message]);
}
