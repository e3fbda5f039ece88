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

      it(`accepts a ${type} of which any part, or every input, is not known yet`, () => {
        for (const [key, input] of Object.entries(accepted)) {
          for (const changed of withUnknowns(input)) {
            expect(reasonsOf(type, { ...accepted, [key]: changed }), key).to.deep.equal([]);
          }
        }
        const unknown = Object.keys(accepted).map((key) => [key, UNKNOWN]);
        expect(reasonsOf(type, Object.fromEntries(unknown))).to.deep.equal([]);
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

/** The value once for itself and once for each part of it, at any depth, that is not known. */
function* withUnknowns(value: unknown): Generator<unknown> {
  yield UNKNOWN;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    for (const [index, part] of list.entries()) {
      for (const changed of withUnknowns(part)) yield list.with(index, changed);
    }
  } else if (value instanceof Object) {
    for (const [key, part] of Object.entries<unknown>({ ...value })) {
      for (const changed of withUnknowns(part)) yield { ...value, [key]: changed };
    }
  }
}
