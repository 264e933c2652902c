import { afterEach, expect, test } from "vitest";
import type { Look, WidgetSettings } from "~/client/contract/chats";
import { SNIPPET_KINDS, snippet } from "~/rooms/channels/chatSnippets";
import { previewOf } from "~/rooms/channels/previewOf";

const SERVER = "https://care.example";
type Page = Window & { trato?: { q?: IArguments[] } & ((...call: unknown[]) => void) };
const page = window as unknown as Page;

afterEach(() => {
  delete page.trato;
  document.head.innerHTML = "";
});

test("every snippet names the chat by its key, escaped", () => {
  for (const kind of SNIPPET_KINDS) {
    expect(snippet(kind, SERVER, "pirca & hijos")).toContain(`${SERVER}/widget.js?key=pirca%20%26%20hijos`);
  }
});

test("the tag loads the chat once however often it fires, and keeps what was asked meanwhile", () => {
  const code = snippet("gtm", SERVER, "pirca").replace(/<\/?script>/g, "");
  for (let fired = 0; fired < 2; fired++) new Function(code)();
  page.trato?.("open");
  expect(document.querySelectorAll("#trato")).toHaveLength(1);
  expect(Array.from(page.trato?.q?.[0] ?? [])).toEqual(["open"]);
});

test("who never signed in is not signed out by the page", () => {
  const code = snippet("react", SERVER, "pirca");
  expect(code).toContain("else if (before.current)");
});

test("the preview is told of a draft what the server tells the widget of what is kept", () => {
  const chosen = { brand: "Pirca", greetings: { es: "Hola" }, links: [{ title: "", url: "" }], position: "left", wait: false, attachments: false, resume: true, privacy_url: "" };
  const look: Look = { light: { accent: "#7a2f5b", text: "#ffffff" }, dark: { accent: "#d99ac0", text: "#08201a" }, contrast: [8, 2] };
  const told = previewOf(chosen as unknown as WidgetSettings, look, { theme: "dark", screen: "home", locale: "es" });
  expect(told).toMatchObject({ look: { light: ["#7a2f5b", "#ffffff"], left: true }, wait: false, settings: { files: false, links: [], post: true } });
});
