/** @type {Record<number, number>} Least minor version of each even major version that is taken. */
const LEAST_MINOR = { 20: 19, 22: 12 };

/**
 * What is wrong with this version of Node; `undefined` if nothing is.
 *
 * @param {string} version such as `20.19.0`
 */
export function versionProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const least = LEAST_MINOR[major];
  if (major >= 24 || (least !== undefined && minor >= least)) return undefined;
  return `node is ${version}: expected 20.19 or a later 20, 22.12 or a later 22, or 24 and later`;
}
