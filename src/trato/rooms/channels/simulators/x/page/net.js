// A timeline and a chat. State comes whole from the simulator; this file only shows it and sends what was done.
import { WORDS } from "./words.js";

const LONGEST = 280; // roughly: the simulator lets people write more, the brand may not
const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
let language = asked.get("lang") ?? localStorage.getItem("net.language") ?? "es";
if (!WORDS[language]) language = "es";
let person = localStorage.getItem("net.person") ?? "";
let about = { above: "", quotes: "" };
let state = { people: [], business: null, posts: [], chat: [] };
const say = (key) => WORDS[language][key];

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter(Boolean));
  return node;
}
async function post(name, body) {
  const answer = await fetch(`api/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await refresh();
  return answer.json();
}
async function refresh() {
  try {
    state = await (await fetch(`api/state?${new URLSearchParams({ person })}`)).json();
    $("offline").hidden = true;
  } catch {
    $("offline").hidden = false;
    $("offline").textContent = say("offline");
    return;
  }
  if (!state.people.some((one) => one.id === person) && state.people.length) {
    person = state.people[0].id;
    return refresh();
  }
  show();
  if (state.chat.some((one) => !one.mine && !one.seen) && document.visibilityState === "visible") await post("see", { person, business: state.business.id });
}
function show() {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  $("language").value = language;
  const options = [...state.people.map((one) => [one.id, `${one.name} · @${one.username}`]), ["new", say("someone")]];
  if (JSON.stringify([...$("person").options].map((one) => [one.value, one.text])) !== JSON.stringify(options))
    $("person").replaceChildren(...options.map(([value, textContent]) => el("option", { value, textContent })));
  $("person").value = person;
  $("text").placeholder = state.business ? `@${state.business.username} …` : "";
  const posts = state.posts.filter((one) => !one.above).reverse();
  $("posts").replaceChildren(...(posts.length ? posts.map(thread) : [el("article", {}, el("p", { textContent: say("none") }))]));
  showBelow();
  const chat = state.chat.map(bubble);
  $("chat").replaceChildren(...(chat.length ? chat : [el("p", { textContent: say("empty") })]));
  $("chat").scrollTop = $("chat").scrollHeight;
}
function thread(one) {
  const below = state.posts.filter((other) => other.above === one.id);
  return el("article", {}, ...said(one), ...below.map(thread));
}
function said(one) {
  const at = new Date(one.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const by = el("div", { className: "by" }, el("b", { textContent: one.name }), `@${one.username}${one.ours ? ` · ${say("brand")}` : ""} · ${at}`);
  if (one.hidden && one.author !== person) return [by, el("p", { className: "said", textContent: say("hidden") })];
  const target = one.quotes && (state.posts.find((other) => other.id === one.quotes) ?? { name: "", text: say("gone") });
  const deeds = el("div", {},
    el("button", { type: "button", textContent: say("reply"), onclick: () => start({ above: one.id, quotes: "" }) }),
    el("button", { type: "button", textContent: say("quote"), onclick: () => start({ above: "", quotes: one.id }) }),
    one.author === person && el("button", { type: "button", textContent: say("remove"), onclick: () => post("remove", { person, target: one.id }) }));
  return [by, el("p", { className: "said", textContent: one.text }),
    one.media.length && el("div", { className: "photos" }, ...one.media.map((key) => el("img", { src: `api/files/${key}`, alt: "" }))),
    target && el("div", { className: "quoted" }, el("b", { textContent: target.name }), ` ${target.text}`), deeds].filter(Boolean);
}
function bubble(one) {
  const at = new Date(one.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  return el("div", { className: one.mine ? "bubble mine" : "bubble" }, one.text, one.media && el("img", { src: `api/files/${one.media}`, alt: "" }),
    el("small", { textContent: [at, one.sealed && say("locked"), !one.mine && one.seen && say("seen")].filter(Boolean).join(" · ") }));
}
function start(what) { about = what; showBelow(); $("text").focus(); }
function showBelow() {
  const target = state.posts.find((one) => one.id === (about.above || about.quotes));
  if (!target) about = { above: "", quotes: "" };
  $("below").hidden = !target;
  if (target) $("below").firstElementChild.textContent = `${say(about.above ? "answering" : "quoting")} ${target.name}: ${target.text.slice(0, 60)}`;
}
function count() {
  const left = LONGEST - [...$("text").value].length;
  $("left").textContent = $("text").value ? String(left) : "";
  $("left").classList.toggle("over", left < 0);
}
$("below").querySelector("button").addEventListener("click", () => start({ above: "", quotes: "" }));
$("text").addEventListener("input", count);
$("compose").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  count();
  const told = { person, text, ...about };
  about = { above: "", quotes: "" };
  await post("say", told);
});
$("message").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("dm").value.trim();
  if (!text || !state.business) return;
  $("dm").value = "";
  await post("write", { person, business: state.business.id, text, sealed: $("sealed").checked });
});
let typed = 0;
$("dm").addEventListener("input", () => {
  if (Date.now() - typed < 3000 || !state.business || $("sealed").checked) return;
  typed = Date.now();
  fetch("api/type", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ person, business: state.business.id }) });
});
$("person").addEventListener("change", async (event) => {
  if (event.target.value === "new") {
    const name = prompt(say("name"))?.trim();
    if (!name) return show();
    person = (await post("people", { name })).id;
  } else person = event.target.value;
  localStorage.setItem("net.person", person);
  await refresh();
});
$("language").addEventListener("change", (event) => { language = event.target.value; localStorage.setItem("net.language", language); show(); });
await refresh();
new EventSource("api/events").onmessage = refresh;
