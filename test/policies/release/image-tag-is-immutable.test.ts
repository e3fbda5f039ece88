import { imageTagIsImmutable } from "../../../policies/release/image-tag-is-immutable";
import { judges, LATER } from "../../support/violations";

const REPOSITORY = "aws:ecr/repository:Repository";
const excluding = (...filters: string[]) => ({
  type: REPOSITORY,
  props: {
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters: filters.map((filter) => ({ filter })),
  },
});
const kind = (imageTagMutability?: string) => ({ type: REPOSITORY, props: { imageTagMutability } });

judges(imageTagIsImmutable, {
  "[§15] passes IMMUTABLE": kind("IMMUTABLE"),
  "passes what is unknown": kind(LATER),
  "passes an exclusion of caches": excluding("buildcache*", "sha256-*", "latest"),
  "passes an unknown exclusion": excluding(LATER),
  "refuses none": { ...kind(), says: [/not given/] },
  "refuses MUTABLE": { ...kind("MUTABLE"), says: [/is MUTABLE/] },
  "refuses MUTABLE with exclusions": {
    ...kind("MUTABLE_WITH_EXCLUSION"),
    says: [/is MUTABLE_WITH/],
  },
  "refuses an exclusion of releases": { ...excluding("v1*"), says: [/lets v\* be moved/] },
  "refuses one of commits": { ...excluding("*-abc"), says: [/lets sha-\* and v\* be moved/] },
  "refuses one of everything": { ...excluding("x", "*"), says: [/lets sha-\* and v\*/] },
  "refuses an exclusion of the shortest release": {
    ...excluding("v"),
    says: [/lets v\* be moved/],
  },
  "passes one of what only begins like a commit": excluding("sha"),
  "names both kinds": {
    ...kind("MUTABLE"),
    says: [/^imageTagMutability is MUTABLE: set it to IMMUTABLE or IMMUTABLE_WITH_EXCLUSION$/],
  },
  "refuses an exclusion that a release ends in": {
    ...excluding("v1.2.3"),
    says: [/lets v\* be moved/],
  },
  "refuses an exclusion of the bare commit": {
    ...excluding("sha-"),
    says: [/lets sha-\* be moved/],
  },
  "passes an empty exclusion": excluding(""),
});
