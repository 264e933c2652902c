import type { Id } from "./basics";
import type { AdherenceDay, Day, DayLines, MissingPerson, OwnWeek, ScheduleLine, ScheduleWeek, Shift, ShiftPlan, WeekPlan, WeekTemplate } from "./schedules";

export interface PlanQuery {
  brand_id: Id;
  monday: Day;
  share?: number;
  within?: number;
  shrinkage?: number;
  order?: string;
  people?: number;
}

export interface SchedulesEndpoints {
  "GET /schedule/teams": { answer: { id: Id; name: string; time_zone: string }[] };
  "GET /schedule": { query: { team_id: Id; monday: Day }; answer: ScheduleWeek };
  "GET /schedule/mine": { query: { monday: Day }; answer: OwnWeek };
  /** 409 shifts_overlap; 422 nothing_to_plan. */
  "POST /schedule/fill": { body: { team_id: Id; template_id: Id; user_ids: Id[]; monday: Day; weeks: number; calendar_id: Id | null }; answer: { shifts: number } };
  "POST /schedule/copy": { body: { team_id: Id; user_ids: Id[]; source: Day; monday: Day; weeks: number }; answer: { shifts: number } };
  "GET /schedule/csv": { query: { team_id: Id; monday: Day }; answer: { csv: string } };
  /** 422 schedule_file_unread. */
  "POST /schedule/csv": { body: { team_id: Id; csv: string; time_zone: string; apply: boolean }; answer: ScheduleLine[] };
  /** 409 shifts_overlap {name, starts, ends, other_starts, other_ends}; 422 senseless_shift {reason}. */
  "POST /shifts": { body: ShiftPlan & { id: Id }; answer: Shift };
  "PUT /shifts/{id}": { body: ShiftPlan & { version: number }; answer: Shift };
  "DELETE /shifts/{id}": { answer: null };
  "POST /shifts/{id}/restore": { answer: Shift };
  "PUT /week-templates/{id}": { body: Omit<WeekTemplate, "id">; answer: WeekTemplate };
  "DELETE /week-templates/{id}": { answer: null };
  "GET /adherence": { query: { team_id: Id; first: Day; last: Day; time_zone: string }; answer: AdherenceDay[] };
  "GET /adherence/day": { query: { team_id: Id; day: Day; time_zone: string }; answer: DayLines };
  "GET /adherence/missing": { query: { team_id: Id }; answer: MissingPerson[] };
  "GET /staffing": { query: PlanQuery; answer: WeekPlan };
  /** 422 volumes_unread {line, reason}. */
  "POST /staffing/volumes": { body: { brand_id: Id; csv: string }; answer: { half_hours: number } };
}
