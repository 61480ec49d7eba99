/** What every environment has and ECMAScript's own library lacks. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  /** @throws TypeError for bytes that are no UTF-8, when `fatal` */
  decode(bytes: Uint8Array): string;
}
