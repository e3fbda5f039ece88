import { AssertionError, use } from "chai";

/**
 * Chai turns whatever is matched into a text: `expect(undefined).not.to.match(/x/)` passes, and so does
 * `expect(undefined).to.match(/\S/)`. Here, what is no text fails, either way.
 */
use(({ Assertion }, { flag, overwriteMethod }) => {
  for (const name of ["match", "matches"]) {
    overwriteMethod(
      Assertion.prototype,
      name,
      (matches: (...given: unknown[]) => void) =>
        function (this: object, ...given: unknown[]) {
          const value: unknown = flag(this, "object");
          if (typeof value !== "string") {
            const said: unknown = flag(this, "message");
            const about = typeof said === "string" ? `${said}: ` : "";
            throw new AssertionError(`${about}expected a text to match, got ${typeof value}`);
          }
          matches.apply(this, given);
        },
    );
  }
});
