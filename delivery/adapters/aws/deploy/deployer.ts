import type { Deployer } from "../../../ports/deployer";
import { functionByCodeDeploy } from "./function";
import { job } from "./job";
import { serviceByCodeDeploy } from "./service-codedeploy";
import { serviceByEcs } from "./service-native";
import type { Target } from "./target";
import { terraformStackDeployer } from "./terraform";
import { worker } from "./worker";

/**
 * The deployer of a workload, by what its contract says of it.
 *
 * @throws {InvalidInput} for a Terraform stack without a clone of its repository
 */
export function deployerOf(target: Target): Deployer {
  const { contract } = target;
  switch (contract.kind) {
    case "function":
      return functionByCodeDeploy({ ...target, contract });
    case "worker":
      return worker({ ...target, contract });
    case "job":
      return job({ ...target, contract });
    case "service":
      return contract.rollout === "codedeploy"
        ? serviceByCodeDeploy({ ...target, contract })
        : serviceByEcs({ ...target, contract });
    case "terraform":
      return terraformStackDeployer({ ...target, contract });
  }
}
