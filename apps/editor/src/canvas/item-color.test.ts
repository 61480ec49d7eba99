import { expect, it } from 'vitest';
import { itemColor, itemColors } from './item-color.ts';

it('shows the colours there are and hex colours, and nothing else', () => {
  expect(itemColor(itemColors[0]!.name)).toBe(itemColors[0]!.shown);
  expect(itemColor('#12aBcD')).toBe('#12aBcD');
  expect(itemColor(undefined)).toBe(undefined);
  expect(itemColor('url(//evil.example/x)')).toBe(undefined);
  expect(itemColor('#12aBcD;x')).toBe(undefined);
});
