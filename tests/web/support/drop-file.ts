import type { Page } from 'playwright-core';

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Drops a file in the middle of the canvas, as the file manager of the system does. */
export async function dropFile(page: Page, { name, type, bytes }: DroppedFile): Promise<void> {
  const transfer = await page.evaluateHandle(`
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (character) => character.charCodeAt(0));
    data.items.add(new File([bytes], '${name}', { type: '${type}' }));
    data;
  `);
  const canvas = page.locator('.react-flow__pane').first();
  await canvas.dispatchEvent('dragover', { dataTransfer: transfer });
  await canvas.dispatchEvent('drop', { dataTransfer: transfer, clientX: 700, clientY: 450 });
}
