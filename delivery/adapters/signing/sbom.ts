import { z } from "zod";
import { parse } from "../../../infra/problems";

/** The fields of SPDX 2.3 that an SBOM cannot do without (spdx.github.io/spdx-spec/v2.3, clauses 6 and 7). */
const document = z.object({
  spdxVersion: z.literal("SPDX-2.3"),
  SPDXID: z.literal("SPDXRef-DOCUMENT"),
  packages: z
    .array(z.object({ SPDXID: z.string().min(1), name: z.string().min(1) }))
    .min(1, "one package or more"),
});

/**
 * Refuses what is no SPDX document with packages in it.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function checkSbom(value: unknown): void {
  parse(document, value, "the SBOM");
}
