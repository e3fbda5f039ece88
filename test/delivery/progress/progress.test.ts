import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { afterSilence } from "../../../delivery/progress/after-silence";
import { waitLine } from "../../../delivery/progress/wait-line";

describe("the line with which a wait begins", () => {
  const what = "d-1 deploys v1.4.0";

  it("says what is waited for, how long that usually takes, and how long it has", () => {
    const has = new Date("2026-03-02T10:46:00Z");
    expect(waitLine({ what, usually: 250, has })).to.equal(
      "d-1 deploys v1.4.0: usually 4 minutes, has until 2026-03-02T10:46:00.000Z",
    );
    expect(waitLine({ what, usually: 0.3, has: 10 })).to.equal(
      "d-1 deploys v1.4.0: usually less than 1 s, has 10 s",
    );
    expect(waitLine({ what, usually: 90, has: 91 })).to.contain("usually 90 s, has 2 minutes");
  });

  it("says so where no usual time is known, and where there is no limit", () => {
    expect(waitLine({ what })).to.equal(
      "d-1 deploys v1.4.0: no usual time is known yet, no time limit",
    );
  });
});

describe("work that waits without a word", () => {
  const said: string[] = [];
  const silence = { say: (line: string) => void said.push(line), after: 20 };
  const waiting = { what: "nc kpi waits for the ledger", usually: 9 };
  beforeEach(() => void said.splice(0));

  it("says what it waits for, once", async () => {
    expect(await afterSilence(waiting, silence, () => setTimeout(100, "done"))).to.equal("done");
    expect(said).to.deep.equal(["nc kpi waits for the ledger: usually 9 s, no time limit"]);
  });

  it("leaves it at its own words, and says nothing after its end, however it ends", async () => {
    const speaks = async (say: (line: string) => void) => {
      say("own words");
      await setTimeout(60);
    };
    await afterSilence(waiting, silence, speaks);
    const fails = async () => Promise.reject(new Error("refused"));
    const failed = await afterSilence(waiting, silence, fails).catch((error: Error) => error);
    expect(failed).to.be.instanceOf(Error);
    await setTimeout(60);
    expect(said).to.deep.equal(["own words"]);
  });
});
