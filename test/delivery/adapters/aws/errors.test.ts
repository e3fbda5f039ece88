import { expect } from "chai";
import { plainErrors } from "../../../../delivery/adapters/aws/errors";
import { InvalidInput } from "../../../../infra/problems";

/** What a call ends with when AWS answers `thrown`. */
async function caught(thrown: Error): Promise<unknown> {
  const middleware = plainErrors<object, object>("ECS");
  const call = middleware(() => Promise.reject(thrown), { commandName: "RunTaskCommand" });
  return call({ input: {} }).then(
    () => expect.fail("the call did not fail"),
    (error: unknown) => error,
  );
}

const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name }, more);

describe("an error of a call of AWS", () => {
  const known: [string, Error, string][] = [
    ["a refusal", named("AccessDeniedException", "no"), "AccessDeniedException: no"],
    [
      "throttling",
      named("ThrottlingException", "Rate exceeded"),
      "ThrottlingException: Rate exceeded",
    ],
    ["expired credentials", named("ExpiredTokenException", "old"), "ExpiredTokenException: old"],
    ["a time-out", named("TimeoutError", "20000 ms"), "TimeoutError: 20000 ms"],
    [
      "a server's own error",
      named("Unknown", "oops", { $metadata: { httpStatusCode: 503 } }),
      "Unknown: oops",
    ],
    ["a network that is away", named("Error", "", { code: "ECONNREFUSED" }), "Error: ECONNREFUSED"],
  ];
  for (const [what, error, words] of known) {
    it(`is one message for ${what}`, async () => {
      const shown = await caught(error);
      expect(shown).to.be.instanceOf(InvalidInput);
      expect(shown).to.have.property("message", `RunTask of ECS:\n  ${words}`);
    });
  }

  it("stays what it is where the caller has to know it", async () => {
    const error = named("ConflictException", "it runs", { $metadata: { httpStatusCode: 400 } });
    expect(await caught(error)).to.equal(error);
  });
});
