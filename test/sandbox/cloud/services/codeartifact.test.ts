import { describeValidation } from "../validation";

describeValidation("CodeArtifact", [
  [
    "aws:codeartifact/domain:Domain",
    {
      domain: "nc-platform",
      region: "us-east-1",
      encryptionKey: "arn:aws:kms:us-east-1:111111111111:key/k",
    },
    [
      [
        { region: "ca-central-1" },
        'encryptionKey is "arn:aws:kms:us-east-1:111111111111:key/k": expected a key of ca-central-1',
      ],
    ],
  ],
]);
