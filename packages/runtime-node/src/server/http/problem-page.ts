import type { ProblemInput } from '@latentgraph/graph-core';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; min-height: 100vh; margin: 0; place-content: center; }
  main { max-width: 34rem; padding: 2rem; }
  h1 { font-size: 1rem; font-weight: 600; opacity: 0.7; }
  h2 { margin: 0; font-size: 1.25rem; font-weight: 600; }
  p { margin: 0.5rem 0 1.5rem; }
`;

/** What went wrong, as a page for a person who opened an address of the server. */
export function problemPage(problems: readonly ProblemInput[]): string {
  const parts = problems.map(
    ({ message, remedy }) => `<h2>${escaped(message)}</h2><p>${escaped(remedy)}</p>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Latentgraph</title>
<style>${STYLE}</style>
<main><h1>Latentgraph</h1>${parts.join('')}</main>
</html>
`;
}

/** Messages name what was asked for, and that may be anything. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
