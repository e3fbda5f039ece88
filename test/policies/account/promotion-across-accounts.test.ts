import { noCrossAccountReference } from "../../../policies/account/no-cross-account-reference";
import { judges, LATER } from "../../support/violations";
import {
  BUCKET,
  grant,
  images,
  key,
  lists,
  OTHER,
  objects,
  PROD,
  policy,
  QUEUE,
  ROLE_POLICY,
  reader,
  reads,
  STG,
} from "./grants";

/** What the role's tag names, which AWS resolves for each request. */
const OWN_PREFIX = `$\{aws:PrincipalTag/Service}/*`;

judges(noCrossAccountReference, {
  "[§15] passes prod's deploy role of the workload in stg": images(grant({})),
  "refuses it in dev": { ...images(grant({})), environment: "dev", says: [OTHER] },
  "refuses another workload's role": { ...images(grant({}, reader("b"))), says: [OTHER] },
  "refuses another role": {
    ...images(grant({}, `arn:aws:iam::${PROD}:role/admin`)),
    says: [OTHER],
  },
  "refuses the whole account": { ...images(grant({ Condition: {} })), says: [OTHER] },
  "refuses a pattern of roles": {
    ...images(grant({ Condition: { StringLike: { "aws:PrincipalArn": reader("app") } } })),
    says: [OTHER],
  },
  "refuses a write": { ...images(grant({ Action: "ecr:PutImage" })), says: [OTHER] },
  "refuses all but some": { ...images(grant({ NotAction: "ecr:PutImage" })), says: [OTHER] },
  "refuses another kind of principal": {
    ...images(grant({ Principal: { Federated: `arn:aws:iam::${PROD}:root` } })),
    says: [OTHER],
  },
  "refuses another principal of that account": {
    ...images(grant({ Principal: { AWS: `arn:aws:iam::${PROD}:user/a` } })),
    says: [OTHER],
  },
  "refuses one right role of two": {
    ...images(grant({}, [reader("app"), `arn:aws:iam::${PROD}:role/admin`])),
    says: [OTHER],
  },
  "refuses a grant to stg in prod": {
    ...images(grant({}).replaceAll(PROD, STG)),
    environment: "prod",
    says: [OTHER],
  },
  "refuses a third account": {
    ...images(grant({ Principal: { AWS: "arn:aws:iam::444444444444:root" } })),
    says: [/444444444444/],
  },
  "[§15] passes deploy roles that list their own prefix": lists({
    StringLike: { "s3:prefix": OWN_PREFIX },
  }),
  "refuses roles that list the whole bucket": { ...lists({}), says: [OTHER] },
  "refuses other roles that list their own prefix": {
    ...lists({
      ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${PROD}:role/*` },
      StringLike: { "s3:prefix": OWN_PREFIX },
    }),
    says: [OTHER],
  },
  "refuses roles that list one prefix for all": {
    ...lists({ StringLike: { "s3:prefix": [OWN_PREFIX, "app/*"] } }),
    says: [OTHER],
  },
  "refuses roles that read by the bucket's own name": {
    ...lists({ StringLike: { "s3:prefix": OWN_PREFIX } }, ["s3:ListBucket", "s3:GetObject"]),
    says: [OTHER],
  },
  "[§15] passes the key for deploy roles": key([reader("app"), reader("b")]),
  "[§15] passes its replica for them": key(reader("app"), "aws:kms/replicaKey:ReplicaKey"),
  "refuses the replica for another role": {
    ...key(`arn:aws:iam::${PROD}:role/admin`, "aws:kms/replicaKey:ReplicaKey"),
    says: [OTHER],
  },
  "refuses the key for another role": {
    ...key(`arn:aws:iam::${PROD}:role/admin`),
    says: [OTHER],
  },
  "[§15] passes the workload's prefix": objects("arn:aws:s3:::b/app/*"),
  "passes the prefix of the role's own tag": objects(
    // A policy variable, which AWS fills in.
    "arn:aws:s3:::b/${aws:PrincipalTag/Service}/*",
    [reader("app"), reader("b")],
  ),
  "refuses another's prefix": { ...objects("arn:aws:s3:::b/other/*"), says: [OTHER] },
  "refuses the whole bucket": { ...objects("arn:aws:s3:::b/*"), says: [OTHER] },
  "[§15] passes reading stg in prod": reads("ecr:BatchGetImage", "nc-app-prod-gha-deploy-role"),
  "refuses writing there": {
    ...reads("ecr:PutImage", "nc-app-prod-gha-deploy-role"),
    says: [OTHER],
  },
  "refuses a third account's artifacts": {
    type: ROLE_POLICY,
    environment: "prod",
    props: {
      role: "nc-app-prod-gha-deploy-role",
      policy: policy({
        Effect: "Allow",
        Action: "ecr:BatchGetImage",
        Resource: "arn::444444444444:x",
      }),
    },
    says: [/444444444444/],
  },
  "refuses another role's reading": {
    ...reads("ecr:BatchGetImage", "nc-app-prod-task"),
    says: [OTHER],
  },
  "names both accounts": {
    type: QUEUE,
    props: { a: `arn::${STG}:q`, b: `arn::${PROD}:q` },
    says: [/^it names account 222222222222, 333333333333$/],
  },
  "names both accounts of a statement": {
    type: ROLE_POLICY,
    props: {
      policy: policy({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: [`arn::${STG}:q`, `arn::${PROD}:q`],
      }),
    },
    says: [/names account 222222222222, 333333333333$/],
  },
  ...Object.fromEntries(
    [
      "BatchCheckLayerAvailability",
      "BatchGetImage",
      "DescribeImages",
      "GetDownloadUrlForLayer",
    ].map((action) => [
      `[§15] passes ecr:${action} of the workload's images`,
      images(grant({ Action: `ecr:${action}` })),
    ]),
  ),
  "[§15] passes a version of an object": {
    type: BUCKET,
    props: { policy: grant({ Action: "s3:GetObjectVersion", Resource: "arn:aws:s3:::b/app/*" }) },
    environment: "stg",
  },
  "refuses a write beside a read": {
    ...images(grant({ Action: ["ecr:BatchGetImage", "ecr:PutImage"] })),
    says: [OTHER],
  },
  "refuses a denial": { ...images(grant({ Effect: "Deny" })), says: [OTHER] },
  "[§15] passes the key by a policy of its own": key(
    [reader("app")],
    "aws:kms/keyPolicy:KeyPolicy",
  ),
  "refuses the same in a policy of a queue": {
    ...key([reader("app")], "aws:sqs/queuePolicy:QueuePolicy"),
    says: [OTHER],
  },
  "refuses a third account beside prod": {
    ...images(grant({}, [reader("app"), "arn:aws:iam::444444444444:role/x"])),
    says: [/333333333333, 444444444444|444444444444/],
  },
  "refuses a third account beside stg in prod": {
    type: ROLE_POLICY,
    environment: "prod",
    props: {
      role: "nc-app-prod-gha-deploy-role",
      policy: policy({
        Effect: "Allow",
        Action: "ecr:BatchGetImage",
        Resource: [`arn::${STG}:x`, "arn::444444444444:x"],
      }),
    },
    says: [/222222222222, 444444444444/],
  },
  "refuses another principal beside the right one": {
    ...images(
      grant({ Principal: { AWS: [`arn:aws:iam::${PROD}:root`, `arn:aws:iam::${PROD}:user/a`] } }),
    ),
    says: [OTHER],
  },
  "passes the workload's role where the repository is unknown": {
    ...images(grant({})),
    props: { repository: LATER, policy: grant({}) },
  },
  "refuses another's role beside the workload's": {
    ...images(grant({}, [reader("app"), reader("b")])),
    says: [OTHER],
  },
  "refuses another's prefix beside the workload's": {
    ...objects("arn:aws:s3:::b/app/*"),
    props: {
      policy: grant({
        Action: "s3:GetObject",
        Resource: ["arn:aws:s3:::b/app/*", "arn:aws:s3:::b/other/*"],
      }),
    },
    says: [OTHER],
  },
  "refuses another's role beside the prefix's": {
    ...objects("arn:aws:s3:::b/app/*", [reader("app"), reader("b")]),
    says: [OTHER],
  },
  "refuses a prefix that only ends like one": {
    ...objects("x-arn:aws:s3:::b/app/*"),
    says: [OTHER],
  },
  "refuses what lies below a prefix by a further pattern": {
    ...objects("arn:aws:s3:::b/app/*/x"),
    says: [OTHER],
  },
  ...Object.fromEntries(
    [
      "x-nc-app-prod-gha-deploy-role",
      "nc-app-prod-gha-deploy-role-2",
      "nc-a-dev-b-prod-gha-deploy-role",
    ].map((role) => [
      `refuses the role ${role}`,
      { ...key(`arn:aws:iam::${PROD}:role/${role}`), says: [OTHER] },
    ]),
  ),
  "refuses a repository whose name only holds the workload's": {
    ...images(grant({})),
    props: { repository: "x-nc-app-stg-image", policy: grant({}) },
    says: [OTHER],
  },
  "passes a role of prod that is unknown": {
    ...reads("ecr:BatchGetImage", LATER),
  },
});
