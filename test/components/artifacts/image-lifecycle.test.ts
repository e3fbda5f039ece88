import { expect } from "chai";
import fc from "fast-check";
import { imageLifecycle } from "../../../components/artifacts/image-lifecycle";

describe("imageLifecycle", () => {
  it("[§15] keeps the last releases first, then the last builds of commits", () => {
    expect(JSON.parse(imageLifecycle({ releases: 20, commits: 50 }))).to.deep.equal({
      rules: [
        {
          rulePriority: 1,
          description: "Keep the last 20 releases",
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["v*"],
            countType: "imageCountMoreThan",
            countNumber: 20,
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "Keep the last 50 builds of commits",
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["sha-*"],
            countType: "imageCountMoreThan",
            countNumber: 50,
          },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("never takes an image for its age, or for having no tag", () => {
    const count = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(count, count, (releases, commits) => {
        const { rules } = JSON.parse(imageLifecycle({ releases, commits }));
        for (const { selection } of rules) {
          expect(selection.tagStatus).to.equal("tagged");
          expect(selection.countType).to.equal("imageCountMoreThan");
        }
      }),
    );
  });
});
