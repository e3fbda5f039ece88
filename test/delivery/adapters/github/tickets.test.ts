import { expect } from "chai";
import { gitHubTickets } from "../../../../delivery/adapters/github/tickets";
import { type StartedGitHub, startedGitHub } from "../../../support/github";

const OPEN = "POST /repos/{owner}/{repo}/issues";

describe("root-cause tickets on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  const open = (deployment: string, timeout?: number) =>
    gitHubTickets(up.client(undefined, timeout), up.clock).openRootCause({
      repository: "neurocipher/checkout",
      deployment,
      title: "Root cause of d-ABC",
      body: "Incident oi-1.",
    });

  it("[§14] opens one for a deployment, and finds it again, also when it is closed", async () => {
    const url = await open("d-ABC");
    expect(url).to.equal("https://github.com/neurocipher/checkout/issues/1");
    const [issue] = up.github.state.issues;
    expect(issue).to.include({
      title: "Root cause of d-ABC",
      body: "Incident oi-1.\n\n<!-- nc-deployment: d-ABC -->",
      state: "open",
    });
    expect(issue?.labels).to.deep.equal(["root-cause"]);
    if (issue) issue.state = "closed";
    expect(await open("d-ABC")).to.equal(url);
    expect(await open("d-ABCD")).to.equal("https://github.com/neurocipher/checkout/issues/2");
    expect(up.reopened().state.issues).to.have.length(2);
  });

  it("[§16] opens a post-incident review for a promotion once, beside the deployment's ticket", async () => {
    await open("d-ABC");
    const review = () =>
      gitHubTickets(up.client(), up.clock).openReview({
        repository: "neurocipher/checkout",
        promotion: "d-ABC",
        title: "Review d-ABC",
        body: "What happened?",
      });
    const url = await review();
    expect(url).to.equal("https://github.com/neurocipher/checkout/issues/2");
    expect(await review()).to.equal(url);
    const [, issue] = up.github.state.issues;
    expect(issue).to.include({ body: "What happened?\n\n<!-- nc-promotion: d-ABC -->" });
    expect(issue?.labels).to.deep.equal(["post-incident-review"]);
    expect(up.github.state.issues).to.have.length(2);
  });

  it("takes no issue for one that has not the label", async () => {
    const body = "<!-- nc-deployment: d-ABC -->";
    up.github.state.issues.push({
      number: 1,
      repository: "checkout",
      title: "mine",
      body,
      labels: [],
      state: "open",
      user: "eve",
      createdAt: "2026-11-26T10:00:00Z",
      closedAt: null,
    });
    expect(await open("d-ABC")).to.equal("https://github.com/neurocipher/checkout/issues/2");
  });

  it("opens one alone where GitHub opened it and the answer was lost", async () => {
    up.github.state.faults.push({ fault: "time-out", route: OPEN, times: 1, afterwards: true });
    const url = await open("d-ABC", 5_000);
    expect(url).to.equal("https://github.com/neurocipher/checkout/issues/1");
    expect(up.github.state.issues).to.have.length(1);
    expect(up.waits).to.deep.equal([2_000]);
  });

  it("ends with a message where GitHub never opens it", async () => {
    up.github.state.faults.push({
      fault: "server-error",
      route: OPEN,
      times: 3,
      afterwards: false,
    });
    const failed = await open("d-ABC").catch((error: unknown) => error);
    expect(failed).to.have.property("message", `GitHub:\n  ${OPEN}: 502 Server Error`);
    expect(up.waits).to.deep.equal([2_000, 5_000]);
  });

  it("carries an id that would end a comment", async () => {
    await open("--><b>");
    expect(up.github.state.issues[0]?.body).to.match(/<!-- nc-deployment: --%3E%3Cb%3E -->$/);
  });
});
