import type { Capabilities, CaseDetail, Conversation, Disposition } from "../src/client/contract/cases.ts";
import type { CannedReply, ChannelAccount, Template } from "../src/client/contract/choices.ts";
import type { ContactPanel } from "../src/client/contract/contacts.ts";
import type { CaseRow, Clock, Tag, View } from "../src/client/contract/lists.ts";
import type { Delivery, Message, ThreadItem, TimelineEntry } from "../src/client/contract/messages.ts";
import type { Actor, Assignee, Me, Team } from "../src/client/contract/who.ts";
import { uuid7 } from "../src/client/uuid7.ts";

/** A small invented workspace in memory: pots of clay from Lima and Bogotá. Nothing here is true. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const iso = (at: number) => new Date(at).toISOString();
export const id = () => uuid7();

let chance = 7;
export function draw<T>(from: readonly T[]): T {
  chance = (chance * 16807) % 2147483647;
  return from[chance % from.length] as T;
}

export const BRANDS = [
  { id: id(), name: "Pirca Perú", country: "PE", undo_seconds: 5 },
  { id: id(), name: "Pirca Colombia", country: "CO", undo_seconds: 5 },
];
export const TEAMS: Team[] = [
  { id: id(), name: "Postventa", brand_id: BRANDS[0]?.id ?? null },
  { id: id(), name: "Almacén", brand_id: null },
];
const postventa = TEAMS[0] as Team;
export const CAMILA: Actor = { kind: "user", id: id(), name: "Camila Rojas", alias: "Camila" };
export const DIEGO: Actor = { kind: "user", id: id(), name: "Diego Salas", alias: null };
const BOT: Actor = { kind: "bot", id: id(), name: "Asistente", alias: null };
export const SYSTEM: Actor = { kind: "system", id: null, name: "Trato", alias: null };

const CHANNELS: Record<string, { channel: string; surface: CaseRow["surface"]; account: string; kinds: string[] }> = {
  whatsapp: { channel: "whatsapp", surface: "direct_message", account: "Pirca Perú", kinds: ["phone"] },
  email: { channel: "email", surface: "mail", account: "hola@pirca.example", kinds: ["email"] },
  webchat: { channel: "webchat", surface: "chat", account: "Tienda en línea", kinds: ["web_visitor"] },
  instagram: { channel: "instagram", surface: "direct_message", account: "@pirca", kinds: ["instagram_user"] },
};
export const ACCOUNTS: ChannelAccount[] = Object.values(CHANNELS).map((one) => ({
  id: id(),
  channel: one.channel,
  name: one.account,
  brand_id: BRANDS[0]?.id ?? "",
  surface: one.surface,
  starts_conversations: one.channel === "whatsapp" || one.channel === "email",
  templates: one.channel === "whatsapp",
  subject: one.channel === "email",
  identity_kinds: one.kinds,
}));
const accountOf = (channel: string) => ACCOUNTS.find((one) => one.channel === channel) as ChannelAccount;

function capabilities(channel: string, openUntil: number | null): Capabilities {
  const mail = channel === "email";
  const whatsapp = channel === "whatsapp";
  const open = !whatsapp || (openUntil !== null && openUntil > Date.now());
  return {
    live: channel === "webchat",
    window: open ? "open" : "template_only",
    open_until: whatsapp && openUntil !== null ? iso(openUntil) : null,
    text_limit: mail ? 200_000 : whatsapp ? 4_096 : 1_000,
    text_unit: "characters",
    media: { image: 5_000_000, document: mail ? 25_000_000 : 16_000_000, audio: 16_000_000, video: 16_000_000, voice: 16_000_000 },
    mime: [],
    files: mail ? 20 : 10,
    buttons: whatsapp ? 3 : 0,
    templates: whatsapp,
    subject: mail,
    recipients: mail ? 50 : 1,
    light_marks: whatsapp,
    rich_text: mail,
    reactions: whatsapp,
    typing_in: channel === "webchat",
    typing_out: channel === "webchat",
    charged: whatsapp,
  };
}

export function conversationOn(channel: string, contactId: string, name: string, value: string, openUntil: number | null): Conversation {
  const account = accountOf(channel);
  return {
    id: id(),
    channel,
    surface: account.surface,
    account: { id: account.id, name: account.name, address: channel === "email" ? "hola@pirca.example" : "" },
    identity: { id: id(), value, contact_id: contactId, name },
    subject: channel === "email" ? "Boleta de mi pedido" : null,
    capabilities: capabilities(channel, openUntil),
    last_message_at: iso(Date.now()),
  };
}

export function clockFor(slack: number, within: number, target: Clock["target"] = "next_response"): Clock {
  const due = Date.now() + slack;
  return {
    id: id(),
    target,
    state: slack < 0 ? "breached" : "running",
    started_at: iso(due - within),
    due_at: iso(due),
    approaching_at: iso(due - within * 0.4),
    within_seconds: within / 1000,
    remaining_seconds: null,
    satisfied_at: null,
  };
}

export interface World {
  me: Me;
  cases: Map<string, CaseDetail>;
  threads: Map<string, ThreadItem[]>;
  timelines: Map<string, TimelineEntry[]>;
  contacts: Map<string, ContactPanel>;
  /** Second cases, and the case that each was split from. */
  splits: Map<string, string>;
}

let number = 20_400;

interface Sketch {
  name: string;
  channel: string;
  subject: string;
  preview: string;
  slack: number | null;
  within?: number;
  unread?: number;
  holder?: Actor | null;
  priority?: CaseRow["priority"];
  waiting?: CaseRow["waiting"];
  address?: string;
}

export function newCase(world: World, sketch: Sketch): CaseDetail {
  const at = Date.now() - 40 * MINUTE;
  const contactId = id();
  const address = sketch.address ?? (sketch.channel === "email" ? "alguien@correo.example" : "+51 987 000 1" + String(number % 100).padStart(2, "0"));
  const conversation = conversationOn(sketch.channel, contactId, sketch.name, address, Date.now() + 20 * HOUR);
  const clock = sketch.slack === null ? null : clockFor(sketch.slack, sketch.within ?? 4 * HOUR);
  number += 1;
  const made: CaseDetail = {
    id: id(),
    number,
    revision: 1,
    subject: sketch.subject,
    preview: sketch.preview,
    preview_by: "contact",
    contact: { id: contactId, name: sketch.name },
    brand_id: BRANDS[0]?.id ?? "",
    team_id: postventa.id,
    channel: sketch.channel,
    surface: conversation.surface,
    state: "open",
    waiting: sketch.waiting ?? null,
    set_aside: null,
    holder: sketch.holder === undefined ? CAMILA : sketch.holder,
    priority: sketch.priority ?? "normal",
    unread: sketch.unread ?? 0,
    uncertain: 0,
    failed: 0,
    clock,
    tags: [],
    opened_at: iso(at),
    last_message_at: iso(at),
    participants: [{ contact_id: contactId, name: sketch.name, role: "requester", address }],
    conversations: [conversation],
    clocks: clock ? [clock] : [],
    resolution: null,
    previous_case: null,
    merged_into: null,
    merges: [],
    viewers: [],
    contact_typing: [],
    may: world.me.permissions,
  };
  world.cases.set(made.id, made);
  world.threads.set(made.id, [{ kind: "message", message: inbound(made, conversation, sketch.preview, at) }]);
  world.timelines.set(made.id, [
    { id: id(), kind: "case_opened", occurred_at: iso(at), actor: contactOf(made), values: { channel: sketch.channel } },
  ]);
  world.contacts.set(contactId, {
    id: contactId,
    name: sketch.name,
    language: "es",
    country: "PE",
    time_zone: "America/Lima",
    organisation: null,
    since: iso(at - 400 * DAY),
    blocked: null,
    identities: [
      { id: conversation.identity.id, kind: accountOf(sketch.channel).identity_kinds[0] ?? "", channel: sketch.channel, value: address, scope: "world", verified: true, likelihood: null },
    ],
    consents: [],
    attributes: [],
    previous_cases: [],
    activity: [],
  });
  return made;
}

export const contactOf = (one: CaseRow): Actor => ({ kind: "contact", id: one.contact.id, name: one.contact.name, alias: null });

let seq = 0;

export function inbound(one: CaseRow, conversation: Conversation, text: string, at: number): Message {
  return { ...blank(one, conversation, at), direction: "in", author: contactOf(one), parts: [{ type: "text", text }] };
}

export function outbound(one: CaseRow, conversation: Conversation, text: string, at: number, state: Delivery["state"]): Message {
  return {
    ...blank(one, conversation, at),
    direction: "out",
    author: CAMILA,
    parts: [{ type: "text", text }],
    delivery: delivery(state, at),
  };
}

export function delivery(state: Delivery["state"], at: number, reason: string | null = null): Delivery {
  const deeds: Delivery["deeds"] =
    state === "uncertain" ? ["verify", "resend"] : state === "failed" ? ["resend"] : state === "queued" || state === "held" ? ["cancel"] : [];
  return { state, reason_code: reason, provider_code: null, at: iso(at), attempts: 1, retry_at: null, deeds };
}

function blank(one: CaseRow, conversation: Conversation, at: number): Message {
  seq += 1;
  return {
    id: uuid7(at),
    conversation_id: conversation.id,
    case_id: one.id,
    sort_at: iso(at),
    seq,
    direction: "in",
    author: CAMILA,
    purpose: "reply",
    parts: [],
    attachments: [],
    mail: null,
    template: null,
    delivery: null,
    reply_to: null,
    occurred_at: iso(at),
    received_at: iso(at + 300),
    edited_at: null,
    deleted_at: null,
    reactions: [],
    late: false,
    courtesy: false,
    public: false,
  };
}

const PHOTO = (name: string, drawing: string) => ({
  id: id(),
  state: "ready" as const,
  url: `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 44"><rect width="72" height="44" fill="#eff2ee"/>${drawing}</svg>`)}`,
  mime: "image/png",
  name,
  size: 214_000,
  media: "image" as const,
  reason_code: null,
});

function rosa(world: World) {
  const one = newCase(world, {
    name: "Rosa Huamán Quispe", channel: "whatsapp", subject: "Olla quiñada del pedido PR-48213", address: "+51 987 310 214",
    preview: "¿me confirmas a qué hora pasan mañana?", slack: 14 * MINUTE, within: 100 * MINUTE, unread: 1, priority: "high",
  });
  const chat = one.conversations[0] as Conversation;
  chat.capabilities = capabilities("whatsapp", Date.now() + 3 * HOUR + 12 * MINUTE);
  const mail = conversationOn("email", one.contact.id, one.contact.name, "rosa.huaman@correo.example", null);
  one.conversations = [chat, mail];
  one.clocks.push(clockFor(27 * HOUR, 48 * HOUR, "resolution"));
  one.viewers = [{ user_id: DIEGO.id ?? "", name: "Diego", typing: false }];
  one.contact_typing = [{ conversation_id: chat.id, until: iso(Date.now() + DAY) }];
  one.uncertain = 1;
  one.tags = [TAGS[0] as Tag];
  const at = (minutesAgo: number) => Date.now() - minutesAgo * MINUTE;
  const bot: Message = { ...outbound(one, chat, "Lamento lo de la olla, Rosa. Envíame una foto y te paso con una persona.", at(78), "read"), author: BOT, purpose: "bot" };
  const photos: Message = inbound(one, chat, "Miren cómo llegó, y la caja venía abierta.", at(75));
  photos.attachments = [
    PHOTO("olla.png", '<path d="M16 18h40l-4 18a5 5 0 0 1-5 4H25a5 5 0 0 1-5-4z" fill="#a0832a"/><path d="M44 18l5 7 3-3 4-4z" fill="#eff2ee"/>'),
    PHOTO("caja.png", '<path d="M18 16l18-6 18 6v18l-18 6-18-6z" fill="#d9b342"/><path d="M18 16l18 6 18-6M36 22v18" fill="none" stroke="#fff" stroke-width="1.5"/>'),
  ];
  const reply: Message = outbound(one, chat, "Hola, Rosa, soy Camila. Te mando una olla nueva sin costo. ¿Me envías la boleta por correo?", at(66), "read");
  reply.reactions = [{ emoji: "🙏", by: contactOf(one) }];
  const receipt: Message = inbound(one, mail, "Aquí va la boleta que me pidieron. Gracias.", at(39));
  receipt.mail = { subject: "Boleta de mi pedido", to: ["hola@pirca.example"], copied: [], blind: [], automatic: "" };
  receipt.parts = [{ type: "text", text: "Aquí va la boleta que me pidieron. Gracias.", quoted: "El jue, 19 nov, Pirca escribió:\n> Hola, Rosa, ¿nos envías la boleta de tu pedido PR-48213?" }];
  receipt.attachments = [{ id: id(), state: "ready", url: "#", mime: "application/pdf", name: "boleta-48213.pdf", size: 84_000, media: "document", reason_code: null }];
  const doubt: Message = outbound(one, chat, "Listo, Rosa: mañana pasan por la olla rota y te dejan la nueva.", at(8), "uncertain");
  doubt.delivery = delivery("uncertain", at(8), "time_out");
  const last: Message = inbound(one, chat, "Ya, ¿me confirmas a qué hora pasan mañana?", at(1));
  world.threads.set(one.id, [
    ...[bot, photos, reply, receipt].map((message) => ({ kind: "message" as const, message })),
    { kind: "note", note: { id: id(), case_id: one.id, author: DIEGO, text: "@Camila queda una en almacén. Recojo la rota mañana de 9 a 12.", mentions: [CAMILA.id ?? ""], at: iso(at(32)), sort_at: iso(at(32)), seq: ++seq } },
    ...[doubt, last].map((message) => ({ kind: "message" as const, message })),
  ]);
  one.last_message_at = last.sort_at;
  world.timelines.set(one.id, [
    { id: id(), kind: "message_uncertain", occurred_at: iso(at(8)), actor: SYSTEM, values: { channel: "whatsapp" } },
    { id: id(), kind: "conversation_joined", occurred_at: iso(at(39)), actor: contactOf(one), values: { channel: "email" } },
    { id: id(), kind: "case_assigned", occurred_at: iso(at(67)), actor: SYSTEM, values: { to: "Camila Rojas", reason: "sticky" } },
    { id: id(), kind: "bot_handed_over", occurred_at: iso(at(74)), actor: BOT, values: {} },
    { id: id(), kind: "case_opened", occurred_at: iso(at(79)), actor: contactOf(one), values: { channel: "whatsapp" } },
  ]);
  const panel = world.contacts.get(one.contact.id) as ContactPanel;
  panel.identities = [
    { id: chat.identity.id, kind: "phone", channel: "whatsapp", value: "+51 987 310 214", scope: "world", verified: true, likelihood: null },
    { id: mail.identity.id, kind: "email", channel: "email", value: "rosa.huaman@correo.example", scope: "world", verified: true, likelihood: null },
    { id: id(), kind: "instagram_user", channel: "instagram", value: "@rosa.cocina", scope: "account", verified: false, likelihood: 0.82 },
  ];
  panel.consents = [
    { purpose: "service", given: true, at: "2025-03-12T15:00:00Z", text_version: "3" },
    { purpose: "marketing", given: false, at: "2025-07-04T15:00:00Z", text_version: "3" },
  ];
  panel.attributes = [
    { key: "plan", names: { es: "Plan" }, kind: "choice", choices: ["Básico", "Familiar"], purpose: "service", sensitive: false, value: "Familiar", source: "agent", set_at: new Date().toISOString(), expires_at: null, editable: true, barred: null },
    { key: "birthday", names: { es: "Cumpleaños" }, kind: "date", choices: [], purpose: "marketing", sensitive: false, value: null, source: null, set_at: null, expires_at: null, editable: true, barred: "consent_missing" },
  ];
  panel.activity = [{ id: id(), kind: "order_delivered", at: iso(Date.now() - 4 * DAY), title: "Pedido PR-48213 entregado", amount: "347.80", currency: "PEN", source: "Tienda en línea" }];
  panel.previous_cases = [
    { ...one, id: id(), number: 19_877, subject: "Cambio de dirección", state: "resolved", opened_at: "2026-08-11T15:00:00Z", tags: [] },
    { ...one, id: id(), number: 18_120, subject: "Vale de regalo vencido", channel: "email", state: "resolved", opened_at: "2026-05-20T15:00:00Z", tags: [] },
  ];
}

function everyKind(world: World) {
  const one = newCase(world, { name: "Ximena Paredes", channel: "whatsapp", subject: "Despacho a Arequipa", preview: "Ya, gracias. ¿Y el número de guía?", slack: 41 * MINUTE, within: 100 * MINUTE });
  const chat = one.conversations[0] as Conversation;
  chat.capabilities = capabilities("whatsapp", Date.now() - MINUTE);
  const at = (minutesAgo: number) => Date.now() - minutesAgo * MINUTE;
  const make = (minutesAgo: number, parts: Message["parts"], more: Partial<Message> = {}): ThreadItem => ({
    kind: "message",
    message: { ...inbound(one, chat, "", at(minutesAgo)), parts, ...more },
  });
  const ours = (minutesAgo: number, text: string, state: Delivery["state"], reason: string | null = null): ThreadItem => {
    const message = outbound(one, chat, text, at(minutesAgo), state);
    return { kind: "message", message: { ...message, delivery: delivery(state, at(minutesAgo), reason) } };
  };
  world.threads.set(one.id, [
    make(2_900, [{ type: "location", latitude: -16.398, longitude: -71.537, name: "Plaza de Armas", address: "Arequipa" }]),
    make(2_890, [{ type: "contact", name: "Mi hermana, Inés Paredes", phones: ["+51 987 000 777"] }]),
    make(2_880, [{ type: "choice", payload: "despacho", title: "Seguir mi despacho" }]),
    make(2_870, [{ type: "order", catalogue: "pirca-2026", items: [{ name: "Taza Ayacucho", quantity: 2, price: "58.80" }], text: "¿Llega antes del sábado?" }]),
    make(2_860, [{ type: "unsupported", what: "poll" }]),
    make(2_850, [{ type: "text", text: "La dirección es Av. Ejército 305" }], { edited_at: iso(at(2_849)), late: true }),
    make(2_840, [], { deleted_at: iso(at(2_839)) }),
    make(1_500, [{ type: "media", media: "voice", ref: "x", caption: "" }], { attachments: [{ id: id(), state: "pending", url: null, mime: "audio/ogg", name: "nota de voz", size: 48_000, media: "voice", reason_code: null }] }),
    make(1_490, [], { attachments: [{ id: id(), state: "failed", url: null, mime: "application/zip", name: "fotos.zip", size: 30_000_000, media: "document", reason_code: "expired" }] }),
    ours(1_480, "Ximena, tu pedido salió hoy de Lima. Llega el viernes.", "delivered"),
    ours(1_470, "Te comparto la guía.", "failed", "window"),
    ours(1_460, "Reenvío la guía en un momento.", "held", "approval"),
    make(1_450, [{ type: "text", text: "Ya, gracias" }], { courtesy: true }),
    make(1_441, [{ type: "text", text: "Ya, gracias. ¿Y el número de guía?" }]),
  ]);
}

const NAMES = ["Julio Cárdenas", "Lucía Fuentes", "Fernanda Quiroga", "Nelson Tapia", "Ana Lucía Bravo", "Gabriel Souza", "Pilar Osorio", "Tomás Ibáñez", "Marisol Vega", "Beatriz Camargo", "Óscar Yupanqui", "Renata Alves", "Hugo Peralta", "Sofía Mendieta", "Andrés Cueto", "Inés Valdivia"];
const MATTERS: [string, string][] = [
  ["Stock en Trujillo", "quería saber si llegan más manteles"],
  ["Lista de novios", "¿Se puede cambiar la dirección de envío?"],
  ["Cambio de color", "Perfecto, el verde entonces"],
  ["Nota fiscal", "Obrigado, vou verificar com o banco"],
  ["Pieza de reposición", "Se rompió la tapa, ¿la venden sola?"],
  ["Devolver llamada", "Prometido hoy a las 11:30"],
  ["Vale de regalo", "Me dice que el código no existe"],
  ["Factura con RUC errado", "Estimados, adjunto la ficha RUC actual"],
  ["¿Sirve en inducción?", "La de 4 litros, la verde"],
  ["Retiro en tienda", "Ya estoy en Miraflores y no lo encuentran"],
];

export const TAGS: Tag[] = ["rotura", "envío", "novios", "factura", "campaña noviembre"].map((name) => ({ id: id(), name }));

export const ASSIGNEES: Assignee[] = [
  { id: CAMILA.id ?? "", name: "Camila Rojas", presence: "available", load: { now: 4, limit: 6 }, team_ids: [postventa.id] },
  { id: DIEGO.id ?? "", name: "Diego Salas", presence: "available", load: { now: 6, limit: 6 }, team_ids: [postventa.id] },
  { id: id(), name: "Milagros Pinto", presence: "away", load: { now: 2, limit: 6 }, team_ids: [postventa.id] },
  { id: id(), name: "Wilmer Ñaupari", presence: "offline", load: { now: 0, limit: 4 }, team_ids: [TEAMS[1]?.id ?? ""] },
];

export const DISPOSITIONS: Disposition[] = (
  [
    ["Producto", ["Llegó roto", "Color o tamaño equivocado", "Repuesto"]],
    ["Entrega", ["Demora", "Dirección equivocada", "Seguimiento"]],
    ["Pago", ["Cobro doble", "Factura o boleta", "Vale de regalo"]],
    ["Consulta", ["Disponibilidad", "Cuidado del producto"]],
  ] as [string, string[]][]
).flatMap(([name, children]) => {
  const parent = { id: id(), parent_id: null, name, retired: false, leaf: false };
  return [parent, ...children.map((child) => ({ id: id(), parent_id: parent.id, name: child, retired: false, leaf: true }))];
});

export const CANNED: CannedReply[] = (
  [
    ["recojo-horario", "Horario de recojo", "Hola, {{contact.first_name}}. Pasamos por tu pedido mañana, de 9 a 12. Ten la caja a la mano; no hace falta imprimir nada."],
    ["recojo-cambio", "Cambio de recojo", "{{contact.first_name}}, cambiamos el recojo para el día que nos digas. ¿Te queda bien el viernes?"],
    ["reclamo-plazos", "Plazos de un reclamo", "Tu caso #{{case.number}} queda registrado. Respondemos en 15 días hábiles como máximo."],
    ["saludo", "Saludo", "Hola, {{contact.first_name}}, soy {{agent.name}}, de {{brand.name}}. ¿En qué te ayudo?"],
  ] as [string, string, string][]
).map(([shortcut, title, body]) => ({ id: id(), version: 1, shortcut, title, body, language: "es", brand_id: null }));

export const TEMPLATES: Template[] = [
  { id: id(), account_id: accountOf("whatsapp").id, name: "seguimiento_caso", language: "es", category: "utility", body: "Hola, {{1}}. Tenemos novedades de tu caso {{2}}. Responde a este mensaje para seguir.", parameters: 2 },
  { id: id(), account_id: accountOf("whatsapp").id, name: "recojo_programado", language: "es", category: "utility", body: "Hola, {{1}}. Pasamos por tu pedido el {{2}}, de 9 a 12.", parameters: 2 },
];

const ALL: Me["permissions"] = ["case.read", "case.reply", "case.note", "case.assign", "case.resolve", "case.reopen", "case.wait", "case.set_aside", "case.tag", "case.merge", "case.split", "conversation.start", "contact.read", "contact.block", "message.resend"];

export function newWorld(): World {
  chance = 7;
  number = 20_400;
  const world: World = {
    me: {
      user: { id: CAMILA.id ?? "", name: "Camila Rojas", email: "camila@pirca.example", alias: "Camila" },
      workspace: { id: id(), slug: "pirca", name: "Pirca" },
      brands: BRANDS,
      teams: [postventa],
      permissions: ALL,
      verbs: [],
      locale: "es",
      time_zone: "America/Lima",
      presence: { state: "available", reason: null, since: iso(Date.now() - HOUR) },
      presence_reasons: ["break", "lunch", "meeting", "training"],
      load: { now: 4, limit: 6 },
      preferences: {
        theme: "system",
        density: "normal",
        single_keys: true,
        enter_sends: false,
        keys: {},
        notices: { new_case: ["sound", "title"], message: ["sound", "title"], mention: ["sound"], promise: ["title"], team_queue: [], token: ["push"] },
        sound: "drop",
        quiet: { on: false, from_minute: 1200, to_minute: 480, days: [] },
        push_shows: "number",
      },
      keeping: { ends_at: iso(Date.now() + 14 * DAY), idle_seconds: 12 * 3_600 },
      now: iso(Date.now()),
    },
    cases: new Map(),
    threads: new Map(),
    timelines: new Map(),
    contacts: new Map(), splits: new Map(),
  };
  newCase(world, { name: "Mateo Arce", channel: "instagram", subject: "Cobro doble", preview: "me cobraron dos veces la misma olla", slack: -18 * MINUTE, within: HOUR, unread: 2, priority: "urgent", address: "@mateo.arce" });
  rosa(world);
  newCase(world, { name: "Boticas San Blas", channel: "email", subject: "Factura con RUC errado", preview: "Estimados, adjunto la ficha RUC actual", slack: 22 * MINUTE, within: 100 * MINUTE, unread: 1 });
  everyKind(world);
  newCase(world, { name: "Visitante 7f3a", channel: "webchat", subject: "¿Sirve en inducción?", preview: "La de 4 litros, la verde", slack: 65 * MINUTE, unread: 1, within: 2 * HOUR });
  for (let place = 0; place < 5; place++) {
    const [subject, preview] = MATTERS[place] as [string, string];
    newCase(world, { name: NAMES[place] as string, channel: draw(["whatsapp", "email", "webchat"]), subject, preview, slack: (80 + place * 47) * MINUTE, within: 8 * HOUR });
  }
  const resting: [string, "contact" | "team" | "third_party"][] = [["Hotel Casa Andén", "contact"], ["Gabriel Souza", "contact"], ["Pilar Osorio", "team"], ["Courier del Sur", "third_party"]];
  for (const [name, on] of resting) {
    newCase(world, { name, channel: draw(["email", "whatsapp"]), subject: draw(MATTERS)[0], preview: "Quedo atento a la propuesta", slack: null, waiting: { on, until: null, team_id: on === "team" ? (TEAMS[1]?.id ?? null) : null, since: iso(Date.now() - HOUR) } });
  }
  for (let place = 0; place < 600; place++) {
    const [subject, preview] = draw(MATTERS);
    newCase(world, { name: draw(NAMES), channel: draw(["whatsapp", "email", "webchat", "instagram"]), subject, preview, slack: (200 + place * 13) * MINUTE, within: 30 * HOUR, holder: place % 5 === 0 ? null : DIEGO });
  }
  return world;
}

export function viewsOf(world: World): View[] {
  const count = (viewId: string) => list(world, viewId).length;
  const unread = (viewId: string) => list(world, viewId).filter((one) => one.unread > 0).length;
  const view = (viewId: string, kind: View["kind"], team_id: string | null = null): View => ({
    id: viewId, kind, name: null, team_id, count: count(viewId), unread: unread(viewId),
    base: null, filter: null, sort: null, editable: false,
  });
  return [
    view("mine", "mine"),
    view("due", "due"),
    view("mentions", "mentions"),
    view("snoozed", "snoozed"),
    view(`unassigned.${postventa.id}`, "unassigned", postventa.id),
    view(`team.${postventa.id}`, "team", postventa.id),
    view("breached", "breached"),
    view("uncertain", "uncertain"),
    view("set_aside", "set_aside"),
    view("resolved", "resolved"),
    { ...view("saved-whatsapp", "saved"), name: "WhatsApp, por responder" },
  ];
}

/** The cases of a view, least slack first and those at rest last. */
export function list(world: World, view: string): CaseDetail[] {
  const mine = (one: CaseDetail) => one.holder?.id === CAMILA.id;
  const late = (one: CaseDetail) => Boolean(one.clock?.due_at && Date.parse(one.clock.due_at) < Date.now());
  const near = (one: CaseDetail) => Boolean(one.clock?.approaching_at && Date.parse(one.clock.approaching_at) < Date.now());
  const tests: Record<string, (one: CaseDetail) => boolean> = {
    mine,
    due: (one) => mine(one) && near(one),
    mentions: () => false,
    snoozed: (one) => mine(one) && one.waiting?.on === "until",
    unassigned: (one) => one.holder === null,
    team: () => true,
    breached: late,
    uncertain: (one) => one.uncertain > 0,
    "saved-whatsapp": (one) => one.channel === "whatsapp",
  };
  const kind = view.split(".")[0] ?? view;
  const all = [...world.cases.values()];
  const slack = (one: CaseDetail) => (one.waiting || !one.clock?.due_at ? Infinity : Date.parse(one.clock.due_at));
  if (kind === "all") return all;
  if (kind === "set_aside") return all.filter((one) => one.set_aside);
  if (kind === "resolved") return all.filter((one) => one.state === "resolved");
  const test = tests[kind] ?? (() => false);
  return all
    .filter((one) => one.state === "open" && !one.set_aside && test(one))
    .sort((one, other) => slack(one) - slack(other) || (one.opened_at < other.opened_at ? -1 : 1));
}
