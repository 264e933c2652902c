import { WORDS } from "./words.js";

const at = (id) => document.getElementById(id);
const kept = (name, usual) => localStorage.getItem(`trato.voice.${name}`) ?? usual;
const keep = (name, value) => localStorage.setItem(`trato.voice.${name}`, value);
let language = kept("language", (navigator.language || "es").slice(0, 2));
if (!WORDS[language]) language = "es";
let person = kept("phone", "+51987310214");
let state = null;

function speak() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
  at("language").value = language;
}

async function ask(path, body) {
  const answer = await fetch(`api/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  at("trouble").textContent = answer.ok ? "" : WORDS[language].trouble;
  return answer.ok ? answer.json() : null;
}

const keyed = new Map();
for (const key of "123456789*0#") {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = key;
  button.onclick = () => press(key);
  keyed.set(key, button);
  at("keys").append(button);
}

const press = (keys) => state?.call && !state.call.over && ask("press", { call: state.call.sid, keys });

function line(kind, text) {
  const words = WORDS[language];
  const one = document.createElement("li");
  one.className = kind === "key" || kind === "spoken" ? "mine" : kind === "say" ? "" : "quiet";
  one.textContent = kind === "music" ? words.music : kind === "tone" ? words.tone : kind === "news" ? (words[text] ?? words.wait) : text;
  return one;
}

function show() {
  const words = WORDS[language];
  const call = state.call;
  const chosen = at("line").value;
  at("line").replaceChildren(...state.lines.map((one) => new Option(`${one.name} · ${one.number}`, one.number)));
  if (chosen) at("line").value = chosen;
  const called = state.lines.find((one) => one.number === (call?.to ?? at("line").value)) ?? state.lines[0];
  at("called").textContent = called?.name ?? "";
  const live = call && !call.over;
  const rings = live && !call.inbound && !call.answered;
  at("status").textContent = rings ? words.called : call ? words[call.held ? "held" : live && call.where ? call.where : call.status] ?? call.status : called?.number ?? "";
  const heard = at("heard");
  const near = heard.scrollHeight - heard.scrollTop - heard.clientHeight < 80;
  heard.replaceChildren(...(call ? call.heard.map((one) => line(one.kind, one.text)) : [line("quiet", words.none)]));
  if (near) heard.scrollTop = heard.scrollHeight;
  at("dial").hidden = Boolean(live);
  at("pick").hidden = !rings;
  at("hangup").hidden = !live;
  at("hangup").textContent = rings ? words.refuse : words.hangup;
  at("words").hidden = !live || rings;
  for (const button of keyed.values()) button.disabled = !live || rings;
  at("ours").hidden = state.rung.length === 0;
  at("rung").replaceChildren(
    ...state.rung.map((one) => {
      const entry = document.createElement("li");
      const button = document.createElement("button");
      button.textContent = one.status === "ringing" ? words.pick : "1";
      button.onclick = () => ask("press", { call: one.sid, keys: "1" });
      entry.append(`${one.at} · ${words[one.where || one.status] ?? one.status} `, button);
      const said = one.heard.filter((each) => each.kind === "say").at(-1);
      if (said) {
        const words = document.createElement("p");
        words.textContent = `«${said.text}»`;
        entry.append(words);
      }
      return entry;
    }),
  );
}

async function look() {
  const found = await ask(`state?person=${encodeURIComponent(person)}`);
  if (!found) return;
  state = found;
  const mine = state.people.find((one) => one.phone === person);
  if (mine && document.activeElement !== at("name")) at("name").value = mine.name;
  if (document.activeElement !== at("phone")) at("phone").value = person;
  show();
  void texts();
}

/** What came to this number by text: the stand-in for texts is another one, beside this. */
async function texts() {
  const address = new URL("../../sms/phone/api/state", location.href);
  address.searchParams.set("person", person);
  try {
    const lines = await (await fetch(address)).json();
    const [first] = lines.lines ?? [];
    if (!first) return;
    address.searchParams.set("number", first.number);
    const { thread } = await (await fetch(address)).json();
    const came = thread.filter((one) => !one.mine).slice(-3);
    at("texts").hidden = came.length === 0;
    at("inbox").replaceChildren(
      ...came.map((one) => {
        const entry = document.createElement("li");
        for (const piece of one.text.split(/(https?:\/\/\S+)/)) {
          if (!/^https?:/.test(piece)) entry.append(piece);
          else {
            const link = document.createElement("a");
            link.href = piece;
            link.target = "_blank";
            link.rel = "noopener";
            link.textContent = piece;
            entry.append(link);
          }
        }
        return entry;
      }),
    );
  } catch {
    at("texts").hidden = true; // there is no stand-in for texts here
  }
}

at("language").onchange = () => {
  language = at("language").value;
  keep("language", language);
  speak();
  if (state) show();
};
at("whom").onsubmit = async (event) => {
  event.preventDefault();
  const found = await ask("people", { name: at("name").value, phone: at("phone").value });
  if (!found) return;
  person = found.phone;
  keep("phone", person);
  await look();
};
at("dial").onclick = async () => {
  await ask("dial", { person, number: at("line").value });
  at("heard").scrollTop = 0;
};
at("pick").onclick = () => state?.call && ask("press", { call: state.call.sid, keys: "1" });
at("hangup").onclick = () => state?.call && ask("hang-up", { call: state.call.sid });
at("words").onsubmit = (event) => {
  event.preventDefault();
  const said = at("spoken").value.trim();
  if (said) void press(said);
  at("spoken").value = "";
};
addEventListener("keydown", (event) => {
  if (!/^[0-9*#]$/.test(event.key) || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
  void press(event.key);
});
speak();
await look();
new EventSource("api/events").onmessage = () => void look();
setInterval(() => void texts(), 3_000);
