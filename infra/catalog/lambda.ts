import { z } from "zod";
import { size } from "./values";

/** The fields of every workload that runs as a Lambda function. */
export const lambda = {
  runtime: z.enum(["nodejs22.x", "nodejs24.x", "python3.12", "python3.13"]).default("nodejs22.x"),
  handler: z
    .string()
    .regex(/^[\w./-]+$/, 'a handler such as "index.handler"')
    .default("index.handler"),
  memory: size()
    .refine((mebibytes) => mebibytes >= 128 && mebibytes <= 10_240, "from 128 MB to 10 GB")
    .prefault("256 MB"),
  architecture: z.enum(["x86_64", "arm64"]).default("arm64"),
} as const;
