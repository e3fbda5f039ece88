/**
 * Types that take tags and whose input `name` is no name of ours: a path, which is
 * `path-follows-convention`'s, a domain name of the DNS, or a name that AWS or another system gives.
 */
const TYPES: ReadonlySet<string> = new Set([
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:route53/zone:Zone",
  "aws:secretsmanager/secret:Secret",
  "aws:servicediscovery/httpNamespace:HttpNamespace",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
  "aws:servicediscovery/service:Service",
  "aws:ssm/parameter:Parameter",
]);

/** Whether the input `name` of `type` follows other rules than the convention's. */
export function isNamedOtherwise(type: string): boolean {
  return TYPES.has(type);
}
