import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PolicySizes, policySizes } from "../../stacks/policy-sizes";
import { record } from "../support/record";

const INLINE = "aws:iam/rolePolicy:RolePolicy";

/** A policy of `length` characters that count; the blanks around it do not. */
const policy = (length: number) => {
  const text = (Sid: string) => JSON.stringify({ Statement: [{ Sid }] });
  return ` ${text("x".repeat(length - text("").length))}\n `;
};

/** What is wrong of the last policy of `type` with one of these sizes, of one owner. */
const problem = (type: string, ...lengths: readonly number[]) => {
  const sizes = new PolicySizes();
  return lengths
    .map((length, index) =>
      sizes.problem({ type, name: `p${index}`, of: "nc-api-dev-task", written: policy(length) }),
    )
    .at(-1);
};

describe("the size of a policy", () => {
  it("is summed over the inline policies of a role", () => {
    expect(problem(INLINE, 10_000, 240)).to.equal(undefined);
    expect(problem(INLINE, 10_000, 241)).to.equal(
      'policy of nc-api-dev-task is "10241 characters": expected at most 10240, IAM\'s quota for ' +
        "all inline policies of a role; AWS does not raise it: take links, grants, config or " +
        "secrets away, or split the workload",
    );
  });

  it("counts a policy once, and those of another role apart", () => {
    const sizes = new PolicySizes();
    const inline = (name: string, of: string) =>
      sizes.problem({ type: INLINE, name, of, written: policy(6000) });
    expect([inline("a", "one"), inline("a", "one"), inline("b", "two")]).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect(inline("c", "two")).to.include('policy of two is "12000 characters"');
  });

  // IAM user guide, "IAM and AWS STS quotas"; S3 user guide, "Bucket policies"; KMS developer guide,
  // "Resource quotas"; SQS developer guide, "Quotas".
  const most: Readonly<Record<string, number>> = {
    "aws:iam/policy:Policy": 6144,
    "aws:s3/bucketPolicy:BucketPolicy": 20_480,
    "aws:kms/key:Key": 32_768,
    "aws:sqs/queuePolicy:QueuePolicy": 8192,
  };
  for (const [type, max] of Object.entries(most)) {
    it(`is at most ${max} for ${type}`, () => {
      expect(problem(type, max)).to.equal(undefined);
      expect(problem(type, max + 1)).to.match(
        new RegExp(
          `is "${max + 1} characters": expected at most ${max}, .*; AWS does not raise it`,
        ),
      );
    });
  }

  it("leaves a policy that fits as it was written, and what has none", async () => {
    const opts = { transformations: [policySizes()] };
    const [made, topic] = await record(() => {
      const role = pulumi.output("nc-api-dev-task");
      new aws.iam.RolePolicy("p", { name: "p", role, policy: policy(100) }, opts);
      new aws.sns.Topic("t", { name: "t" }, opts);
    });
    const inputs = [made, topic].find((each) => each?.type === INLINE)?.inputs;
    expect(inputs).to.deep.equal({ name: "p", role: "nc-api-dev-task", policy: policy(100) });
  });
});
