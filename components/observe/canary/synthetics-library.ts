/** Library of each kind of runtime, and the first version that has it by this name. */
const LIBRARIES = {
  puppeteer: { name: "@aws/synthetics-puppeteer", since: [13, 1] },
  plain: { name: "@aws/synthetics-core", since: [3, 1] },
} as const;

/**
 * Name of the library that is in a runtime such as `syn-nodejs-puppeteer-17.0`; nothing for one so
 * old that it has another. Source: CloudWatch Synthetics guide, "Synthetics runtime versions".
 */
export function syntheticsLibrary(runtime: string): string | undefined {
  const [, browser, major, minor] = /^syn-nodejs-(puppeteer-)?(\d+)\.(\d+)$/.exec(runtime) ?? [];
  const { name, since } = browser ? LIBRARIES.puppeteer : LIBRARIES.plain;
  const [leastMajor, leastMinor] = since;
  const recent =
    Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
  return recent ? name : undefined;
}
