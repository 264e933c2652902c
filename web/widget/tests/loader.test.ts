import { expect, test, vi } from "vitest";

type Api = ((...call: unknown[]) => void) & { on: (event: string, listener: (detail: unknown) => void) => () => void };

const trato = async (): Promise<Api> => {
  vi.resetModules();
  document.body.innerHTML = "";
  await import("../src/loader/loader");
  return (window as unknown as { trato: Api }).trato;
};
const host = (): HTMLElement | null => document.querySelector("trato-widget");

test("a button, with a name in the page's language, and nothing asked of any server", async () => {
  document.documentElement.lang = "pt-BR";
  const asked = vi.spyOn(globalThis, "fetch");
  const api = await trato();
  api("boot", { key: "k" });
  expect(host()?.shadowRoot?.querySelector("button")?.getAttribute("aria-label")).toBe("Abrir o chat");
  expect(asked).not.toHaveBeenCalled();
});

test("what the page asked before the loader came is not lost", async () => {
  const queue: unknown[][] = [["boot", { key: "k", locale: "en" }], ["hide"]];
  (window as unknown as { trato: unknown }).trato = Object.assign(() => undefined, { q: queue });
  await trato();
  expect(host()?.shadowRoot?.querySelector("button")?.hidden).toBe(true);
});

test("a page without a key shows nothing", async () => {
  (await trato())("boot", {});
  expect(host()).toBeNull();
});

test("booting twice draws one button, and shutting down takes it away", async () => {
  const api = await trato();
  api("boot", { key: "k" });
  api("boot", { key: "k" });
  expect(document.querySelectorAll("trato-widget")).toHaveLength(1);
  api("shutdown");
  expect(host()).toBeNull();
});

test("who leaves before ever opening the chat leaves nothing in the browser", async () => {
  localStorage.setItem("trato:k:token", '"t"');
  localStorage.setItem("otra", "cosa");
  const api = await trato();
  api("boot", { key: "k" });
  api("logout");
  expect(Object.keys(localStorage)).toEqual(["otra"]);
});

test("the badge remembers what was not read", async () => {
  localStorage.setItem("trato:k:unread", "3");
  (await trato())("boot", { key: "k", locale: "es" });
  expect(host()?.shadowRoot?.querySelector("button")?.getAttribute("aria-label")).toBe("Abrir el chat, 3 sin leer");
});

test("colours, side and language come with the loader, and the page's own word on language wins", async () => {
  document.documentElement.lang = "es";
  localStorage.clear();
  const told = { light: ["#7a2f5b", "#ffffff"], dark: ["#d99ac0", "#08201a"], left: true, locale: "pt" };
  (window as unknown as { tratoLook?: object }).tratoLook = told;
  (await trato())("boot", { key: "k" });
  const style = host()?.shadowRoot?.querySelector("style")?.textContent ?? "";
  expect(style).toContain(":host{--trato-accent:#7a2f5b;--trato-accent-text:#ffffff}");
  expect(style).toContain(":host([data-theme=dark]){--trato-accent:#d99ac0");
  expect(host()?.hasAttribute("data-left")).toBe(true);
  const name = (): string | null | undefined => host()?.shadowRoot?.querySelector("button")?.getAttribute("aria-label");
  expect(name()).toBe("Abrir o chat");
  (await trato())("boot", { key: "k", locale: "en" });
  expect(name()).toBe("Open the chat");
  delete (window as unknown as { tratoLook?: object }).tratoLook;
});

test("an e-mailed link opens the chat and does not stay in the address", async () => {
  location.hash = "#trato-resume=abc";
  const api = await trato();
  const heard: unknown[] = [];
  api.on("error", (detail) => heard.push(detail));
  api("boot", { key: "k", server: "http://127.0.0.1:1" });
  expect(location.hash).toBe("");
  await vi.waitFor(() => expect(heard).toEqual([{ code: "not_loaded" }])); // it went for the app at once
});

test("a listener that fails is the page's business and does not stop the others", async () => {
  const reported: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
  const api = await trato();
  const heard: unknown[] = [];
  const mistake = new Error("mine");
  api.on("error", () => {
    throw mistake;
  });
  api.on("error", (detail) => heard.push(detail));
  api("boot", { key: "k", server: "http://127.0.0.1:1" });
  api("open");
  await vi.waitFor(() => expect(heard).toEqual([{ code: "not_loaded" }]));
  expect(reported).toEqual([mistake]);
});
