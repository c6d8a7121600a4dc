/** For answers given before the application could render one. Both texts are ours, never the visitor's. */
export function plainPage(title: string, sentence: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · OneVisit</title><h1>${title}</h1><p>${sentence}</p><p><a href="/">OneVisit home</a></p></html>`;
}
