// What happened to whom: enough of everything to look at.
import type { Conversation } from "../src/client/contract/cases.ts";
import type { ContactPanel } from "../src/client/contract/contacts.ts";
import type { Tag } from "../src/client/contract/lists.ts";
import type { Delivery, Message, ThreadItem } from "../src/client/contract/messages.ts";
import { type World, clockFor, newCase } from "./cases.ts";
import { BOT, CAMILA, DAY, DIEGO, HOUR, MINUTE, SYSTEM, TAGS, capabilities, conversationOn, id, iso } from "./house.ts";
import { contactOf, delivery, inbound, nextSeq, outbound } from "./messages.ts";

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

export function rosa(world: World) {
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
    { kind: "note", note: { id: id(), case_id: one.id, author: DIEGO, text: "@Camila queda una en almacén. Recojo la rota mañana de 9 a 12.", mentions: [CAMILA.id ?? ""], at: iso(at(32)), sort_at: iso(at(32)), seq: nextSeq(), kind: "note" } },
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
    { purpose: "service", given: true, at: "2025-03-12T15:00:00Z", text_version: "3", how: "", words: "" },
    { purpose: "marketing", given: false, at: "2025-07-04T15:00:00Z", text_version: "3", how: "", words: "" },
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

export function everyKind(world: World) {
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

export const NAMES = ["Julio Cárdenas", "Lucía Fuentes", "Fernanda Quiroga", "Nelson Tapia", "Ana Lucía Bravo", "Gabriel Souza", "Pilar Osorio", "Tomás Ibáñez", "Marisol Vega", "Beatriz Camargo", "Óscar Yupanqui", "Renata Alves", "Hugo Peralta", "Sofía Mendieta", "Andrés Cueto", "Inés Valdivia"];

export const MATTERS: [string, string][] = [
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
