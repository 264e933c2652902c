// Cases of the make-believe desk.
import type { CaseDetail } from "../src/client/contract/cases.ts";
import type { ContactPanel } from "../src/client/contract/contacts.ts";
import type { CaseRow, Clock } from "../src/client/contract/lists.ts";
import type { ThreadItem, TimelineEntry } from "../src/client/contract/messages.ts";
import type { Actor, Me } from "../src/client/contract/who.ts";
import { BRANDS, CAMILA, DAY, HOUR, MINUTE, accountOf, conversationOn, id, iso, postventa } from "./house.ts";
import { contactOf, inbound } from "./messages.ts";

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

/** Begin to count cases anew. */
export const beginNumbers = () => {
  number = 20_400;
};

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
    rating: null,
    at_risk: false,
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
    referral: null,
    outlook: null,
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
    worth: { influence: null, value: null, refused: false },
  });
  return made;
}
