import type { Cloud, Properties } from "../record";
import { findOne } from "./find-one";

const PARAMETER = "aws:ssm/parameter:Parameter";

/**
 * Records a new value of a parameter, such as the one that opens or closes the intake of a worker.
 *
 * @param changes - what else the write names, by property
 * @returns what the parameter is then
 */
export function putParameter(
  cloud: Cloud,
  name: string,
  value: string,
  changes: Properties = {},
): Properties {
  const parameter = findOne(cloud, PARAMETER, ({ key }) => key === name);
  const change = ({ insecureValue, ...state }: Properties): Properties => {
    const changed = { ...state, ...changes, version: Number(state.version) + 1 };
    return Object.assign(
      changed,
      insecureValue === undefined ? { value } : { insecureValue: value },
    );
  };
  return cloud.patch(parameter, change).state;
}
