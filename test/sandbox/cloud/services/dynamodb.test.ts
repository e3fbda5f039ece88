import { describeValidation } from "../validation";

describeValidation("DynamoDB", [
  [
    "aws:dynamodb/table:Table",
    {
      name: "locks",
      hashKey: "LockID",
      billingMode: "PAY_PER_REQUEST",
      attributes: [
        { name: "LockID", type: "S" },
        { name: "Owner", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "by-owner", hashKey: "Owner", projectionType: "ALL" }],
    },
    [
      [
        { hashKey: "Other" },
        [
          'attributes is ["LockID","Owner"]: expected an attribute for the key "Other"',
          'attributes is ["LockID","Owner"]: expected no attribute that is no key, such as "LockID"',
        ],
      ],
      [
        { attributes: [{ name: "Owner", type: "S" }] },
        'attributes is ["Owner"]: expected an attribute for the key "LockID"',
      ],
      [
        {
          globalSecondaryIndexes: undefined,
          attributes: [{ name: "LockID", type: "T" }],
        },
        'attributes[0].type is "T": expected S, N or B',
      ],
      [
        { billingMode: "PROVISIONED" },
        "readCapacity is missing: expected a number, as billingMode is PROVISIONED",
      ],
      [
        { streamEnabled: true },
        "streamViewType is missing: expected a value, as streamEnabled is true",
      ],
    ],
  ],
]);
