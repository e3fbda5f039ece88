import { imageRepositoryHasScanningAndLifecycle } from "../../../policies/release/image-repository-has-scanning-and-lifecycle";
import { judgesPlans, LATER } from "../../support/violations";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const images = { type: REPOSITORY, props: { name: "nc-a-dev-image" } };
const expires = { type: LIFECYCLE, props: { repository: LATER }, from: { repository: ["images"] } };
const scans = (filter: string, scanFrequency = "SCAN_ON_PUSH") => ({
  type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  props: { rules: [{ scanFrequency, repositoryFilters: [{ filter }] }] },
});
const UNSCANNED = { says: [/^images: .*not scanned/] };
const KEPT = { says: [/^images: .*never expire/] };

judgesPlans(imageRepositoryHasScanningAndLifecycle, {
  "passes scanning and a lifecycle": { plan: { images, expires, scans: scans("nc-*") } },
  "passes a lifecycle by name": {
    plan: {
      images,
      scans: scans("*"),
      expires: { type: LIFECYCLE, props: { repository: "nc-a-dev-image" } },
    },
  },
  "passes scanning by itself": {
    plan: {
      expires,
      images: {
        type: REPOSITORY,
        props: { name: "x", imageScanningConfiguration: { scanOnPush: true } },
      },
    },
  },
  "passes an unknown filter": { plan: { images, expires, scans: scans(LATER) } },
  "refuses a filter of others": { plan: { images, expires, scans: scans("x-*") }, ...UNSCANNED },
  "refuses scanning by hand": {
    plan: { images, expires, scans: scans("*", "MANUAL") },
    ...UNSCANNED,
  },
  "refuses no scanning": { plan: { images, expires }, ...UNSCANNED },
  "refuses no lifecycle": { plan: { images, scans: scans("*") }, ...KEPT },
  "refuses another's lifecycle": {
    plan: {
      images,
      scans: scans("*"),
      expires: { type: LIFECYCLE, props: { repository: "nc-b-dev-image" } },
    },
    ...KEPT,
  },
  "passes the second of two scanning rules": {
    plan: {
      images,
      expires,
      scans: {
        type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
        props: {
          rules: ["x-*", "nc-*"].map((filter) => ({
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter }],
          })),
        },
      },
    },
  },
  "passes continuous scanning": {
    plan: { images, expires, scans: scans("nc-*", "CONTINUOUS_SCAN") },
  },
  "passes one rule of two that fits": {
    plan: {
      images,
      expires,
      scans: {
        type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
        props: {
          rules: [
            { scanFrequency: "MANUAL", repositoryFilters: [{ filter: "*" }] },
            {
              scanFrequency: "SCAN_ON_PUSH",
              repositoryFilters: [{ filter: "x" }, { filter: "nc-*" }],
            },
          ],
        },
      },
    },
  },
});
