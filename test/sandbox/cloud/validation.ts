import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";
import type { Properties } from "../../../sandbox/cloud/record";

/** Account that the resources would be in. */
export const ACCOUNT = "111111111111";

/**
 * Inputs of one type that are accepted, and changes of them that are refused, each with the only
 * reason, or with all of them.
 */
export type ValidationCase = readonly [
  type: string,
  accepted: Readonly<Properties>,
  refused: readonly [changes: Readonly<Properties>, reasons: string | readonly string[]][],
];

/** The policy of a key that its account can manage. */
export const KEY_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "kms:*",
      Resource: "*",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    },
  ],
});

/** Why the inputs of a resource are refused. */
export function reasonsOf(type: string, inputs: Readonly<Properties>): string[] {
  return checkInputs(type, inputs, ACCOUNT).map(({ reason }) => reason);
}

/** Describes what a service refuses: nothing that is right or not known yet, and each change. */
export function describeValidation(service: string, cases: readonly ValidationCase[]): void {
  describe(`the validation of ${service}`, () => {
    for (const [type, accepted, refused] of cases) {
      it(`accepts a ${type} that is right`, () => {
        expect(reasonsOf(type, accepted)).to.deep.equal([]);
      });

      it(`accepts a ${type} of which any input, or all, is not known yet`, () => {
        const keys = Object.keys(accepted);
        for (const key of keys) {
          expect(reasonsOf(type, { ...accepted, [key]: UNKNOWN }), key).to.deep.equal([]);
        }
        const unknown = Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
        expect(reasonsOf(type, unknown)).to.deep.equal([]);
      });

      for (const [changes, reasons] of refused) {
        const expected = [reasons].flat();
        it(`refuses a ${type} whose ${expected.join("; ").slice(0, 150)}`, () => {
          expect(reasonsOf(type, { ...accepted, ...changes })).to.deep.equal(expected);
        });
      }
    }
  });
}
