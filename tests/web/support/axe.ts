import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2 up to level AA, and what axe holds to be good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/**
 * What axe finds on a page that is serious or critical, each as one line: the rule, what it asks for, and where.
 *
 * @param within selects the part of the page that is looked at
 */
export async function seriousViolations(page: Page, within = ':root'): Promise<readonly string[]> {
  // Evaluated, as the policy of the page lets no script of others into it.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  const options = { runOnly: TAGS, resultTypes: ['violations'] };
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}\n${failureSummary}`),
    );
}

/** As `seriousViolations`, in the light and in the dark theme. */
export async function seriousViolationsInBothThemes(page: Page, within?: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await seriousViolations(page, within)).map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}
