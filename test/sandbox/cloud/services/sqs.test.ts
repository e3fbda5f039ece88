import { describeValidation } from "../validation";

const allow = (policy: object) => ({ redriveAllowPolicy: JSON.stringify(policy) });
const byQueue = (count: number) =>
  allow({ redrivePermission: "byQueue", sourceQueueArns: Array(count).fill("arn") });
const redrive = (policy: object) => ({ redrivePolicy: JSON.stringify(policy) });

describeValidation("SQS", [
  [
    "aws:sqs/queue:Queue",
    { name: "nc-q", visibilityTimeoutSeconds: 30, ...redrive({ deadLetterTargetArn: "arn" }) },
    [
      [
        { visibilityTimeoutSeconds: 43_201 },
        "visibilityTimeoutSeconds is 43201: expected from 0 to 43200",
      ],
      [
        { fifoQueue: true },
        'name is "nc-q": expected a name that ends with ".fifo" if and only if fifoQueue is true',
      ],
      [
        { sqsManagedSseEnabled: true, kmsMasterKeyId: "key" },
        'kmsMasterKeyId is "key": expected no key, as sqsManagedSseEnabled is true',
      ],
      [redrive({}), "redrivePolicy is {}: expected a deadLetterTargetArn"],
      [
        redrive({ deadLetterTargetArn: "arn", maxReceiveCount: 0 }),
        'redrivePolicy is {"deadLetterTargetArn":"arn","maxReceiveCount":0}: expected a ' +
          "maxReceiveCount from 1 to 1000",
      ],
    ],
  ],
  [
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    { queueUrl: "https://q", ...byQueue(10) },
    [
      [{ redriveAllowPolicy: undefined }, "redriveAllowPolicy is missing: expected a value"],
      [{ redriveAllowPolicy: "{" }, 'redriveAllowPolicy is "{": expected JSON'],
      [
        allow({ redrivePermission: "some" }),
        'redriveAllowPolicy is {"redrivePermission":"some"}: expected a redrivePermission: ' +
          "allowAll, byQueue or denyAll",
      ],
      [
        allow({ redrivePermission: "byQueue" }),
        'redriveAllowPolicy is {"redrivePermission":"byQueue"}: expected 1 to 10 sourceQueueArns, ' +
          "as it is by queue",
      ],
      [
        allow({ redrivePermission: "denyAll", sourceQueueArns: ["a"] }),
        'redriveAllowPolicy is {"redrivePermission":"denyAll","sourceQueueArns":["a"]}: expected ' +
          "no sourceQueueArns, as it is not by queue",
      ],
    ],
  ],
  [
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    { queueUrl: "https://q", ...allow({ redrivePermission: "denyAll" }) },
    [],
  ],
]);
