/** Apart from the fields, so that a page can show the hint without carrying the parser to the browser. */
export const PASSWORD_LENGTH = 10;

export const PASSWORD_HINT = `At least ${PASSWORD_LENGTH} characters. Three or four words are easy to remember.`;
