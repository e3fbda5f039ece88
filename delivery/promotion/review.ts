import { reviewOf } from "../decisions/change/post-incident-review";
import { indented } from "../decisions/incident/root-cause-issue";
import type { Journal } from "./journal";
import type { Promotion } from "./promotion";

/**
 * Opens the post-incident review of an emergency change, before anything of it is deployed (CI/CL-002 §16): whatever
 * becomes of the promotion, the review is there. It is opened once for a promotion.
 */
export async function openReview(promotion: Promotion, journal: Journal): Promise<void> {
  const { release, environment, tickets } = promotion;
  const { promotion: id } = journal.record;
  const review = reviewOf(release, environment, id);
  if (review === undefined) return;
  const ticket = await tickets.openReview({
    repository: release.repository,
    promotion: id,
    title: review.title,
    body: `${indented(review.lines.join("\n"))}\n`,
  });
  await journal.noteOfPromotion({ type: "review-opened", review: ticket });
  promotion.say(`  post-incident review ${ticket}`);
}
