import type { Id, Instant } from "./basics";
import type { BulkRefusal } from "./bulkEndpoints";
import type { AgentDay, AgentPlan, Alert, AlertDeed, AlertRule, FloorAgent, Measure, Target, Wall, WallLink } from "./floor";
import type { Note } from "./messages";
import type { PresenceState } from "./who";

/** Which part of one's reach: ids parted by commas. */
export interface FloorQuery {
  brand?: string;
  queue?: string;
  team?: string;
}

export interface FloorEndpoints {
  /** Live as `wall:brand=…&queue=…`. */
  "GET /floor": { query: FloorQuery; answer: Wall };
  /** Live as `agents:brand=…&queue=…`. */
  "GET /floor/agents": { query: FloorQuery; answer: FloorAgent[] };
  /** By agent. */
  "GET /floor/days": { query: FloorQuery; answer: Record<Id, AgentDay> };
  /** By agent: what is expected of each today; whoever has no shift is left out. */
  "GET /floor/adherence": { query: FloorQuery; answer: Record<Id, AgentPlan> };
  /** The open cases that they have in charge. */
  "GET /floor/agents/{id}/cases": { answer: Id[] };
  "PUT /floor/agents/{id}/presence": { body: { state: PresenceState; reason: string | null }; answer: FloorAgent };
  /** 422 senseless_capacity. */
  "PUT /floor/agents/{id}/capacity": { body: { capacity: number }; answer: FloorAgent };
  /**
   * Give the cases that wait longest to these people, or to whoever has room. Undone as any act on many cases, by the
   * `act` that the browser minted. `left`: waited, and nobody had room.
   */
  "POST /floor/queues/{id}/rescue": { body: { act: Id; count: number; agents: Id[] }; answer: { done: Record<Id, number>; refused: BulkRefusal[]; left: number } };
  /** A look that nobody is told of: the audit log keeps it. */
  "POST /cases/{id}/watch": { body: Record<string, never>; answer: null };
  /** A note for whoever holds the case. 409 nobody_in_charge. */
  "POST /cases/{id}/whispers": { body: { id: Id; text: string }; answer: Note };
  "GET /floor/alert-rules": { answer: AlertRule[] };
  "POST /floor/alert-rules": {
    body: { id: Id; measure: Measure; threshold: number; for_seconds: number; queue_id: Id | null; owner_id: Id | null; sound: boolean };
    answer: AlertRule[];
  };
  "DELETE /floor/alert-rules/{id}": { answer: null };
  /** Newest first, those that ended too. Live as `alerts`. */
  "GET /floor/alerts": { answer: Alert[] };
  /** `until` goes with "snoozed": at most a day. */
  "POST /floor/alerts/{id}": { body: { deed: AlertDeed; until?: Instant }; answer: Alert[] };
  "GET /floor/links": { answer: WallLink[] };
  /** The secret is told this once. */
  "POST /floor/links": { body: { name: string; days: number } & FloorQuery; answer: { link: WallLink; secret: string } };
  "DELETE /floor/links/{id}": { answer: null };
  /** A null value goes back to what holds otherwise. */
  "PUT /floor/targets": { body: { measure: Measure; value: number | null; queue_id: Id | null }; answer: Target[] };
}
