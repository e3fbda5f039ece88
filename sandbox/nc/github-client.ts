import { z } from "zod";
import { askSandbox } from "./ask";

const RUN = z.object({ id: z.int(), attempt: z.int() });

/** What people do in the simulated GitHub, asked of the process that serves it. */
export class GitHubControl {
  constructor(private readonly url: string) {}

  /** Pushes a tag of a repository, `owner/name`, with files by path; answers the run that it begins. */
  async push(tag: {
    repository: string;
    commit: string;
    version: string;
    files: Readonly<Record<string, string>>;
  }) {
    return RUN.parse(await askSandbox(`${this.url}/_sandbox/push`, "POST", tag));
  }

  /** Opens a change ticket in a repository, `owner/name`; answers its id, such as `#12`. */
  async openTicket(repository: string): Promise<string> {
    const answer = await askSandbox(`${this.url}/_sandbox/ticket`, "POST", { repository });
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
    await askSandbox(`${this.url}/_sandbox/review`, "POST", review);
  }
}
