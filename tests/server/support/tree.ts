import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './sha256.ts';

/**
 * Everything below a folder: path → what it is and holds.
 *
 * @param leftOut names right below it that are not looked at
 */
export function treeOf(folder: string, leftOut: readonly string[] = []): Record<string, string> {
  const tree: Record<string, string> = {};
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  for (const name of names) {
    if (leftOut.includes(name.split('/')[0] ?? '')) continue;
    const path = join(folder, name);
    const entry = lstatSync(path);
    if (entry.isDirectory()) tree[name] = 'folder';
    else if (entry.isSymbolicLink()) tree[name] = `link to ${readlinkSync(path)}`;
    else tree[name] = sha256(readFileSync(path));
  }
  return tree;
}
