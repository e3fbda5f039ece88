/** Where a workload is wrong, and what is wanted there. */
export interface Finding {
  path: string[];
  want: string;
}

/** What one field cannot know of another. It is asked only where all that it `needs` is right. */
export interface Rule<W> {
  needs: (keyof W)[];
  findings(workload: W): (Finding | undefined | false)[];
}
