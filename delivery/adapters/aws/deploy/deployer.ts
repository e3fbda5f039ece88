import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { Deployer } from "../../../ports/deployer";
import { functionByCodeDeploy } from "./function";
import { job } from "./job";
import { serviceByCodeDeploy } from "./service-codedeploy";
import { serviceByEcs } from "./service-native";
import type { Target } from "./target";
import { worker } from "./worker";

/**
 * The deployer of a workload, by what its contract says of it.
 *
 * @throws {InvalidInput} for what is not deployed by AWS's API from here
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
    case "terraform": {
      const want = "a service, a function, a worker or a job";
      throw new InvalidInput("the deployment", [formatProblem("kind", contract.kind, want)]);
    }
  }
}
