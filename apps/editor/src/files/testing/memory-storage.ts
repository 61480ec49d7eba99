/** A Storage with some room: its entries are its own keys, as in a browser. */
export function createMemoryStorage(roomCharacters = Number.POSITIVE_INFINITY): Storage {
  const methods = {
    getItem: (name: string) =>
      Object.hasOwn(storage, name) ? (storage as Record<string, string>)[name] : null,
    setItem(name: string, value: string) {
      if (value.length > roomCharacters) throw new DOMException('full', 'QuotaExceededError');
      (storage as Record<string, string>)[name] = value;
    },
    removeItem: (name: string) => void delete (storage as Record<string, string>)[name],
  };
  const storage = Object.create(methods) as Record<string, string>;
  return storage as unknown as Storage;
}
