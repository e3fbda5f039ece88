import { PolicyPack } from "@pulumi/policy";
import { POLICIES } from "./pack";

new PolicyPack("nc-platform", { policies: POLICIES });
