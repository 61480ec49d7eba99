import type { Page } from 'playwright-core';

export interface Watch {
  /** What strings have done to the page so far that strings must not do, each as one line. */
  found(): Promise<readonly string[]>;
}

/** Watches a page from before it is opened. */
export function watch(page: Page, origin: string): Watch {
  const heard: string[] = [];
  page.on('dialog', async (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', ({ message }) => heard.push(`error: ${message}`));
  page.on('console', (said) => {
    if (said.type() === 'error') heard.push(`console: ${said.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data):/.test(url)) heard.push(`request: ${url}`);
  });
  return {
    found: async () => [...heard, ...(await page.evaluate<readonly string[]>(LOOK))],
  };
}

/** Runs in the page. */
const LOOK = `(() => {
  const found = [];
  // Half of it stands out of a node.
  const PORT = 12;
  const nameOf = ({ tagName, className, textContent }) => [tagName, className, textContent.slice(0, 40)].join(' ');
  if ('pwned' in globalThis) found.push('code has run');
  const elements = [...document.querySelectorAll('*')];
  for (const element of elements) {
    const { tagName, attributes } = element;
    const handler = [...attributes].find(({ name }) => name.startsWith('on'));
    if (handler) found.push('element with a handler: <' + tagName + ' ' + handler.name + '>');
    if (/^(iframe|object|embed|base)$/i.test(tagName)) found.push('element: ' + tagName);
    const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
    if (/^\\s*javascript:/i.test(address)) found.push('address: ' + address);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const element of elements) {
    if (element.matches('input, textarea, .react-flow, .react-flow *')) continue;
    const { overflowX, textOverflow } = getComputedStyle(element);
    const clips = overflowX !== 'visible' && textOverflow !== 'ellipsis';
    // What is only for screen readers is a point on the screen.
    const isSeen = element.clientWidth > 1;
    if (clips && isSeen && element.scrollWidth > element.clientWidth + 1) found.push('cut off: ' + nameOf(element));
  }
  for (const node of document.querySelectorAll('.react-flow__node')) {
    if (node.scrollWidth > node.clientWidth + PORT) found.push('sticks out of its node: ' + nameOf(node));
  }
  return found;
})()`;
