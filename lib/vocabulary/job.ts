/** `dead`: gave up after the last try; a person sees it and can retry. */
export const jobStates = ["ready", "running", "done", "dead"] as const;
export type JobState = (typeof jobStates)[number];
