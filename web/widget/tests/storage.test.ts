import { expect, test } from "vitest";
import { memory } from "../src/app/storage";

/** A storage that is full from the moment somebody says so. */
function filling() {
  const kept = new Map<string, string>();
  const held = {
    full: false,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (held.full) throw new DOMException("full", "QuotaExceededError");
      kept.set(name, text);
    },
    removeItem: (name: string) => void kept.delete(name),
  };
  return held;
}

test("what is written once the browser's storage is full is what is read, not what it held before", () => {
  const storage = filling();
  const one = memory("pirca", () => storage as unknown as Storage);
  one.set("draft", "Hola");
  storage.full = true;
  one.set("draft", "Hola, mi pedido no llega");
  expect(one.get("draft")).toBe("Hola, mi pedido no llega");
  storage.full = false;
  one.set("draft", "Ya llegó");
  expect(one.get("draft")).toBe("Ya llegó");
  one.drop("draft");
  expect(one.get("draft")).toBeUndefined();
});

test("a browser that refuses any storage is given the page's own memory", () => {
  const one = memory("pirca", () => {
    throw new DOMException("no", "SecurityError");
  });
  one.set("out:1", { id: "1" });
  expect(one.names("out:")).toEqual(["out:1"]);
  expect(one.get("out:1")).toEqual({ id: "1" });
});
