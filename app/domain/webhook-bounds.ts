/** Two pages of the inbox: more in one press is no longer somebody looking at what they do. */
export const REPLAY_EVENTS_MAX = 100;
