import { AGENT_PORT } from "../../../infra/catalog/flags";
import type { Context } from "../../../infra/context";
import type { Extension } from "../function/environment";
import { flagAddress } from "./address";

/**
 * AWS's AppConfig agent as a layer of a function, for the same reason as beside a container. Its
 * version is a setting, as a layer is not found by name.
 */
export function flagExtension(context: Context, architecture: "x86_64" | "arm64"): Extension {
  const { prefetch, variables } = flagAddress(context);
  return {
    layerArn: context.settings.appConfigAgent.layers[architecture],
    // Source: AWS AppConfig user guide, "Configuring the AWS AppConfig Agent Lambda extension".
    variables: {
      ...variables,
      AWS_APPCONFIG_EXTENSION_HTTP_PORT: `${AGENT_PORT}`,
      AWS_APPCONFIG_EXTENSION_PREFETCH_LIST: prefetch,
    },
  };
}
