/** What happens by itself: rules, what they did, macros, automatic replies. */

import type { Id, Instant } from "./basics";
import type { CaseDetail } from "./cases";

export type TriggerKind =
  | "message_received"
  | "case_opened"
  | "case_reopened"
  | "case_assigned"
  | "case_waiting"
  | "case_resumed"
  | "case_resolved"
  | "tag_added"
  | "tag_removed"
  | "priority_changed"
  | "promise_approaching"
  | "promise_broken"
  | "contact_left"
  | "time_passed"
  | "message_understood"
  | "message_corrected"
  | "case_judged"
  | "team_absent";

export type Since = "opened" | "unanswered" | "waiting" | "assigned" | "resolved";

/** What the server leaves out is null or its usual value. */
export interface Trigger {
  kind: TriggerKind;
  tag_id?: Id | null;
  since?: Since | null;
  minutes?: number | null;
  team_id?: Id | null;
}

export type ChoiceField =
  | "state"
  | "waiting_on"
  | "queue"
  | "holder"
  | "team"
  | "agent"
  | "tag"
  | "disposition"
  | "surface"
  | "channel"
  | "account"
  | "brand"
  | "country"
  | "language"
  | "organisation"
  | "flag"
  | "origin"
  | "about"
  | "sentiment"
  | "message_language"
  | "target";
export type NumberField = "priority" | "tier" | "minutes_open" | "minutes_unanswered" | "files" | "rating";
export type YesNoField = "open_hours" | "somebody_available" | "first_case" | "courtesy" | "public" | "from_ad";
/** What is predicted of a case: `csat`, `influence` and `value` from 0 to 100, `urgency` 0, 1 or 2, the others from 0 to 1. */
export type Prediction =
  | "csat"
  | "urgency"
  | "dissatisfied"
  | "escalation"
  | "churn"
  | "lead"
  | "needs_human"
  | "offensive"
  | "engageable"
  | "influence"
  | "value";
export type ValueOp = "is" | "is_not" | "at_least" | "at_most" | "known" | "unknown";
export type Scalar = string | number | boolean;

export type Leaf =
  | { is: "text"; words: string[]; op?: "any" | "all" | "none"; whole?: boolean }
  | { is: "earlier"; days: number; at_least?: number; words?: string[] }
  | { is: "choice"; field: ChoiceField; values: string[]; op?: "is" | "is_not" }
  | { is: "number"; field: NumberField; value: number; op?: ValueOp }
  | { is: "yes_no"; field: YesNoField; value?: boolean }
  | { is: "attribute"; key: string; op: ValueOp; value?: Scalar | null }
  | { is: "time"; days?: number[]; begins?: number; ends?: number }
  | { is: "prediction"; name: Prediction; value: number; op?: ValueOp };
export type Group = { is: "all" | "any"; of: Condition[] };
export type Condition = Group | { is: "not"; of: Condition } | Leaf;

export type Action =
  | { do: "assign"; queue_id?: Id | null; team_id?: Id | null; user_id?: Id | null }
  | { do: "priority"; priority: number }
  | { do: "tag"; tag_id: Id }
  | { do: "untag"; tag_id: Id }
  | { do: "attribute"; key: string; value: Scalar | null }
  | { do: "note"; text: string }
  | { do: "reply"; canned_id?: Id | null; texts?: Record<string, string> }
  | { do: "wait"; on: "contact" | "third_party" | "team" | "until"; minutes?: number | null; team_id?: Id | null }
  | { do: "set_aside"; reason: string }
  | { do: "resolve"; disposition_id?: Id | null }
  | { do: "escalate"; level: "supervisor" | "team"; team_id?: Id | null; user_id?: Id | null; hands_over?: boolean; rests?: boolean }
  | { do: "skill"; skill_id: Id; level?: number }
  | { do: "take_private"; texts: Record<string, string> }
  | { do: "moderate"; act: "hide" | "delete" }
  | { do: "hand_over"; act: "take" | "pass" | "automation"; app?: string }
  | { do: "webhook"; code: string };

export interface RuleBody {
  when: Trigger;
  then: Action[];
  given?: Condition;
  stop?: boolean;
}

export type RuleState = "draft" | "active" | "off";

/** What the author of a rule should know; `what` is the action or thing that it is about. */
export interface RuleFinding {
  code: "contradicts" | "may_contradict" | "may_loop";
  other: Id | null;
  other_name: string;
  what: string;
}

export interface Rule {
  id: Id;
  name: string;
  position: number;
  state: RuleState;
  version: number;
  body: RuleBody;
  changed_at: Instant;
  /** Of the last thirty days. */
  looked: number;
  matched: number;
  last_at: Instant | null;
  findings: RuleFinding[];
}

export interface RuleVersion {
  version: number;
  name: string;
  body: RuleBody;
  by: string;
  at: Instant;
}

/** A stretch of the log, looked through; `through` is the share of all of it, `as_now` what is known only as it is today. */
export interface DryRun {
  looked: number;
  matched: { seq: number; case_id: Id; number: number; words: string; at: Instant }[];
  unknown: number;
  next: number | null;
  through: number;
  as_now: string[];
  /** What its messages would cost at today's prices: decimals by currency. */
  cost: { messages: number; money: Record<string, string>; unpriced: number };
}

export type RunOutcome = "done" | "nothing" | "refused" | "stopped";

export interface RunView {
  id: Id;
  source: "rule" | "macro";
  source_id: Id;
  name: string;
  version: number;
  case_id: Id;
  number: number | null;
  at: Instant;
  event: string;
  outcome: RunOutcome;
  reason: string;
  steps: { action: Action["do"]; outcome: RunOutcome; reason: string }[];
  /** How many rules had set each other off before it. */
  depth: number;
  by: string;
  undone_at: Instant | null;
  undoable: boolean;
}

export interface Named {
  id: string;
  name: string;
}

/** What rules and macros may name. */
export interface AutomationChoices {
  queues: Named[];
  teams: Named[];
  users: Named[];
  tags: Named[];
  skills: Named[];
  dispositions: Named[];
  accounts: Named[];
  channels: string[];
  organisations: Named[];
  flags: string[];
  canned: Named[];
  attributes: { key: string; name: string; kind: "text" | "number" | "date" | "choice" | "yes_no"; choices: string[] }[];
  variables: string[];
}

/** Of one person (`own`), of a team, or of everybody. */
export interface Macro {
  id: Id;
  name: string;
  own: boolean;
  team_id: Id | null;
  version: number;
  then: Action[];
  changed_at: Instant;
  retired_at: Instant | null;
  editable: boolean;
}

export interface MacroUsed {
  run_id: Id;
  name: string;
  steps: { action: Action["do"]; outcome: RunOutcome }[];
  undoable: boolean;
  case: CaseDetail;
}

export type ReplyKind = "greeting" | "away" | "slow";

/** For a brand or all (null), on a channel or all (""). The nearest one that is on is said. */
export interface AutoReply {
  id: Id;
  kind: ReplyKind;
  brand_id: Id | null;
  channel: string;
  texts: Record<string, string>;
  active: boolean;
  /** It is said once in so long to one conversation. */
  window_minutes: number;
  /** Of `slow`: how long nobody has answered. */
  after_minutes: number;
  version: number;
  changed_at: Instant | null;
}

export interface AutoReplies {
  items: AutoReply[];
  shipped: Record<ReplyKind, Record<string, string>>;
  variables: string[];
}
