import { z } from "zod";
import { askSandbox } from "./ask";

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
    return askSandbox(`${this.url}/_sandbox/${path}`, method, body);
  }
}
