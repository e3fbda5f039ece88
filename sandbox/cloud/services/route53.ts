import { inNoRegion } from "../resource-type";

/** Route 53. */
export const ROUTE53 = inNoRegion({
  "aws:route53/zone:Zone": {
    outputs: ({ hex, text }) => {
      const zoneId = `Z${hex(20).toUpperCase()}`;
      const nameServers = [1, 2, 3, 4].map((each) => `ns-${each}.awsdns-${each}0.com`);
      const [primaryNameServer] = nameServers;
      const arn = `arn:aws:route53:::hostedzone/${zoneId}`;
      return { id: zoneId, zoneId, arn, name: text("name"), nameServers, primaryNameServer };
    },
  },
  "aws:route53/record:Record": {
    outputs: ({ text }) => ({
      id: `${text("zoneId")}_${text("name")}_${text("type")}`,
      fqdn: text("name"),
    }),
  },
});
