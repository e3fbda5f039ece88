import { regionsOf } from "../encryption/our-key";
import { resourceRule } from "../support/rule";
import { mayBe } from "../support/unknowns";

/**
 * Everything is in the primary region, or where DR is on in the DR region (CI/CL-002 §3).
 *
 * Why: data stays in the country that customers were promised, and alarms watch two regions only.
 *
 * Fix: leave out `region`; the provider has it.
 */
export const regionIsOurs = resourceRule({
  name: "region-is-ours",
  description: "Resources are in ca-central-1, or where DR is on in us-east-1.",
  applies: (type) => type.startsWith("aws:"),
  *check({ props: { region } }, settings) {
    const regions = regionsOf(settings);
    if (region === undefined || regions.some((each) => mayBe(region, each))) return;
    yield `region is ${region}: leave it out, or set it to ${regions.join(" or ")}`;
  },
});
