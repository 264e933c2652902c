// The telephone: asks for the state whenever the server rings, and draws it whole.
import { WORDS } from "./words.js";

const at = (id) => document.getElementById(id);
const kept = (name, usual = "") => localStorage.getItem(`sms.${name}`) ?? usual;
const keep = (name, value) => localStorage.setItem(`sms.${name}`, value);
const asked = new URLSearchParams(location.search).get("lang") ?? kept("language", navigator.language.slice(0, 2));
let language = asked in WORDS ? asked : "es";
let state = { lines: [], people: [], thread: [] };
let drawn = "";

const say = (word) => WORDS[language][word];

function words() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  at("text").placeholder = say("text");
  at("text").setAttribute("aria-label", say("text"));
  at("language").value = language;
}

async function ask(path, body, kind = "application/json") {
  const answer = await fetch(`api/${path}`, body === undefined ? {} : { method: "POST", body, headers: { "content-type": kind } });
  if (!answer.ok) throw new Error(say("refused"));
  return answer.json();
}

async function look() {
  state = await ask(`state?${new URLSearchParams({ person: kept("phone"), number: kept("line") })}`);
  if (!state.people.some((one) => one.phone === kept("phone"))) await ask("people", JSON.stringify({ name: kept("name"), phone: kept("phone") }));
  draw();
}

function draw() {
  const lines = at("line");
  if (!state.lines.some((one) => one.number === kept("line")) && state.lines[0]) {
    keep("line", state.lines[0].number);
    void look();
  }
  lines.replaceChildren(...state.lines.map((one) => new Option(`${one.name} · ${one.number}`, one.number, false, one.number === kept("line"))));
  const line = state.lines.find((one) => one.number === kept("line"));
  at("called").textContent = line?.name ?? "";
  at("shown").textContent = line?.number ?? "";
  const told = JSON.stringify([state.thread, language]);
  if (told === drawn) return;
  drawn = told;
  const thread = at("thread");
  thread.replaceChildren(...(state.thread.length ? state.thread.map(bubble) : [empty()]));
  thread.scrollTop = thread.scrollHeight;
}

function empty() {
  const item = document.createElement("li");
  item.className = "empty";
  item.textContent = say("empty");
  return item;
}

function bubble(one) {
  const item = document.createElement("li");
  item.classList.toggle("mine", one.mine);
  for (const [address, mime] of one.files) {
    const own = address.split("/Media/")[1];
    if (mime.startsWith("image/")) item.append(Object.assign(new Image(), { src: one.mine && own ? `api/files/${own}` : address, alt: "" }));
    else item.append(Object.assign(document.createElement("a"), { href: one.mine && own ? `api/files/${own}` : address, textContent: mime }));
  }
  item.append(one.text);
  const small = document.createElement("small");
  const time = new Date(one.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  small.textContent = one.mine ? `${time} · ${say(one.status)}` : time;
  item.append(small);
  return item;
}

async function tried(work) {
  try {
    await work();
    at("trouble").textContent = "";
  } catch (trouble) {
    at("trouble").textContent = trouble.message;
  }
}

at("language").addEventListener("change", () => {
  language = at("language").value;
  keep("language", language);
  words();
  draw();
});
at("line").addEventListener("change", () => {
  keep("line", at("line").value);
  void tried(look);
});
at("whom").addEventListener("submit", (event) => {
  event.preventDefault();
  void tried(async () => {
    const { phone } = await ask("people", JSON.stringify({ name: at("name").value, phone: at("phone").value }));
    keep("phone", phone);
    keep("name", at("name").value);
    await look();
  });
});
at("write").addEventListener("submit", (event) => {
  event.preventDefault();
  void tried(async () => {
    const picked = at("file").files[0];
    const text = at("text").value;
    if (!text.trim() && !picked) return;
    const files = picked ? [(await ask("files", picked, picked.type)).media] : [];
    await ask("say", JSON.stringify({ person: kept("phone"), number: kept("line"), text, files }));
    at("text").value = "";
    at("file").value = "";
  });
});
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    at("write").requestSubmit();
  }
});

if (!kept("phone")) {
  keep("phone", `+519${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`);
  keep("name", "Visita");
}
at("phone").value = kept("phone");
at("name").value = kept("name");
words();
void tried(look);
const bell = new EventSource("api/events");
bell.onmessage = () => void tried(look);
bell.onerror = () => {
  at("trouble").textContent = say("offline");
};
