/** People, teams, units, roles and grants, as those who administer see them. */

import type { Id, Instant, Locale } from "./basics";

export type UserState = "invited" | "active" | "disabled";
export type ScopeKind = "workspace" | "unit" | "brand" | "queue" | "account";
export type UnitKind = "global" | "region" | "country" | "brand";

export interface PersonRow {
  id: Id;
  email: string;
  name: string;
  alias: string;
  locale: Locale;
  time_zone: string;
  state: UserState;
  created_at: Instant;
  teams: Id[];
  roles: string[]; // of their own and of their teams
  seen_at: Instant | null;
  second_factor: boolean;
}

export interface PeoplePage {
  items: PersonRow[];
  next: string | null;
  states: Partial<Record<UserState, number>>; // of all people, whatever was searched
}

export interface GrantRow {
  id: Id;
  user_id: Id | null;
  team_id: Id | null;
  name: string; // of the person or the team
  role: string;
  scope_kind: ScopeKind;
  scope_id: Id | null;
  until: Instant | null;
  granted_at: Instant | null;
  granted_by: string; // empty: the house itself
}

export interface OpenSession {
  id: Id;
  user_id: Id;
  device: string; // what the browser called itself
  created_at: Instant;
  seen_at: Instant;
  expires_at: Instant;
  second_factor: boolean; // shown when it began, or set up since
}

export type LinkMail = "none" | "waiting" | "sent" | "failed";

export interface PersonView {
  person: PersonRow;
  memberships: { team_id: Id; name: string; leader: boolean; from_at: Instant }[];
  grants: GrantRow[];
  /** What they may do: each verb with the grants that give it. */
  verbs: Record<string, Id[]>;
  sessions: OpenSession[];
  invitation: { made_at: Instant; expires_at: Instant; mail: LinkMail } | null;
}

export interface NewGrant {
  to: Id;
  team?: boolean;
  role: string;
  scope_kind: ScopeKind;
  scope_id?: Id | null;
  until?: Instant | null;
}

/** A place that a grant may reach; `depth` is that of a unit in the tree. */
export interface GrantPlace {
  kind: Exclude<ScopeKind, "workspace">;
  id: Id;
  name: string;
  depth: number;
}

export interface RoleView {
  code: string;
  source: string;
  names: Record<Locale, string>;
  verbs: string[];
  own: boolean;
  description: string;
  copied_from: string | null;
  held: number | null; // grants in force; null where this account may not see them
}

export interface Unit {
  id: Id;
  parent_id: Id | null;
  kind: UnitKind;
  name: string;
  path: Id[];
}

export interface TeamRow {
  id: Id;
  unit_id: Id;
  name: string;
  members: number;
}

export interface Organisation {
  units: Unit[];
  teams: TeamRow[];
}

export interface TeamMember {
  user_id: Id;
  name: string;
  email: string;
  state: UserState;
  leader: boolean;
  from_at: Instant;
}

export interface Invitation {
  user_id: Id;
  name: string;
  email: string;
  made_at: Instant;
  expires_at: Instant;
  made_by: string;
  mail: LinkMail;
}

export type LineProblem = "email" | "name" | "encoding" | "twice" | "taken" | "team" | "role" | "unit" | "more";

/** What would become of one line of a file; `number` as a spreadsheet counts. */
export interface FileLine {
  number: number;
  email: string;
  name: string;
  team: string;
  role: string;
  unit: string;
  problems: LineProblem[];
}

export interface PeopleFound {
  encoding: string;
  separator: string;
  lines: FileLine[];
  done: boolean;
}

export interface InvitationMade {
  user_id: Id;
  url: string;
  expires_at: Instant;
  mail: LinkMail;
}

export interface NewInvitation {
  email: string;
  name: string;
  locale: Locale;
  time_zone: string;
  teams: Id[];
  grants: { role: string; scope_kind: ScopeKind; scope_id: Id | null; until: Instant | null }[];
}
