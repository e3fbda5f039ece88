import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Statement } from "../statement";
import { readPermissions } from "./preview";

/**
 * The permissions of the role that looks for drift: those of the preview role, and what a refresh reads beyond them.
 * The provider reads a function by `lambda:GetFunction`, whose answer links to the code, and the code that
 * the program uploads as objects. Chat channels are read in the region of their API. CloudTrail's event history says who changed what.
 */
export function driftPermissions(context: Context): Statement[] {
  const { keys, artifactBucket } = platformArns(context);
  const code = [
    `${artifactBucket}/*/zip/bootstrap.zip`,
    `${artifactBucket}/platform/functions/*`,
    `${artifactBucket}/*/synthetic-check/*`,
  ];
  const artifacts = platformKeyAlias(context.environment, "artifacts");
  return [
    ...readPermissions(context, {
      reads: ["lambda:GetFunction"],
      objects: code,
      objectKeys: [artifacts],
    }),
    { Sid: "Functions", Effect: "Allow", Action: ["lambda:GetFunction"], Resource: "*" },
    allow("Code", "s3", ["GetObject", "GetObjectTagging"], code),
    allow("CodeKey", "kms", ["Decrypt"], keys, onlyKeys(context, [artifacts], ["s3"])),
    {
      Sid: "Chats",
      Effect: "Allow",
      Action: [
        "chatbot:DescribeSlackChannelConfigurations",
        "chatbot:ListMicrosoftTeamsChannelConfigurations",
        "chatbot:ListTagsForResource",
      ],
      Resource: "*",
    },
    { Sid: "WhoChanged", Effect: "Allow", Action: ["cloudtrail:LookupEvents"], Resource: "*" },
  ];
}
