import { flagKeys } from "../../decisions/flags/changes";
import { documentInForce } from "../../flags/deployed";
import type { DeployedFlags } from "../../ports/deployed-flags";
import type { AwsClients } from "./clients";
import { appConfigFlags, flagsIn } from "./flags";

/** The flags that AppConfig gives to callers. */
export function appConfigDeployedFlags(clients: AwsClients): DeployedFlags {
  return {
    async keysOf(contract) {
      if (flagsIn(contract) === undefined) return undefined;
      const document = await documentInForce(appConfigFlags(clients, contract));
      return document === undefined ? [] : flagKeys(document);
    },
  };
}
