import { expect } from "chai";
import { isNamed, mistakeOf, plainErrors } from "../../../../delivery/adapters/aws/errors";
import { InvalidInput } from "../../../../infra/problems";
import { keepSecret } from "../../../../infra/secrets";

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
    [
      "no credentials",
      named("CredentialsProviderError", "Could not load credentials from any providers"),
      "CredentialsProviderError: Could not load credentials from any providers: sign in to the account, such as by aws sso login",
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
    const answered = { $fault: "client", $metadata: { httpStatusCode: 400 } };
    const error = named("ConflictException", "it runs", answered);
    expect(await caught(error)).to.equal(error);
    expect(isNamed(error, "ConflictException")).to.equal(true);
    // Where nobody asks for it, it is one message.
    expect(mistakeOf(error)?.message).to.equal("RunTask of ECS:\n  ConflictException: it runs");
  });

  it("is a defect where no service has answered it", async () => {
    const error = new TypeError("x is no function");
    expect(await caught(error)).to.equal(error);
    expect(mistakeOf(error)).to.equal(undefined);
  });

  it("has its name still where it is one message", async () => {
    const shown = await caught(named("AccessDenied", "no"));
    expect(isNamed(shown, "NoSuchKey", "AccessDenied")).to.equal(true);
    expect(isNamed(shown, "NoSuchKey")).to.equal(false);
  });

  it("is one message where an answer cannot be read", async () => {
    const hint = "Deserialization error: to see the raw response, inspect the hidden field";
    const page = { $response: {}, $metadata: { httpStatusCode: 418 } };
    const shown = await caught(named("SyntaxError", `Unexpected token <\n  ${hint}`, page));
    expect(mistakeOf(shown)?.message).to.equal(
      "RunTask of ECS:\n  an answer that cannot be read (status 418)",
    );
  });

  it("has no secret in its words, whoever reads them", async () => {
    keepSecret("token-of-a-session");
    for (const name of ["AccessDenied", "ConflictException"]) {
      const error = named(name, "of token-of-a-session", { $fault: "client" });
      const shown = await caught(error);
      expect(shown).to.have.property("message").that.includes("of ***");
      expect(mistakeOf(shown)?.message).to.include(": of ***");
    }
  });
});
