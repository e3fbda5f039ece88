import { parseReleaseContract } from "../../../infra/release/contract";
import type { Cloud } from "../record";
import { findOne } from "./find-one";

const PARAMETER = "aws:ssm/parameter:Parameter";

/** The release contract of `service` in `environment`, as its parameter has it. */
export function contractOf(cloud: Cloud, environment: string, service: string) {
  const name = `/nc/${environment}/${service}/config/release-contract`;
  const { state } = findOne(cloud, PARAMETER, ({ inputs }) => inputs.name === name);
  return parseReleaseContract(String(state.insecureValue));
}

/**
 * Records what a release of a workload does at last, when it has succeeded: it writes down that its shape, and no
 * other, runs.
 */
export function recordRelease(cloud: Cloud, environment: string, service: string): void {
  const { id, parameter } = contractOf(cloud, environment, service).shape;
  const released = findOne(cloud, PARAMETER, ({ inputs }) => inputs.name === parameter);
  cloud.patch(released, (state) => ({
    ...state,
    insecureValue: JSON.stringify([id]),
    version: Number(state.version) + 1,
  }));
}
