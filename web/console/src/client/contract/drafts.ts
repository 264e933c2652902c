/** What somebody is writing on a case, as the server keeps it. */

import type { Id, Instant } from "./basics";
import type { MediaKind } from "./cases";
import type { MessageSource } from "./posted";

export interface DraftBody {
  mode: "reply" | "note";
  reply: string;
  note: string;
  subject: string;
  to: string; // addresses as they were typed
  copied: string;
  blind: string;
  conversation_id: Id | null;
  attachments: { id: Id; name: string; mime: string; size: number; media: MediaKind }[];
  sources: MessageSource[];
  origin: string;
  template: { id: Id; parameters: string[] } | null;
  mentions: { kind: "user" | "team"; id: Id; words: string }[];
}

export interface DraftView {
  case_id: Id;
  /** It counts the changes: whoever writes says on which one it builds, 0 on none. */
  revision: number;
  body: DraftBody;
  at: Instant;
}
