import { expect } from "chai";
import { isOfOneWorkload, widthOf } from "../../../policies/identity/resource-width";

const EVERYTHING = [
  ...["*", "**", "arn:*", "arn:*:iam::111111111111:role/nc-a-dev-task", "arn:aws:s3:::*"],
  ...["arn:aws:s3:::*/*", "arn:aws:iam::111111111111:role/*", "arn:aws:iam::111111111111:role/?*"],
  ...["arn:aws:iam::111111111111:*", "arn:*:*:*:*:*", "arn:aws:iam::*:role/*"],
  "arn:aws:secretsmanager:*:111111111111:secret:*",
];

const SEVERAL_WORKLOADS = [
  "xarn:aws:iam::111111111111:role/nc-a-dev-*",
  "arn:aws:s3:::nc-platform-dev-artifacts-111111111111/x?y/z",
  "arn:aws:iam::111111111111:role/nc-*",
  "arn:aws:iam::111111111111:role/nc-*-dev-task",
  "arn:aws:iam::111111111111:role/nc-a-*",
  "arn:aws:iam::111111111111:role/nc-a-de?-task",
  "arn:aws:iam::*:role/nc-a-dev-task",
  "arn:aws:iam::111111111111:*/nc-a-dev-task",
  "arn:aws:iam::11111111111?:role/nc-a-dev-task",
  "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/*",
  "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/dev/*",
  "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/dev/a*/secret/b",
  "arn:aws:secretsmanager:*:111111111111:secret:rds!*",
  "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/dev/*/config/b",
  "arn:aws:lambda:ca-central-1:111111111111:function:nc-*",
  "arn:aws:ecs:ca-central-1:111111111111:task-definition/nc-*-dev-task:*",
  "arn:aws:ecs:ca-central-1:111111111111:task/nc-core/*",
  "arn:aws:s3:::nc-*-dev-b",
  "arn:aws:s3:::nc-*-dev-b/x/*",
  "arn:aws:s3:::nc-platform-dev-artifacts-111111111111/*",
  "arn:aws:s3:::nc-platform-dev-artifacts-111111111111/?pp/x",
  "arn:aws:s*:::nc-a-dev-b",
  "arn:a?s:iam::111111111111:role/nc-a-dev-x",
  "nc-*",
  "arn:aws:iam::111111111111:role/x-nc-a-dev-*",
  "arn:aws:iam::111111111111:role/nc-a-test-*",
  "arn:aws:ssm:ca-central-1:111111111111:parameter/nc/test/a/config/*",
];

const ONE_WORKLOAD = [
  "arn:aws:s3:::x-nc-platform-dev-artifacts/*",
  "xarn:aws:s3:::nc-platform-dev-artifacts-1/",
  "arn:aws:s3:::nc-platform-dev-artifacts-1/app",
  "arn:aws:secretsmanager:ca-central-1:111111111111:secret:/nc/dev/a/secret/b-??????",
  "arn:aws:ssm:*:111111111111:parameter/nc/dev/a-b/config/*",
  "arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-f:*",
  "arn:aws:ecs:ca-central-1:111111111111:task-definition/nc-a-dev-task:*",
  "arn:aws:s3:::nc-a-dev-*",
  "arn:aws:s3:::nc-platform-dev-artifacts-111111111111/app/*",
  "arn:aws:iam::111111111111:role/nc-a-dev-task",
  "arn:aws:iam::111111111111:role/other",
  "arn:aws:s3:::nc-a-dev-b/*",
  "arn:aws:s3:::nc-a-stg-b/*",
  "arn:aws:s3:::nc-platform-prod-artifacts-333333333333/app/?",
  "arn:aws:ssm:*:333333333333:parameter/nc/prod/a/*",
  "arn:aws:secretsmanager:*:222222222222:secret:/nc/stg/a/*",
  "nc-a-dev-task",
];

describe("the width of a pattern of resources", () => {
  for (const [width, patterns] of Object.entries({
    everything: EVERYTHING,
    "several workloads": SEVERAL_WORKLOADS,
    "one workload": ONE_WORKLOAD,
  })) {
    for (const pattern of patterns) {
      it(`is ${width} for ${pattern}`, () => expect(widthOf(pattern)).to.equal(width));
    }
  }

  for (const [name, is] of Object.entries({
    a: true,
    "alias/nc-a-dev-config": true,
    "alias/nc-a-dev-*": true,
    "alias/nc-a-*": false,
    "alias/*": false,
    "a*": false,
    "arn:aws:iam::111111111111:role/nc-a-dev-*": true,
    "arn:aws:iam::111111111111:role/nc-*": false,
  })) {
    it(`${is ? "takes" : "does not take"} ${name} for what one workload has`, () => {
      expect(isOfOneWorkload(name)).to.equal(is);
    });
  }
});
