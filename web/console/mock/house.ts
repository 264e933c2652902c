// Who the make-believe firm is: brands, teams, people, accounts, words that are chosen from.
import type { Capabilities, Conversation, Disposition } from "../src/client/contract/cases.ts";
import type { CannedReply, ChannelAccount, Template } from "../src/client/contract/choices.ts";
import type { CaseRow, Tag } from "../src/client/contract/lists.ts";
import type { Actor, Assignee, Load, Me, PresenceReason, Team } from "../src/client/contract/who.ts";
import { uuid7 } from "../src/client/uuid7.ts";

/** A small invented workspace in memory: pots of clay from Lima and Bogotá. Nothing here is true. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const iso = (at: number) => new Date(at).toISOString();
export const id = () => uuid7();

let chance = 7;

/** Let the same things be drawn again. */
export const beginDraws = () => {
  chance = 7;
};

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

export const postventa = TEAMS[0] as Team;
export const CAMILA: Actor = { kind: "user", id: id(), name: "Camila Rojas", alias: "Camila" };
export const DIEGO: Actor = { kind: "user", id: id(), name: "Diego Salas", alias: null };
export const BOT: Actor = { kind: "bot", id: id(), name: "Asistente", alias: null };
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

export const accountOf = (channel: string) => ACCOUNTS.find((one) => one.channel === channel) as ChannelAccount;

export function capabilities(channel: string, openUntil: number | null): Capabilities {
  const mail = channel === "email";
  const whatsapp = channel === "whatsapp";
  const open = !whatsapp || (openUntil !== null && openUntil > Date.now());
  return {
    live: channel === "webchat",
    window: open ? "open" : "template_only",
    open_until: whatsapp && openUntil !== null ? iso(openUntil) : null,
    text_limit: mail ? 200_000 : whatsapp ? 4_096 : 1_000,
    text_unit: "characters",
    segmented: false, replaces: false,
    media: { image: 5_000_000, document: mail ? 25_000_000 : 16_000_000, audio: 16_000_000, video: 16_000_000, voice: 16_000_000 },
    mime: [],
    files: mail ? 20 : 10,
    buttons: whatsapp ? 3 : 0,
    list_rows: whatsapp ? 10 : 0,
    templates: whatsapp,
    subject: mail,
    recipients: mail ? 50 : 1,
    light_marks: whatsapp,
    rich_text: mail,
    reactions: whatsapp,
    typing_in: channel === "webchat",
    typing_out: channel === "webchat",
    public: false,
    private_reply: false,
    private_link: "",
    moderation: [],
    own_moderation: [],
    charged: whatsapp,
    opt_out: "begun",
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
    opted_out: null,
    thread: null,
    post: null,
    voice: null,
  };
}

export const TAGS: Tag[] = ["rotura", "envío", "novios", "factura", "campaña noviembre"].map((name) => ({ id: id(), name }));

const reason = (code: string, state: PresenceReason["state"], es: string, en: string, pt: string): PresenceReason => ({
  code,
  state,
  names: { es, en, pt },
  kept: true,
});

export const REASONS: PresenceReason[] = [
  reason("break", "break", "pausa", "break", "pausa"),
  reason("lunch", "break", "almuerzo", "lunch", "almoço"),
  reason("meeting", "away", "reunión", "meeting", "reunião"),
  reason("training", "away", "capacitación", "training", "treinamento"),
];

/** Live cases held of so many, and a mail besides. */
export const loaded = (now: number, limit: number): Load => ({
  now: now + 1,
  limit: limit + 10,
  live: { now, limit },
  deferred: { now: 1, limit: 10 },
});

export const ASSIGNEES: Assignee[] = [
  { id: CAMILA.id ?? "", name: "Camila Rojas", presence: "available", load: loaded(4, 6), team_ids: [postventa.id] },
  { id: DIEGO.id ?? "", name: "Diego Salas", presence: "available", load: loaded(6, 6), team_ids: [postventa.id] },
  { id: id(), name: "Milagros Pinto", presence: "away", load: loaded(2, 6), team_ids: [postventa.id] },
  { id: id(), name: "Wilmer Ñaupari", presence: "offline", load: loaded(0, 4), team_ids: [TEAMS[1]?.id ?? ""] },
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

const APPROVED = { state: "approved" as const, reason: "", header: "", footer: "", buttons: [] };
export const TEMPLATES: Template[] = [
  { id: id(), account_id: accountOf("whatsapp").id, name: "seguimiento_caso", language: "es", category: "utility", body: "Hola, {{1}}. Tenemos novedades de tu caso {{2}}. Responde a este mensaje para seguir.", parameters: 2, ...APPROVED },
  { id: id(), account_id: accountOf("whatsapp").id, name: "recojo_programado", language: "es", category: "utility", body: "Hola, {{1}}. Pasamos por tu pedido el {{2}}, de 9 a 12.", parameters: 2, ...APPROVED },
];

export const ALL: Me["permissions"] = ["case.read", "case.reply", "case.note", "case.assign", "case.resolve", "case.reopen", "case.wait", "case.set_aside", "case.tag", "case.merge", "case.split", "conversation.start", "contact.read", "contact.block", "contact.forget", "message.resend", "message.moderate", "message.remove"];
