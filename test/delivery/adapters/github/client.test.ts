import { expect } from "chai";
import { z } from "zod";
import { gitHubClient } from "../../../../delivery/adapters/github/client";
import type { Fault } from "../../../../sandbox/api/github/state/state";
import { fixedAnswers } from "../../../support/fixed-answers";
import { NOW, type StartedGitHub, startedGitHub } from "../../../support/github";

const REPOSITORY = z.object({ id: z.number() });
const CHECKOUT = { owner: "neurocipher", repo: "checkout" };

describe("client of GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const read = (timeout?: number) =>
    up.client(undefined, timeout).ask("GET /repos/{owner}/{repo}", CHECKOUT, REPOSITORY);
  const write = () =>
    up.client().ask("POST /repos/{owner}/{repo}/issues", { ...CHECKOUT, title: "t" }, z.unknown());
  const inject = (fault: Fault["fault"], times: number) =>
    up.github.state.faults.push({ fault, times, afterwards: false });
  const messageOf = (work: Promise<unknown>) =>
    work.then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );

  const faults = [
    { fault: "server-error", waits: [1_000, 2_000, 4_000], words: "502 Server Error" },
    { fault: "time-out", waits: [1_000, 2_000, 4_000], words: "no answer within 2 s" },
    {
      fault: "rate-limit",
      waits: [60_000, 60_000, 60_000],
      words: "403 API rate limit exceeded for installation ID 1.",
    },
    {
      fault: "secondary-rate-limit",
      waits: [60_000, 60_000, 60_000],
      words: "403 You have exceeded a secondary rate limit. Please wait a few minutes.",
    },
  ] as const;

  for (const { fault, waits, words } of faults) {
    const timeout = fault === "time-out" ? 2_000 : undefined;

    it(`reads again after a ${fault}, waiting on the clock`, async () => {
      await read();
      inject(fault, 3);
      expect(await read(timeout)).to.deep.equal({ id: 700_000_002 });
      expect(up.waits).to.deep.equal(waits);
    });

    it(`ends with one message where a ${fault} does not pass`, async () => {
      inject(fault, 4);
      expect(await messageOf(read(timeout))).to.equal(
        `GitHub:\n  GET /repos/{owner}/{repo}: ${words}`,
      );
      expect(up.waits).to.deep.equal(waits);
    });
  }

  it("writes again after a rate limit alone: of anything else, nobody knows whether it was done", async () => {
    inject("server-error", 1);
    expect(await messageOf(write())).to.contain("502 Server Error");
    expect(up.waits).to.deep.equal([]);
    inject("rate-limit", 1);
    expect(await messageOf(write())).to.equal("");
    expect(up.waits).to.deep.equal([60_000]);
    expect(up.said).to.deep.equal([
      "waiting to ask GitHub again: POST /repos/{owner}/{repo}/issues: usually 60 s, has 60 s",
    ]);
    expect(up.github.state.issues).to.have.length(1);
  });

  it("does not wait for a rate limit that ends in an hour", async () => {
    const headers = {
      "content-type": "application/json",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(NOW.getTime() / 1000 + 3_600),
    };
    const answers = await fixedAnswers(429, headers, JSON.stringify({ message: "slow down" }));
    const client = gitHubClient({ url: answers.url, token: async () => "t", clock: up.clock });
    const message = await messageOf(client.ask("GET /repos/{owner}/{repo}", CHECKOUT, REPOSITORY));
    await answers.stop();
    expect(message).to.equal("GitHub:\n  GET /repos/{owner}/{repo}: 429 slow down");
    expect(up.waits).to.deep.equal([]);
  });

  it("refuses to send a token in the clear", () => {
    const client = (url: string) => () =>
      gitHubClient({ url, token: async () => "t", clock: up.clock });
    for (const url of [
      "http://github.example",
      "github.example",
      "",
      "http://127.0.0.1.evil.example",
    ]) {
      expect(client(url), url).to.throw(
        `GitHub:\n  GITHUB_API_URL is "${url}": expected an https URL, or an http URL of 127.0.0.1`,
      );
    }
    expect(client("https://ghe.example/api/v3")).not.to.throw();
  });

  it("never shows the token, nor what a terminal obeys", async () => {
    const words = JSON.stringify({ message: "token s3cret-token is \u001b[31mwrong\n" });
    const answers = await fixedAnswers(401, { "content-type": "application/json" }, words);
    const token = async () => "s3cret-token";
    const client = gitHubClient({ url: answers.url, token, clock: up.clock });
    const message = await messageOf(client.ask("GET /repos/{owner}/{repo}", CHECKOUT, REPOSITORY));
    await answers.stop();
    expect(message).to.equal("GitHub:\n  GET /repos/{owner}/{repo}: 401 token *** is [31mwrong");
  });

  it("finds nothing where GitHub answers 404, and asks in vain", async () => {
    const nowhere = { owner: "neurocipher", repo: "nothing" };
    const client = up.client("token-of-sam");
    expect(await client.find("GET /repos/{owner}/{repo}", nowhere, REPOSITORY)).to.equal(undefined);
    expect(await messageOf(client.ask("GET /repos/{owner}/{repo}", nowhere, REPOSITORY))).to.equal(
      "GitHub:\n  GET /repos/{owner}/{repo}: 404 Not Found",
    );
  });
});
