/** The browser's memory for one widget; where the browser refuses one, the page's own memory does. */

export interface Memory {
  get: <T>(name: string) => T | undefined;
  set: (name: string, value: unknown) => void;
  drop: (name: string) => void;
  names: (prefix: string) => string[];
}

export function memory(key: string, store: () => Storage): Memory {
  const prefix = `trato:${key}:`;
  const spare = new Map<string, string>();
  const use = <T>(deed: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return deed(store());
    } catch {
      return otherwise();
    }
  };
  return {
    get: <T>(name: string): T | undefined => {
      const text = spare.get(name) ?? use((one) => one.getItem(prefix + name), () => null);
      try {
        return text == null ? undefined : (JSON.parse(text) as T);
      } catch {
        return undefined;
      }
    },
    set: (name, value) => {
      const text = JSON.stringify(value);
      spare.set(name, text); // newer than what a full storage still holds
      use<unknown>(
        (one) => (one.setItem(prefix + name, text), spare.delete(name)),
        () => 0,
      );
    },
    drop: (name) => {
      spare.delete(name);
      use((one) => one.removeItem(prefix + name), () => undefined);
    },
    names: (start) => {
      const kept = use((one) => Object.keys(one), () => []);
      const known = kept.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
      return [...new Set([...known, ...spare.keys()])].filter((one) => one.startsWith(start)).sort();
    },
  };
}
