import { expect } from "chai";
import { UNKNOWN } from "../../infra/unknown";
import { checkInputs } from "../../sandbox/cloud/check-inputs";

/** Account that the resources would be in. */
const ACCOUNT = "111111111111";

/** Inputs of one type that are taken, and changes of them that are not, with what is said. */
export type Refusals = readonly [
  type: string,
  good: Readonly<Record<string, unknown>>,
  bad: readonly [changes: Record<string, unknown>, reason: string][],
];

/** Describes `what` AWS refuses: nothing that is right or not known yet, and each change by itself. */
export function refuses(what: string, cases: readonly Refusals[]): void {
  describe(`what AWS refuses of ${what}`, () => {
    for (const [type, good, bad] of cases) {
      it(`${type} takes what is right, known or not`, () => {
        expect(checkInputs(type, good, ACCOUNT)).to.deep.equal([]);
        const unknown = Object.fromEntries(Object.keys(good).map((key) => [key, UNKNOWN]));
        expect(checkInputs(type, unknown, ACCOUNT)).to.deep.equal([]);
      });
      for (const [changes, reason] of bad) {
        it(`${type}: ${reason}`, () => {
          const failures = checkInputs(type, { ...good, ...changes }, ACCOUNT);
          expect(failures.map((each) => each.reason)).to.deep.equal([reason]);
        });
      }
    }
  });
}
