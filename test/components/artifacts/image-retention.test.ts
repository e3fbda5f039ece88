import { expect } from "chai";
import {
  mirroredImageLifecycle,
  workloadImageLifecycle,
} from "../../../components/artifacts/image-retention";

const rule = (rulePriority: number, description: string, tags: string, countNumber: number) => ({
  rulePriority,
  description,
  selection: {
    tagStatus: "tagged",
    tagPatternList: [tags],
    countType: "imageCountMoreThan",
    countNumber,
  },
  action: { type: "expire" },
});

describe("the retention of images", () => {
  it("[§15] keeps the last releases first, then the last builds of commits", () => {
    expect(JSON.parse(workloadImageLifecycle())).to.deep.equal({
      rules: [
        rule(1, "Keep the last 20 releases", "v*", 20),
        rule(2, "Keep the last 50 builds of commits", "sha-*", 50),
      ],
    });
  });

  it("keeps the last versions of a mirrored image", () => {
    expect(JSON.parse(mirroredImageLifecycle())).to.deep.equal({
      rules: [rule(1, "Keep the last 10 versions", "*", 10)],
    });
  });
});
