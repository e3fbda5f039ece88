import { expect } from "chai";
import { z } from "zod";
import { answerControl, json } from "../../../sandbox/api/control-answer";

describe("what the sandbox itself is asked", () => {
  const asked: unknown[] = [];
  beforeEach(() => asked.splice(0));
  const answer = (text: string) =>
    answerControl({ body: Buffer.from(text) }, z.strictObject({ seconds: z.int() }), (given) => {
      asked.push(given);
      return json(200, given);
    });

  it("is answered as it was asked", async () => {
    const { status, body } = await answer('{"seconds":5}');
    expect([status, body, asked]).to.deep.equal([200, '{"seconds":5}', [{ seconds: 5 }]]);
  });

  for (const [text, problem] of [
    ['{"seconds":"5"}', "seconds"],
    ['{"seconds":5,"until":1}', "until"],
    ['{"seconds":', "object"],
    ["", "object"],
  ] as const) {
    it(`is refused, and nothing is done, where it is ${text || "empty"}`, async () => {
      const { status, body } = await answer(text);
      expect([status, asked]).to.deep.equal([400, []]);
      expect(JSON.parse(String(body)).message).to.contain(problem);
    });
  }
});
