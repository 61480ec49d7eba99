/** What every environment has and ECMAScript's own library lacks. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
