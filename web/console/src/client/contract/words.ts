/** Tags, reasons, saved texts and attributes, as administration sees them. Counts end at 10,000. */

import type { Id, Instant, Page } from "./basics";

export interface TagRow {
  id: Id;
  name: string;
  cases: number;
  retired_at: Instant | null;
  merged_into: Id | null;
}

export interface DispositionNode {
  id: Id;
  parent_id: Id | null;
  position: number;
  code: string;
  name: Record<string, string>;
  cases: number;
  retired_at: Instant | null;
  merged_into: Id | null;
}

export interface DispositionTree {
  nodes: DispositionNode[];
  required: { brand_id: Id; name: string; required: boolean }[];
}

export interface SavedText {
  id: Id;
  version: number;
  shortcut: string;
  title: string;
  folder: string;
  texts: Record<string, string>;
  unit_id: Id;
  team_id: Id | null;
  uses: number;
  used_at: Instant | null;
  retired_at: Instant | null;
}

export type SavedPage = Page<SavedText>;

export interface SavedPlaces {
  units: { id: Id; name: string; kind: string }[];
  teams: { id: Id; name: string; unit_id: Id }[];
  folders: Record<string, number>;
  variables: string[];
}

export interface ImportedLine {
  line: number;
  shortcut: string;
  outcome: "new" | "changed" | "same" | "refused";
  reason: string;
}

export interface Filled {
  text: string;
  language: string;
  missing: string[];
}

export interface AttributeDefinition {
  id: Id;
  key: string;
  names: Record<string, string>;
  kind: "text" | "number" | "date" | "choice" | "yes_no";
  choices: string[];
  purpose: string;
  legal_basis: "consent" | "contract" | "legitimate_interest" | "legal_obligation";
  retention_days: number | null;
  sensitive: boolean;
  seen_with: string;
  edited_with: string;
  position: number;
  needed_to_resolve: boolean;
  kept: number;
  retired_at: Instant | null;
}
