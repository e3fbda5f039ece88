import type { ResourceTypes } from "../resource-type";
import { required, type Validation } from "../validators";
import { isGiven } from "../values";

/** CloudTrail. Source of each limit: CreateTrail. */
export const CLOUDTRAIL: ResourceTypes = {
  "aws:cloudtrail/trail:Trail": {
    outputs: ({ arn, region, text }) => {
      const trail = arn("cloudtrail", `trail/${text("name")}`);
      return { id: trail, name: text("name"), arn: trail, homeRegion: region };
    },
    validate: [required("s3BucketName"), checkLogGroup],
    immutable: ["name"],
  },
};

/** A log group and the role that writes to it go together, and the ARN ends with the streams. */
function checkLogGroup({ inputs, refuse }: Validation): void {
  const { cloudWatchLogsGroupArn: group, cloudWatchLogsRoleArn: role } = inputs;
  if (isGiven(group) !== isGiven(role)) {
    refuse("cloudWatchLogsRoleArn", role, "a role where there is a log group, and none elsewhere");
  }
  if (typeof group === "string" && !group.endsWith(":*")) {
    refuse("cloudWatchLogsGroupArn", group, 'an ARN that ends with ":*"');
  }
}
