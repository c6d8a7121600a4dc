/** Two pages of the list: more in one press is no longer somebody looking at what they do. */
export const TRY_JOBS_MAX = 100;
export const JOB_REASON_MAX = 300;
