import type { Id, Instant } from "./basics";
import type { NoticeKind } from "./preferences";

/** Something that this person may want to be told of; their preferences say in which ways. */
export interface Notice {
  kind: NoticeKind;
  case_id: Id;
  number: number;
  contact: string;
  seq: number;
  at: Instant;
}

/** A browser that is told while its desk is closed. */
export interface Device {
  id: Id;
  device: string;
  created_at: Instant;
  told_at: Instant | null;
  /** Of this session. */
  here: boolean;
}

/** `public_key` is what a browser listens with (VAPID), base64url. */
export interface Pushes {
  public_key: string;
  devices: Device[];
}
