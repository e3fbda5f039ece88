import { flagDocument } from "../../../infra/flags/document";
import { deployFlags } from "../../../sandbox/cloud/deployments/appconfig";
import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import type { Cloud } from "../../../sandbox/cloud/record";

const ENVIRONMENT = "aws:appconfig/environment:Environment";
const VERSION = "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion";
const DEPLOYMENT = "aws:appconfig/deployment:Deployment";
const APPLICATION = "nc-ingest-worker-dev-flags";

/** Deployments of flags. */
export function flagReleases(cloud: Cloud) {
  return {
    /** What AppConfig says of them, and how many versions and deployments there are. */
    owned() {
      const own = findOne(cloud, ENVIRONMENT, ({ inputs }) => inputs.name === APPLICATION);
      const versions = cloud.list(VERSION).length;
      return { state: own.state.state, versions, deployments: cloud.list(DEPLOYMENT).length };
    },
    /** Begins to deploy the flag: to all, to a share of them in percent, or to none. */
    deploy(enabled: boolean | number) {
      const flags = { "new-parser": { description: "New.", enabled } };
      return deployFlags(cloud, APPLICATION, flagDocument(flags, "dev"));
    },
  };
}
