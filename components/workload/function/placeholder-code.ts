import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { reproducibleZip } from "../../../infra/reproducible-zip";

const FOLDER = new URL("placeholder/", import.meta.url);

/** What Lambda loads, and how. */
export interface Code {
  /** Lambda's runtime, such as `nodejs22.x`. */
  readonly runtime: string;
  /** Such as `index.handler`. */
  readonly handler: string;
}

export interface PlaceholderCodeArgs extends Code {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Name of the artifact bucket. */
  bucketName: pulumi.Input<string>;
  /** ARN of the environment's KMS key `artifacts`. */
  artifactsKeyArn: pulumi.Input<string>;
}

/**
 * Uploads what a function runs until its first release: a function cannot be made without code, and
 * no release exists before its environment.
 */
export function placeholderCode(
  name: string,
  { context, bucketName, artifactsKeyArn, runtime, handler }: PlaceholderCodeArgs,
  opts: pulumi.CustomResourceOptions,
): aws.s3.BucketObjectv2 {
  return new aws.s3.BucketObjectv2(
    name,
    {
      bucket: bucketName,
      key: `${context.service}/zip/bootstrap.zip`,
      contentBase64: Buffer.from(placeholderZip({ runtime, handler })).toString("base64"),
      contentType: "application/zip",
      kmsKeyId: artifactsKeyArn,
      tags: context.tags("bootstrap"),
    },
    opts,
  );
}

/**
 * Code that answers that there is none yet, under the name that `handler` says. The same handler
 * gives the same bytes.
 */
export function placeholderZip({ runtime, handler }: Code): Uint8Array {
  const { path, text } = runtime.startsWith("python") ? python(handler) : node(handler);
  return reproducibleZip({ [path]: new TextEncoder().encode(text) });
}

/** Lambda's Node.js runtime ends the file's name at the first dot, and follows those after it. */
function node(handler: string) {
  const [, file, names] = /^((?:.*\/)?[^./]*)\.?(.*)$/.exec(handler) ?? [];
  const exported = `${names}`
    .split(".")
    .reduceRight((value, key) => `{ ${JSON.stringify(key)}: ${value} }`, "answer");
  return { path: `${file}.js`, text: `${source("answer.cjs")}\nmodule.exports = ${exported};\n` };
}

/** Lambda's Python runtime ends the module's name at the last dot; dots before it are folders. */
function python(handler: string) {
  const end = handler.lastIndexOf(".");
  const [module, name] = [handler.slice(0, end), handler.slice(end + 1)];
  const alias = name === "answer" ? "" : `\n\n${name} = answer\n`;
  return { path: `${module.replaceAll(".", "/")}.py`, text: `${source("answer.py")}${alias}` };
}

function source(file: string): string {
  return readFileSync(new URL(file, FOLDER), "utf8");
}
