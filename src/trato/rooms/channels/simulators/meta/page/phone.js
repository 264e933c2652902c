// The telephone's page. State comes whole from the simulator; this file only shows it and sends what was done.
import { LOOK, WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const stored = (name, fallback) => localStorage.getItem(`phone.${name}`) ?? fallback;
const keep = (name, value) => localStorage.setItem(`phone.${name}`, value);
const asked = new URLSearchParams(location.search);

const me = { person: asked.get("person") ?? stored("person", ""), number: asked.get("number") ?? "", language: asked.get("lang") ?? stored("language", "es") };
if (!WORDS[me.language]) me.language = "es";
document.body.dataset.look = LOOK;
const social = LOOK === "instagram"; // it has posts beside the chats, and stories, and no places
let state = { version: -1, people: [], chats: [], thread: [], typing: false };
let draft = { text: "", reply: null, edit: null };
let recorder = null;
const say = (key) => WORDS[me.language][key] ?? key;

const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const PLACES = [
  ["Obelisco, Buenos Aires", -34.6037, -58.3816], ["Zócalo, Ciudad de México", 19.4326, -99.1332],
  ["Avenida Paulista, São Paulo", -23.5614, -46.6559], ["Plaza de Armas, Lima", -12.046, -77.0305],
];

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list" && name !== "form") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
function icon(name, extra = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `i ${extra}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}
const numbered = (display) => (/^\d+$/.test(display) ? `+${display}` : display);
const initials = (name) => name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
const clock = (at) => new Date(at).toLocaleTimeString(me.language, { hour: "2-digit", minute: "2-digit" });
const day = (at) => new Date(at).toLocaleDateString(me.language, { day: "numeric", month: "long" });

// ---- speaking with the simulator ----

async function post(name, body) {
  const answer = await fetch(`api/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}
const whom = () => ({ person: me.person, number: me.number });

let refreshing = false, again = false;
async function refresh() {
  if (refreshing) { again = true; return; }
  refreshing = true;
  try {
    do {
      again = false;
      const answer = await fetch(`api/state?${new URLSearchParams({ ...whom(), lang: me.language })}`);
      if (!answer.ok) throw new Error(String(answer.status));
      state = await answer.json();
      online(true);
      if (me.person && !state.people.some((one) => one.wa_id === me.person)) be("");
      show();
      if (me.number && document.visibilityState === "visible" && state.thread.some((b) => !b.mine && !b.seen)) await post("see", whom());
    } while (again);
  } catch { online(false); } finally { refreshing = false; }
}
function online(yes) {
  $("offline").hidden = yes;
  $("offline").textContent = yes ? "" : say("offline");
}
function listen() {
  const source = new EventSource("api/events");
  source.onmessage = refresh;
  source.onerror = () => online(false);
  source.onopen = refresh;
}

// ---- what a person does ----

function be(person) { me.person = person; me.number = ""; keep("person", person); draft = { text: "", reply: null, edit: null }; shownScreen = ""; }
async function send() {
  const text = draft.text.trim();
  if (!text) return;
  const { reply, edit } = draft;
  draft = { text: "", reply: null, edit: null };
  shownCompose = "";
  if (edit) await post("edit", { ...whom(), target: edit.id, text });
  else await post("say", { ...whom(), content: { kind: "text", text }, reply_to: reply?.id ?? "" });
}
async function sendFile(blob, name, kind) {
  const query = new URLSearchParams({ number: me.number, name });
  const answer = await fetch(`api/files?${query}`, { method: "POST", headers: { "content-type": blob.type || "application/octet-stream" }, body: blob });
  if (!answer.ok) return;
  const { media } = await answer.json();
  await post("say", { ...whom(), content: { kind, media, mime: blob.type, name } });
}
function kindOf(mime) {
  const family = mime.split("/")[0];
  return ["image", "video", "audio"].includes(family) ? family : "document";
}
function pickFile() {
  const input = el("input", { type: "file", accept: "image/*,video/*,audio/*,application/pdf,text/plain" });
  input.addEventListener("change", () => { const [file] = input.files; if (file) sendFile(file, file.name, kindOf(file.type)); });
  input.click();
}
function samplePhoto() {
  const canvas = el("canvas", { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 480);
  sky.addColorStop(0, "#dfe9e2"); sky.addColorStop(1, "#b9cbbf");
  pen.fillStyle = sky; pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = "#b98a55"; pen.fillRect(150, 170, 340, 230);
  pen.fillStyle = "#a27443"; pen.beginPath(); pen.moveTo(150, 170); pen.lineTo(210, 110); pen.lineTo(430, 110); pen.lineTo(490, 170); pen.fill();
  pen.strokeStyle = "#6d4a26"; pen.lineWidth = 6; pen.beginPath(); pen.moveTo(250, 170); pen.lineTo(290, 240); pen.lineTo(260, 290); pen.lineTo(320, 400); pen.stroke();
  pen.fillStyle = "#f1e4cf"; pen.fillRect(350, 310, 110, 60);
  canvas.toBlob((blob) => sendFile(blob, "caja.png", "image"), "image/png");
}
async function record() {
  if (recorder) { recorder.stop(); return; }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"].find((one) => MediaRecorder.isTypeSupported(one));
    const chunks = [];
    recorder = new MediaRecorder(stream, { mimeType: type });
    recorder.ondataavailable = (event) => chunks.push(event.data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      recorder = null; shownCompose = ""; show();
      sendFile(new Blob(chunks, { type: type.replace(";", "; ") }), "voz", "voice");
    };
    recorder.start(); shownCompose = ""; show();
  } catch { recorder = null; sendFile(hum(), "voz.wav", "voice"); }
}
function hum() {
  // No microphone: two seconds of a hummed melody, so that a voice note can be tried anywhere.
  const rate = 16000, count = rate * 2, data = new DataView(new ArrayBuffer(44 + count * 2));
  const ascii = (at, text) => [...text].forEach((letter, n) => data.setUint8(at + n, letter.charCodeAt(0)));
  ascii(0, "RIFF"); data.setUint32(4, 36 + count * 2, true); ascii(8, "WAVEfmt "); data.setUint32(16, 16, true); data.setUint16(20, 1, true);
  data.setUint16(22, 1, true); data.setUint32(24, rate, true); data.setUint32(28, rate * 2, true); data.setUint16(32, 2, true); data.setUint16(34, 16, true);
  ascii(36, "data"); data.setUint32(40, count * 2, true);
  for (let n = 0; n < count; n++) {
    const note = [220, 247, 262, 220][Math.floor(n / (count / 4))], within = (n % (count / 4)) / (count / 4);
    data.setInt16(44 + n * 2, Math.sin((2 * Math.PI * note * n) / rate) * 6000 * Math.sin(Math.PI * within), true);
  }
  return new Blob([data], { type: "audio/wav" });
}
async function choose(bubble, option) {
  const kind = { buttons: "button_reply", list: "list_reply", template: "button" }[bubble.content.kind];
  const content = { kind, text: option.text, payload: option.payload };
  if (option.description) content.description = option.description;
  await post("say", { ...whom(), content, reply_to: bubble.id });
}

// ---- sheets ----

function sheet(...content) {
  const close = () => { $("sheet").hidden = true; $("sheet").replaceChildren(); delete document.body.dataset.sheet; };
  const panel = el("div", { role: "dialog" }, ...content);
  panel.setAttribute("aria-modal", "true");
  panel.addEventListener("click", (event) => { if (event.target.closest("button")) close(); });
  $("sheet").replaceChildren(panel);
  $("sheet").hidden = false;
  document.body.dataset.sheet = "";
  $("sheet").onclick = (event) => { if (event.target === $("sheet")) close(); };
  $("sheet").onkeydown = (event) => { if (event.key === "Escape") close(); };
  panel.querySelector("button")?.focus();
}
const item = (glyph, text, action, extra = "") => el("button", { className: `item ${extra}`, onclick: action }, glyph && icon(glyph), el("span", {}, text));

function attach() {
  sheet(
    item("file", say("photo"), pickFile), item("photo", say("sample"), samplePhoto), item("mic", say("voice"), record),
    social && item("photo", say("story_reply"), () => post("say", { ...whom(), content: { kind: "story_reply", text: draft.text.trim() || say("story_text") } })),
    social && item("face", say("story_mention"), () => post("say", { ...whom(), content: { kind: "story_mention" } })),
    ...(social ? [] : PLACES).map(([text, latitude, longitude]) => item("pin", text, () => post("say", { ...whom(), content: { kind: "location", text, latitude, longitude } }))),
  );
}
function actsOn(bubble) {
  const mine = bubble.reactions.me;
  sheet(
    el("div", { className: "emoji" }, EMOJI.map((emoji) => el("button", { "aria-pressed": String(mine === emoji), onclick: () => post("react", { ...whom(), target: bubble.id, emoji: mine === emoji ? "" : emoji }) }, emoji))),
    item("back", say("reply"), () => { draft = { ...draft, reply: bubble, edit: null }; shownCompose = ""; show(); $("draft")?.focus(); }),
    bubble.mine && bubble.content.kind === "text" && item("more", say("edit"), () => { draft = { text: bubble.content.text, reply: null, edit: bubble }; shownCompose = ""; show(); $("draft")?.focus(); }),
    bubble.mine && item("close", say("remove"), () => post("take-back", { ...whom(), target: bubble.id }), "danger"),
  );
}
function list(bubble) {
  sheet(el("h2", {}, bubble.content.opener || say("choose")), ...bubble.content.options.flatMap((option, place, all) => [
    option.section && option.section !== all[place - 1]?.section && el("h3", {}, option.section),
    el("button", { className: "item", onclick: () => choose(bubble, option) }, el("span", {}, option.text, option.description && el("small", {}, option.description)))]));
}
function menu() {
  const person = state.people.find((one) => one.wa_id === me.person);
  sheet(
    item("face", say("change"), () => { be(""); refresh(); }),
    ...(state.shared && me.number ? ["take", "say", "ask", "pass"] : []).map((deed) => item("more", say(`other_${deed}`), () => post("other-app", { ...whom(), deed }))),
    state.by_phone && me.number && item("close", person?.no_marketing ? say("marketing") : say("no_marketing"), () => post("marketing", { ...whom(), wanted: Boolean(person?.no_marketing) })),
  );
}

// ---- screens ----

let shownScreen = "", shownCompose = "", shownThread = "";
function show() {
  document.documentElement.lang = me.language;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  $("language").value = me.language;
  const screen = !me.person ? "door" : me.number ? "chat" : me.posts ? "posts" : "chats";
  document.body.dataset.screen = screen;
  ({ door: showDoor, chats: showChats, posts: showPosts, chat: showChat })[screen]();
}
function tabs() {
  const tab = (word, posts) => el("button", { "aria-current": Boolean(me.posts) === posts ? "page" : undefined, onclick: () => { me.posts = posts; shownScreen = ""; show(); } }, say(word));
  return social ? el("nav", { className: "tabs" }, tab("chats", false), tab("posts", true)) : "";
}
function showPosts() {
  const mark = `posts ${me.person} ${me.language}`;
  if (shownScreen === mark) return;
  shownScreen = mark;
  $("screen").replaceChildren(
    el("div", { className: "top" }, el("div", { className: "who" }, el("h2", {}, say("posts"))), el("button", { className: "tap", "aria-label": say("more"), onclick: menu }, icon("more"))),
    el("iframe", { className: "posts", title: say("posts"), src: `../wall/?${new URLSearchParams({ person: me.person, lang: me.language })}` }), tabs());
}
function showDoor() {
  const mark = `door ${me.language} ${state.people.length} ${state.by_phone}`;
  if (shownScreen === mark) return;
  shownScreen = mark;
  const wrong = el("p", { className: "wrong", role: "alert" });
  const input = (name, word, props = {}) => el("label", { className: "field" }, say(word), el("input", { name, ...props }));
  const form = el("form", { onsubmit: async (event) => {
    event.preventDefault();
    const given = new FormData(form);
    try {
      const { wa_id } = await post("people", { name: given.get("name"), phone: given.get("phone") ?? "", username: given.get("username") ?? "", hides_phone: given.get("hide") !== null });
      be(wa_id); await refresh();
    } catch { wrong.textContent = say("wrong"); }
  } },
    input("name", "name", { required: true, maxLength: 60, autocomplete: "off" }),
    ...(state.by_phone ? [
      el("label", { className: "field" }, say("phone"), el("input", { name: "phone", type: "tel", required: true, autocomplete: "off", value: `+54 9 11 5555 ${String(Math.floor(Math.random() * 9000) + 1000)}` }), el("small", {}, say("number_help"))),
      input("username", "username", { maxLength: 30, autocomplete: "off" }),
      el("label", { className: "check" }, el("input", { type: "checkbox", name: "hide" }), el("span", {}, say("hide"))),
    ] : []),
    wrong, el("button", { className: "main" }, say("start")));
  // Somebody else may get a telephone meanwhile: what was typed stays, and where.
  const before = $("screen").querySelector("form"), at = document.activeElement?.name;
  const people = state.people.slice(-30).reverse().map((one) => row(one.name, one.username && one.hides_phone ? `@${one.username}` : state.by_phone ? `+${one.wa_id}` : "", () => { be(one.wa_id); refresh(); }));
  $("screen").replaceChildren(el("div", { className: "scroll" }, el("div", { className: "door" },
    el("h2", {}, say("who")), el("p", { className: "intro" }, say("intro")), form, people.length ? el("h3", {}, say("pick")) : "", people.length ? el("div", { className: "rows" }, people) : "")));
  for (const one of before?.elements ?? []) {
    const same = one.name && form.elements[one.name];
    if (same) Object.assign(same, { value: one.value, checked: one.checked });
  }
  if (before && at) form.elements[at]?.focus();
}
function row(name, under, action, extra = []) {
  return el("button", { className: "row", onclick: action }, el("span", { className: "face", "aria-hidden": "true" }, initials(name)), el("b", { className: "cut" }, name), extra[0] ?? el("span"), el("small", { className: "cut" }, under), extra[1] ?? el("span"));
}
function showChats() {
  shownScreen = "chats";
  const person = state.people.find((one) => one.wa_id === me.person);
  const rows = state.chats.map((chat) => row(chat.name, chat.last ? summary(chat.last) : numbered(chat.display), () => open(chat.number),
    [chat.last && el("time", {}, clock(chat.last.at)), chat.unread > 0 && el("span", { className: "badge" }, String(chat.unread))]));
  $("screen").replaceChildren(
    el("div", { className: "top" }, el("div", { className: "who" }, el("h2", {}, say("chats")), el("small", { className: "cut" }, person?.name ?? "")), el("button", { className: "tap", "aria-label": say("more"), onclick: menu }, icon("more"))),
    el("div", { className: "scroll" }, rows.length ? rows : el("p", { className: "empty" }, say("no_chats"))), tabs());
}
async function open(number) { me.number = number; draft = { text: "", reply: null, edit: null }; shownScreen = ""; shownCompose = ""; await refresh(); }

function showChat() {
  const chat = state.chats.find((one) => one.number === me.number);
  if (!chat) { me.number = ""; return show(); }
  const mark = `chat ${me.number} ${me.language}`;
  if (shownScreen !== mark) {
    shownScreen = mark; shownThread = ""; shownCompose = "";
    $("screen").replaceChildren(
      el("div", { className: "top in" }, el("button", { className: "tap", "aria-label": say("back"), onclick: () => { me.number = ""; shownScreen = ""; refresh(); } }, icon("back")),
        el("span", { className: "face", "aria-hidden": "true" }, initials(chat.name)), el("div", { className: "who" }, el("b", {}, chat.name), el("small", { id: "under" })),
        el("button", { className: "tap", "aria-label": say("more"), onclick: menu }, icon("more"))),
      el("div", { className: "scroll thread", id: "thread", role: "log", "aria-label": say("messages"), tabIndex: 0 }), el("div", { id: "composer" }));
  }
  $("under").textContent = state.typing ? say("typing") : numbered(chat.display);
  $("under").className = state.typing ? "live" : "";
  showThread();
  showComposer();
}
function showThread() {
  const mark = JSON.stringify([state.thread, state.front]);
  if (shownThread === mark) return;
  const pane = $("thread"), atEnd = !shownThread || pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;
  const before = pane.scrollTop;
  shownThread = mark;
  const byId = new Map(state.thread.map((bubble) => [bubble.id, bubble]));
  const answered = new Set(state.thread.filter((b) => b.mine && ["button_reply", "list_reply", "button"].includes(b.content.kind)).map((b) => b.reply_to));
  const lines = [];
  let date = "", side = null;
  for (const bubble of state.thread) {
    const today = day(bubble.at);
    if (today !== date) { lines.push(el("div", { className: "day" }, today)); date = today; side = null; }
    lines.push(line(bubble, byId, answered, bubble.mine !== side));
    side = bubble.mine;
  }
  pane.replaceChildren(...(lines.length ? lines : [front() ?? el("p", { className: "empty" }, say("no_messages"))]));
  pane.scrollTop = atEnd ? pane.scrollHeight : before;
  if (!atEnd) return;
  // Pictures have no height until they are there; stay at the end while they arrive.
  for (const picture of pane.querySelectorAll("img")) picture.addEventListener("load", () => { pane.scrollTop = pane.scrollHeight; }, { once: true });
}
// What one meets before one writes: the greeting, the first questions, and the button that begins.
function meet(one) {
  if (one.url) return window.open(one.url, "_blank", "noopener");
  const content = one.typed ? { kind: "text", text: one.typed } : { kind: "button", text: one.text, payload: one.payload };
  return post("say", { ...whom(), content, reply_to: "" });
}
function front() {
  const { greeting, start, openers = [] } = state.front ?? {};
  if (!greeting && !start && openers.length === 0) return null;
  return el("div", { className: "front" }, greeting && el("p", {}, greeting),
    openers.map((one) => el("button", { onclick: () => meet(one) }, one.text)),
    start && openers.length === 0 && el("button", { onclick: () => meet({ text: say("begin"), payload: start }) }, say("begin")));
}
function entries() {
  sheet(...state.front.menu.map((one) => item(one.url ? "file" : "face", one.typed ? `${one.typed} · ${one.text}` : one.text, () => meet(one))));
}
function line(bubble, byId, answered, first) {
  const reactions = Object.values(bubble.reactions);
  const classes = ["line", bubble.mine && "mine", first && "first", reactions.length && "reacted"].filter(Boolean).join(" ");
  const quoted = byId.get(bubble.reply_to);
  const body = bubble.deleted ? [el("p", { className: "gone" }, say("deleted"))] : [quoted && el("div", { className: "quote" }, summary(quoted)), ...content(bubble, answered)];
  return el("div", { className: classes, id: bubble.id },
    el("div", { className: "bubble" }, ...body, foot(bubble), reactions.length > 0 && !bubble.deleted && el("span", { className: "reactions" }, reactions.join(" "))),
    !bubble.deleted && el("button", { className: "act", "aria-label": say("react"), onclick: () => actsOn(bubble) }, icon("face")));
}
function content(bubble, answered) {
  const { kind, text, media, link, name, options } = bubble.content;
  const source = media ? `api/files/${media}` : link;
  const shown = [];
  const mime = bubble.content.mime ?? "", what = bubble.content.header ? bubble.content.header : kind === "template" ? kindOf(mime) : kind.startsWith("story_") ? "image" : kind;
  if (source && what === "image") shown.push(el("img", { src: source, alt: text || say("image") }));
  else if (source && what === "sticker") shown.push(el("img", { src: source, alt: say("sticker"), className: "sticker" }));
  else if (source && what === "video") shown.push(el("video", { src: source, controls: true }));
  else if (source && ["audio", "voice"].includes(what)) shown.push(el("audio", { src: source, controls: true, "aria-label": say("voice_note") }));
  else if (source) shown.push(el("a", { className: "file", href: source, target: "_blank", rel: "noopener" }, icon("file"), name || say("document")));
  if (kind === "location") shown.push(el("p", { className: "file" }, icon("pin"), text || say("location")));
  else if (kind === "contacts") shown.push(el("p", {}, `${text}\n${(bubble.content.phones ?? []).join("\n")}`));
  else if (text) shown.push(el("p", {}, text));
  const done = answered.has(bubble.id);
  if (bubble.content.cards) shown.push(el("div", { className: "cards", tabIndex: 0, role: "group", "aria-label": say("cards") }, bubble.content.cards.map((card) => el("div", { className: "card" },
    card.picture && el("img", { src: card.picture, alt: card.title }), el("b", {}, card.title), card.subtitle && el("p", {}, card.subtitle), el("div", { className: "options" }, pressed(bubble, card, done))))));
  else if ((options || bubble.content.links) && !bubble.mine) {
    const buttons = kind === "list" ? [el("button", { disabled: done, onclick: () => list(bubble) }, bubble.content.opener || say("choose"))]
      : pressed(bubble, bubble.content, done);
    shown.push(el("div", { className: "options" }, buttons));
  }
  return shown;
}
function pressed(bubble, { options = [], links = [] }, done) {
  return [...options.map((option) => el("button", { disabled: done, onclick: () => choose(bubble, option) }, option.text)),
    ...links.map((one) => el("a", { href: one.link, target: "_blank", rel: "noopener" }, one.text))];
}
function foot(bubble) {
  const glyphs = { waiting: "clock", sent: "tick", delivered: "ticks", read: "ticks", failed: "alert" };
  const tick = bubble.mine && !bubble.deleted && el("span", { className: bubble.tick, role: "img", "aria-label": say(bubble.tick), title: say(bubble.tick) }, icon(glyphs[bubble.tick]));
  return el("div", { className: "foot" }, bubble.edited && !bubble.deleted && say("edited"), el("time", { dateTime: bubble.at }, clock(bubble.at)), tick);
}
function summary(bubble) {
  if (bubble.deleted) return say("deleted");
  const { kind, text, name } = bubble.content;
  const words = { image: "image", video: "video", audio: "audio", voice: "voice_note", document: "document", sticker: "sticker", location: "location", contacts: "contacts", story_mention: "my_story", story_reply: "my_story" };
  return text || name || (words[kind] ? say(words[kind]) : "");
}
function showComposer() {
  const mark = `${me.number} ${me.language} ${draft.reply?.id} ${draft.edit?.id} ${Boolean(recorder)} ${JSON.stringify(state.front?.menu)}`;
  if (shownCompose === mark) return;
  shownCompose = mark;
  const over = draft.reply ?? draft.edit;
  const field = el("textarea", { id: "draft", rows: 1, value: draft.text, placeholder: recorder ? say("recording") : say("write"), "aria-label": say("write"),
    oninput: () => { draft.text = field.value; field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight + 2, 132)}px`; },
    onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); showComposer(); $("draft").focus(); } } });
  $("composer").replaceChildren(
    over ? el("div", { className: "over" }, el("div", { className: "quote" }, el("b", {}, draft.edit ? say("editing") : say("replying")), summary(over)),
      el("button", { className: "tap", "aria-label": say("cancel"), onclick: () => { draft = { text: draft.edit ? "" : draft.text, reply: null, edit: null }; show(); } }, icon("close"))) : "",
    el("div", { className: "compose" }, el("button", { className: "tap", "aria-label": say("attach"), onclick: attach }, icon("plus")),
      state.front?.menu.length > 0 && el("button", { className: "tap", "aria-label": say("entries"), onclick: entries }, icon("list")), field,
      el("button", { className: `tap ${recorder ? "on" : ""}`, "aria-label": recorder ? say("recording") : say("voice"), onclick: record }, icon("mic")),
      el("button", { className: "tap go", "aria-label": say("send"), onclick: () => { send(); showComposer(); $("draft").focus(); } }, icon("send"))));
}

$("language").addEventListener("change", (event) => { me.language = event.target.value; keep("language", me.language); shownScreen = ""; show(); refresh(); });
document.addEventListener("visibilitychange", refresh);
show();
listen();
setInterval(() => { if (state.typing) refresh(); }, 3000);
