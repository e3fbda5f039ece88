import type { RequestListener } from "node:http";
import { expect } from "chai";
import { library, run, WANTED } from "./run-script";

const EARLIER = {
  health: "/up",
  readiness: "/ready",
  happyPath: { method: "GET", path: "/documents", status: 200 },
};
const SEVERAL = { CHECKS: JSON.stringify([WANTED, EARLIER]) };
const ALL_GOOD = ["health", "readiness", "happy-path"];

/** What the script sees of a workload that answers a call with the status that `answer` says. */
async function against(
  answer: (call: string, before: number) => number | undefined,
  variables = SEVERAL,
) {
  const asked: string[] = [];
  const listener: RequestListener = ({ method, url }, response) => {
    const call = `${method} ${url}`;
    const before = asked.filter((each) => each === call).length;
    asked.push(call);
    response.writeHead(answer(call, before) ?? 404).end();
  };
  return { ...(await run(listener, library, variables)), asked: asked.sort() };
}

/** Answers as `statuses` say, and with 404 all else. */
const by = (statuses: Record<string, number>) => (call: string) => statuses[call];
const three = (call: string) => [call, call, call];

const AS_WANTED = { "GET /healthz": 200, "GET /readyz": 200, "POST /documents": 202 };
const AS_EARLIER = { "GET /up": 200, "GET /ready": 200, "GET /documents": 200 };

describe("the bundled script while two shapes are served", () => {
  it("[§13] passes what answers as the earlier one, and makes no transaction of the other", async () => {
    expect(await against(by(AS_EARLIER))).to.deep.equal({
      error: undefined,
      seen: ALL_GOOD,
      asked: ["GET /documents", ...three("GET /healthz"), "GET /ready", "GET /up"],
    });
  });

  it("[§13] passes what answers as the wanted one", async () => {
    expect(await against(by(AS_WANTED))).to.deep.equal({
      error: undefined,
      seen: ALL_GOOD,
      asked: ["GET /healthz", "GET /readyz", ...three("GET /up"), "POST /documents"],
    });
  });

  it("asks once what both ask", async () => {
    const { health, readiness } = WANTED;
    const { happyPath } = EARLIER;
    const moved = { CHECKS: JSON.stringify([WANTED, { health, readiness, happyPath }]) };
    const answer = by({ ...AS_WANTED, ...AS_EARLIER, "POST /documents": 404 });
    const { error, asked } = await against(answer, moved);

    expect(error).to.equal(undefined);
    expect(asked).to.deep.equal([
      "GET /documents",
      "GET /healthz",
      "GET /readyz",
      ...three("POST /documents"),
    ]);
  });

  it("[§13] passes while a release shifts traffic: one of three answers is the revision's", async () => {
    const everyThird = (call: string, before: number) =>
      before % 3 === 2 ? by(AS_EARLIER)(call) : undefined;

    expect((await against(everyThird)).error).to.equal(undefined);
  });

  it("[§13] asks once, and fails at once, where one shape is served", async () => {
    const alone = { CHECKS: JSON.stringify([WANTED]) };
    const second = (call: string, before: number) => (before > 0 ? by(AS_WANTED)(call) : undefined);
    const { error, asked } = await against(second, alone);

    expect(error).to.match(/^health: GET \/healthz answered 404.+; readiness: .+; happy-path: /);
    expect(asked).to.deep.equal(["GET /healthz", "GET /readyz", "POST /documents"]);
  });

  it("[§13] fails what answers in part as the one and in part as the other", async () => {
    const mixed = { "GET /healthz": 200, "GET /ready": 200, "POST /documents": 202 };

    expect(await against(by(mixed))).to.deep.include({
      error: "readiness: GET /readyz answered 404: expected 200",
      seen: ["health", "readiness failed", "happy-path"],
    });
  });

  it("[§13] fails what answers as neither, and says so of both", async () => {
    const { error, seen } = await against(by({ "GET /documents": 200 }));

    expect(error).to.equal(
      "health: GET /healthz answered 404: expected 200; " +
        "health: GET /up answered 404: expected 200; " +
        "readiness: GET /readyz answered 404: expected 200; " +
        "readiness: GET /ready answered 404: expected 200",
    );
    expect(seen).to.deep.equal(["health failed", "readiness failed", "happy-path"]);
  });

  it("[§13] fails what no longer answers as the wanted one, once that one alone is served", async () => {
    const alone = { CHECKS: JSON.stringify([WANTED]) };

    expect((await against(by(AS_EARLIER), alone)).error).to.match(
      /^health: GET \/healthz answered 404/,
    );
  });
});
