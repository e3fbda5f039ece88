import type { Context } from "../../../infra/context";
import { inWindow } from "./break-glass";

/** Longest session, in seconds: the shortest that IAM takes (CreateRole). */
export const SESSION_SECONDS = 3600;

/**
 * Who may assume the role: the window's people, from the settings' principals, in the window, with a
 * second factor, in the environment's region, under their own source identity. Without a window, nobody.
 *
 * A user's MFA is a key of the request; a session of an identity provider has none, so the provider's
 * tag and source identity, which the session cannot change, stand for it (IAM user guide, "Global
 * condition context keys").
 */
export function breakGlassTrust({ settings }: Pick<Context, "settings">): string {
  const { mfa, principals, window } = settings.breakGlass;
  const Action = ["sts:AssumeRole", "sts:SetSourceIdentity"];
  if (window === undefined) {
    const nobody = { Sid: "NoWindow", Effect: "Deny", Principal: { AWS: "*" }, Action };
    return JSON.stringify({ Version: "2012-10-17", Statement: [nobody] });
  }
  const isDevice = mfa === "device";
  const own = isDevice ? "aws:username" : "aws:SourceIdentity";
  const factor = isDevice ? {} : { [`aws:PrincipalTag/${mfa.tag}`]: mfa.value };
  const device = {
    Bool: { "aws:MultiFactorAuthPresent": "true" },
    NumericLessThan: { "aws:MultiFactorAuthAge": `${SESSION_SECONDS}` },
  };
  const Condition = {
    ...inWindow(window),
    StringEquals: {
      "aws:RequestedRegion": settings.region,
      [own]: window.who,
      "sts:SourceIdentity": `\${${own}}`,
      ...factor,
    },
    ...(isDevice ? device : {}),
  };
  const people = {
    Sid: "Window",
    Effect: "Allow",
    Principal: { AWS: principals },
    Action,
    Condition,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [people] });
}
