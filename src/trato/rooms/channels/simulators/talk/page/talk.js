// The page shows what the simulator tells, whole, and sends what was done.
import { WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const root = location.pathname.replace(/\/$/, "");
const asked = new URLSearchParams(location.search);
const wished = asked.get("lang") ?? localStorage.getItem("talk.language") ?? "es";
let language = WORDS[wished] ? wished : "es";
let state = { title: "", can: [], people: [], businesses: [], lines: [], front: { greeting: "", entries: [] }, stopped: false };
let whom = { person: asked.get("person") ?? "", business: asked.get("business") ?? "" };
let reply = "", edit = "";
const say = (key) => WORDS[language][key] ?? key;
const can = (deed) => state.can.includes(deed);

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child));
  return node;
}

async function post(name, body) {
  const answer = await fetch(`${root}/api/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

async function refresh() {
  try {
    const answer = await fetch(`${root}/api/state?${new URLSearchParams({ ...whom, lang: language })}`);
    if (!answer.ok) throw new Error(String(answer.status));
    state = await answer.json();
    $("offline").hidden = true;
  } catch {
    $("offline").hidden = false;
    return;
  }
  const before = `${whom.person} ${whom.business}`;
  if (whom.person !== "new" && !state.people.some((one) => one.id === whom.person)) whom.person = state.people[0]?.id ?? "new";
  if (!state.businesses.some((one) => one.id === whom.business)) whom.business = state.businesses[0]?.id ?? "";
  if (`${whom.person} ${whom.business}` !== before) return refresh();
  show();
}

function options(select, parties, chosen, more = []) {
  const wanted = [...parties.map((one) => [one.id, one.note ? `${one.name} · ${one.note}` : one.name]), ...more];
  const shown = [...select.options].map((one) => [one.value, one.text]);
  if (JSON.stringify(shown) !== JSON.stringify(wanted)) select.replaceChildren(...wanted.map(([value, text]) => el("option", { value, textContent: text })));
  select.value = chosen;
}

function show() {
  document.documentElement.lang = language;
  document.title = $("title").textContent = state.title;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-can]")) node.hidden = !can(node.dataset.can);
  $("language").value = language;
  $("name").placeholder = say("name");
  $("name").setAttribute("aria-label", say("name"));
  $("draft").placeholder = say("write");
  $("draft").setAttribute("aria-label", say("write"));
  options($("person"), state.people, whom.person, [["new", say("somebody")]]);
  options($("business"), state.businesses, whom.business);
  $("newcomer").hidden = whom.person !== "new";
  $("compose").hidden = whom.person === "new";
  $("stop").textContent = say(state.stopped ? "resume" : "stop");
  $("stopped").hidden = !state.stopped;
  const over = state.lines.find((one) => one.id === (reply || edit));
  $("over").hidden = !over;
  $("over").firstElementChild.textContent = over ? `${say(edit ? "edit" : "reply")}: ${over.text || over.kind}` : "";
  const list = $("lines");
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren(...(state.lines.length ? state.lines.map(bubble) : [el("p", { textContent: state.front.greeting || say("nothing") })]));
  $("entries").hidden = state.front.entries.length === 0 || whom.person === "new";
  $("entries").replaceChildren(...state.front.entries.map(([text, said]) => el("button", { type: "button", textContent: text, onclick: () => post("say", { ...whom, text: said }) })));
  if (low) list.scrollTop = list.scrollHeight;
}

function bubble(line) {
  const quoted = state.lines.find((one) => one.id === line.reply_to);
  const at = new Date(line.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const notes = [line.edited ? say("edited") : "", line.tick && line.tick !== "sent" ? say(line.tick) : "", line.own, line.theirs, at];
  return el("div", { className: `bubble ${line.mine ? "mine" : ""}` },
    quoted && el("div", { className: "quote", textContent: quoted.text || quoted.kind }),
    file(line),
    line.text && el("span", { textContent: line.kind === "location" ? `${say("map")}: ${line.text}` : line.text }),
    choices(line, line),
    line.cards.length > 0 && el("div", { className: "cards", tabIndex: 0, role: "group", ariaLabel: say("cards") }, ...line.cards.map((card) => el("div", { className: "card" },
      card.picture && el("img", { src: card.picture, alt: card.title }), el("b", { textContent: card.title }), card.subtitle && el("span", { textContent: card.subtitle }), choices(line, card)))),
    el("div", { className: "deeds" },
      can("reply") && el("button", { type: "button", textContent: say("reply"), onclick: () => { reply = line.id; edit = ""; show(); $("draft").focus(); } }),
      can("edit") && line.mine && line.kind === "text" && el("button", { type: "button", textContent: say("edit"), onclick: () => { edit = line.id; reply = ""; $("draft").value = line.text; show(); $("draft").focus(); } }),
      can("feel") && !line.mine && el("button", { type: "button", textContent: say("like"), "aria-pressed": String(Boolean(line.own)), onclick: () => post("feel", { ...whom, target: line.id, emoji: line.own ? "" : "👍" }) }),
      el("small", { textContent: notes.filter(Boolean).join(" · ") })));
}

function choices(line, { buttons, links }) {
  if (buttons.length + links.length === 0) return null;
  return el("div", { className: "choices" },
    ...buttons.map(([text, payload]) => el("button", { type: "button", textContent: text, "aria-pressed": String(line.pressed === payload), onclick: () => post("press", { ...whom, target: line.id, payload }) })),
    ...links.map(([text, href]) => el("a", { href, target: "_blank", rel: "noopener", textContent: text })));
}

function file(line) {
  const src = line.link || (line.media && `${root}/api/files/${encodeURIComponent(line.media)}`);
  if (!src) return null;
  if (line.kind === "image" || (line.kind === "sticker" && !line.mime.startsWith("video/"))) return el("img", { src, alt: line.name || line.kind });
  if (line.kind === "video" || line.kind === "sticker") return el("video", { src, controls: true });
  if (line.kind === "audio" || line.kind === "voice") return el("audio", { src, controls: true });
  return el("a", { href: src, download: line.name, textContent: line.name || say("open") });
}

async function send(event) {
  event.preventDefault();
  const text = $("draft").value.trim();
  if (!text) return;
  const [target, deed] = edit ? [edit, "edit"] : [reply, "say"];
  $("draft").value = "";
  reply = edit = "";
  await post(deed, { ...whom, text, target });
  await refresh();
}

$("compose").addEventListener("submit", send);
$("draft").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
});
$("cancel").addEventListener("click", () => { reply = edit = ""; show(); });
$("person").addEventListener("change", (event) => { whom.person = event.target.value; reply = edit = ""; refresh(); });
$("business").addEventListener("change", (event) => { whom.business = event.target.value; reply = edit = ""; refresh(); });
$("language").addEventListener("change", (event) => { language = event.target.value; localStorage.setItem("talk.language", language); show(); refresh(); });
$("newcomer").addEventListener("submit", async (event) => {
  event.preventDefault();
  whom.person = (await post("people", { name: $("name").value })).id;
  $("name").value = "";
  await refresh();
  $("draft").focus();
});
$("file").addEventListener("change", async (event) => {
  const chosen = event.target.files[0];
  if (!chosen) return;
  const answer = await fetch(`${root}/api/files?${new URLSearchParams({ name: chosen.name })}`, { method: "POST", headers: { "content-type": chosen.type || "application/octet-stream" }, body: chosen });
  const kind = ["image", "video", "audio"].find((one) => chosen.type.startsWith(`${one}/`)) ?? "document";
  if (answer.ok) await post("say", { ...whom, kind, text: $("draft").value.trim(), media: (await answer.json()).media });
  $("draft").value = event.target.value = "";
});
$("place").addEventListener("click", () => post("say", { ...whom, kind: "location" }));
$("stop").addEventListener("click", () => post("stop", { ...whom, stopped: !state.stopped }));

const source = new EventSource(`${root}/api/events`);
source.onmessage = refresh;
source.onerror = () => { $("offline").hidden = false; };
refresh();
