import { imageIsByDigest } from "../../../policies/release/image-is-by-digest";
import { type Case, judges, LATER } from "../../support/violations";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const FUNCTION = "aws:lambda/function:Function";
const DIGEST = `sha256:${"0a".repeat(32)}`;
const REPOSITORY = "111111111111.dkr.ecr.ca-central-1.amazonaws.com/nc-a-dev-image";
const task = (...images: (string | undefined)[]): Case => ({
  type: TASK,
  props: {
    containerDefinitions: JSON.stringify(
      images.map((image, index) => ({ name: `c${index}`, image })),
    ),
  },
});
const fn = (imageUri: string): Case => ({ type: FUNCTION, props: { imageUri } });

judges(imageIsByDigest, {
  "[§8] passes a digest": task(`${REPOSITORY}@${DIGEST}`),
  "passes a digest beside a tag, which says nothing": task(`${REPOSITORY}:v1.2.3@${DIGEST}`),
  "passes unknown containers": { type: TASK, props: { containerDefinitions: LATER } },
  "passes a function's digest": fn(`${REPOSITORY}@${DIGEST}`),
  "passes an unknown image of a function": fn(LATER),
  "passes a function from a zip": { type: FUNCTION, props: { s3Key: "x" } },
  ...Object.fromEntries(
    (["dev", "stg", "prod"] as const).map((environment) => [
      `[§15] refuses a tag in ${environment}`,
      {
        ...task(`${REPOSITORY}:v1.2.3`),
        environment,
        says: [/^image of c0 is .*:v1\.2\.3: name it by digest/],
      },
    ]),
  ),
  "refuses latest": { ...task(`${REPOSITORY}:latest`), says: [/:latest/] },
  "refuses no tag, which is latest": {
    ...task(REPOSITORY),
    says: [/nc-a-dev-image: name it by digest/],
  },
  "refuses a sidecar's tag": {
    ...task(`${REPOSITORY}@${DIGEST}`, "public.ecr.aws/x/agent:2.x"),
    says: [/^image of c1/],
  },
  "refuses a digest that is cut": {
    ...task(`${REPOSITORY}@${DIGEST.slice(0, -1)}`),
    says: [/name it by digest/],
  },
  "refuses no image": { ...task(undefined), says: [/image of c0 is not given/] },
  "refuses what is no list of containers": {
    type: TASK,
    props: { containerDefinitions: "{}" },
    says: [/no list of containers/],
  },
  "refuses an empty list": { ...task(), says: [/no list of containers/] },
  "refuses a function's tag": { ...fn(`${REPOSITORY}:v1`), says: [/^imageUri is .*:v1/] },
  "refuses a text before the image": { ...task(`x ${REPOSITORY}@${DIGEST}`), says: [/by digest/] },
  "refuses a digest that is too long": { ...task(`${REPOSITORY}@${DIGEST}0`), says: [/by digest/] },
});
