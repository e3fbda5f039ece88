import type { Cloud } from "../record";
import { findOne } from "./find-one";

const PARAMETER = "aws:ssm/parameter:Parameter";

/** Records a new value of a parameter, such as the one that opens or closes the intake of a worker. */
export function putParameter(cloud: Cloud, name: string, value: string): void {
  const parameter = findOne(cloud, PARAMETER, ({ inputs }) => inputs.name === name);
  cloud.patch(parameter, (state) => ({ ...state, value, version: Number(state.version) + 1 }));
}
