import { expect } from "chai";
import { gitHubChangeTickets } from "../../../../delivery/adapters/github/change-tickets";
import { gitHubClient } from "../../../../delivery/adapters/github/client";
import { listen } from "../../../../sandbox/api/server";
import { type StartedGitHub, startedGitHub } from "../../../support/github";

describe("change tickets on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
    for (const [number, state] of [
      [1, "open"],
      [2, "closed"],
    ] as const) {
      up.github.state.issues.push({
        number,
        repository: "checkout",
        title: "Change",
        body: "",
        labels: ["change"],
        state,
        user: "dev",
        createdAt: "2026-11-26T10:00:00Z",
        closedAt: null,
      });
    }
  });
  afterEach(() => up.stop());

  const find = (id: string) => gitHubChangeTickets(up.client(), "neurocipher/checkout").find(id);

  it("[§16] have the state of their issue", async () => {
    expect(await find("#1")).to.deep.equal({ id: "#1", state: "open" });
    expect(await find("2")).to.deep.equal({ id: "2", state: "closed" });
    const named = "Neurocipher/checkout#1";
    expect(await find(named)).to.deep.equal({ id: named, state: "open" });
  });

  it("are nothing where there is no such issue, or the id is no number", async () => {
    for (const id of [
      "#3",
      "CHG-1",
      "neurocipher/other#1",
      "checkout#1",
      "",
      "#",
      "0",
      "1/../2",
      "#99999999999",
    ]) {
      expect(await find(id), id).to.equal(undefined);
    }
  });

  it("are nothing where GitHub answers with a pull request, or an issue that was transferred away", async () => {
    // GitHub docs, REST API, "Get an issue": both are what it answers, the second after a redirect.
    const here = "https://api.github.com/repos/neurocipher/checkout";
    const issue = { state: "open", body: "" };
    const answers: Readonly<Record<string, object>> = {
      "7": { ...issue, repository_url: here },
      "8": { ...issue, repository_url: here, pull_request: { url: `${here}/pulls/8` } },
      "9": { ...issue, repository_url: "https://api.github.com/repos/neurocipher/other" },
    };
    const server = await listen(async ({ path }) => ({
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(answers[path.split("/").at(-1) ?? ""]),
    }));
    const client = gitHubClient({ url: server.url, token: async () => "token", clock: up.clock });
    const found = async (id: string) =>
      (await gitHubChangeTickets(client, "neurocipher/checkout").find(id))?.state;
    try {
      expect([await found("#7"), await found("#8"), await found("#9")]).to.deep.equal([
        ...["open", undefined, undefined],
      ]);
    } finally {
      await server.stop();
    }
  });
});
