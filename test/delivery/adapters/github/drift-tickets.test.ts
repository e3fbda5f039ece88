import { expect } from "chai";
import { gitHubDriftTickets } from "../../../../delivery/adapters/github/drift-tickets";
import { type StartedGitHub, startedGitHub } from "../../../support/github";

const REPOSITORY = "neurocipher/checkout";
const URL = "https://github.com/neurocipher/checkout/issues/1";

describe("tickets of drift on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const tickets = () => gitHubDriftTickets(up.client(), up.clock, REPOSITORY);
  const report = (body: string, environment: "stg" | "prod" = "prod") =>
    tickets().report({ environment, title: `Drift in ${environment}`, body });
  const issues = () => up.github.state.issues.map(({ state, body }) => ({ state, body }));

  it("[§16] are one for each environment, which is opened, updated and not repeated", async () => {
    expect(await report("a")).to.deep.equal({ url: URL, change: "opened" });
    expect(await report("a")).to.deep.equal({ url: URL, change: "unchanged" });
    expect(await report("b")).to.deep.equal({ url: URL, change: "updated" });
    expect(await report("a", "stg")).to.deep.equal({
      url: URL.replace(/1$/, "2"),
      change: "opened",
    });
    expect(issues()).to.deep.equal([
      { state: "open", body: "b\n\n<!-- nc-drift: prod -->" },
      { state: "open", body: "a\n\n<!-- nc-drift: stg -->" },
    ]);
    expect(up.github.state.issues[0]?.labels).to.deep.equal(["drift"]);
  });

  it("are closed with a note when the drift is gone, once", async () => {
    await report("a");
    expect(await tickets().close("stg", "gone")).to.equal(undefined);
    expect(await tickets().close("prod", "gone")).to.deep.equal({ url: URL, change: "closed" });
    expect(await tickets().close("prod", "gone")).to.equal(undefined);
    expect(issues()).to.deep.equal([
      { state: "closed", body: "gone\n\na\n\n<!-- nc-drift: prod -->" },
    ]);
  });

  it("are opened anew where somebody closed one and the drift is still there", async () => {
    await report("a");
    await tickets().close("prod", "gone");
    expect((await report("a")).change).to.equal("opened");
    expect(issues().map(({ state }) => state)).to.deep.equal(["closed", "open"]);
  });

  it("have the title that counts what differs now", async () => {
    await report("a");
    const other = { environment: "prod", title: "Drift: 2", body: "a" } as const;
    expect((await tickets().report(other)).change).to.equal("updated");
    expect(up.github.state.issues[0]?.title).to.equal("Drift: 2");
  });
});
