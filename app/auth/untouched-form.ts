import type { RefusedForm } from '#app/auth/form-answer.server.ts';

/** A form on its first showing: nothing typed, nothing refused. */
export const UNTOUCHED_FORM: RefusedForm = { values: {}, errors: {} };
