import type { Id } from "./basics";
import type { Calendar, Effect, HolderKind, HoursPlan, Published, Year } from "./hours";

/** 422 overlapping_hours {day}, unknown_timezone, unknown_holidays, never_open; 409 name_taken, calendar_changed. */
export interface HoursEndpoints {
  "GET /calendars": { query: { retired?: boolean }; answer: Calendar[] };
  "POST /calendars": { body: { name: string; plan: HoursPlan; brand_id: Id | null }; answer: Calendar };
  /** What a plan makes of a year, saved or not. */
  "POST /calendars/year": { body: { plan: HoursPlan; year: number }; answer: Year };
  /** Countries whose public holidays are known, each with its subdivisions. */
  "GET /calendars/places": { answer: Record<string, string[]> };
  "PUT /calendars/{id}": { body: { name: string; plan: HoursPlan; version: number }; answer: Calendar };
  "GET /calendars/{id}/versions": { answer: Published[] };
  "GET /calendars/{id}/versions/{version}": { answer: HoursPlan };
  "POST /calendars/{id}/effect": { body: { plan: HoursPlan }; answer: Effect };
  "POST /calendars/{id}/attach": { body: { holder_kind: HolderKind; holder_id: Id }; answer: Calendar };
  "POST /calendars/{id}/detach": { body: { holder_kind: HolderKind; holder_id: Id }; answer: Calendar };
  /** 409 calendar_in_use {holders}. */
  "POST /calendars/{id}/retire": { body: Record<string, never>; answer: Calendar };
  "POST /calendars/{id}/restore": { body: Record<string, never>; answer: Calendar };
}
