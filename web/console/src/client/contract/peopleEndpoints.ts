/** Addresses of people, teams, units, roles and grants. */

import type { AuditEndpoints } from "./auditEndpoints";
import type { Id, Locale } from "./basics";
import type {
  GrantPlace,
  GrantRow,
  Invitation,
  InvitationMade,
  NewGrant,
  NewInvitation,
  Organisation,
  PeopleFound,
  PeoplePage,
  PersonView,
  RoleView,
  TeamMember,
  Unit,
  UserState,
} from "./people";
import type { SettingsEndpoints } from "./settingsEndpoints";

export interface PeopleEndpoints extends AuditEndpoints, SettingsEndpoints {
  "GET /people": {
    query: { search?: string; state?: UserState; team_id?: Id; cursor?: string; limit?: number };
    answer: PeoplePage;
  };
  "GET /people/{id}": { answer: PersonView };
  /** 409 email_taken. */
  "PATCH /users/{id}": {
    body: { name?: string; alias?: string; email?: string; locale?: Locale; time_zone?: string };
    answer: unknown;
  };
  /** 409 last_administrator. */
  "POST /users/{id}/disable": { answer: null };
  /** The open cases that go back to their queues when somebody is let in no more. */
  "GET /users/{id}/left-behind": { answer: { cases: number } };
  "POST /users/{id}/enable": { answer: null };
  "POST /users/{id}/sign-out": { answer: null };
  /** Codes and passkeys both; their sessions end. */
  "DELETE /users/{id}/second-factor": { answer: null };

  "GET /invitations": { answer: Invitation[] };
  /** 409 email_taken; 422 by field. */
  "POST /invitations": { body: NewInvitation; answer: InvitationMade };
  /** `file` in base64. Without `apply` it is only looked at. 422 invalid {field: file, reason}, file_lines_wrong {lines}. */
  "POST /people/import": { body: { file: string; locale: Locale; time_zone: string; apply: boolean }; answer: PeopleFound };
  "POST /users/{id}/invitation": { answer: InvitationMade };
  "GET /users/{id}/invitation": { answer: InvitationMade };
  "DELETE /users/{id}/invitation": { answer: null };

  "GET /organisation": { answer: Organisation };
  "POST /organisation/teams": { body: { name: string; unit_id: Id }; answer: { id: Id; unit_id: Id; name: string } };
  "PATCH /organisation/teams/{id}": { body: { name?: string; unit_id?: Id }; answer: unknown };
  /** 409 team_in_use {queues}, last_administrator. */
  "DELETE /organisation/teams/{id}": { answer: null };
  "GET /organisation/teams/{id}/members": { answer: TeamMember[] };
  "PUT /organisation/teams/{id}/members/{user_id}": { body: { leader?: boolean }; answer: null };
  "DELETE /teams/{id}/members/{user_id}": { answer: null };
  "POST /organisation/units": { body: { parent_id: Id; kind: "region" | "country"; name: string }; answer: Unit };
  /** 422 unit_misplaced. */
  "PATCH /organisation/units/{id}": { body: { name?: string; parent_id?: Id }; answer: Unit };

  "GET /roles": { answer: RoleView[] };
  /** 403 more_than_you_may {verb}; 409 conflict {field: name}. */
  "POST /roles": { body: { name: string; copied_from: string; verbs: string[]; description?: string }; answer: RoleView };
  "PATCH /roles/{code}": { body: { name?: string; description?: string; verbs?: string[] }; answer: RoleView };
  /** 409 role_held {grants}. */
  "DELETE /roles/{code}": { answer: null };
  "GET /grants": { query: { user_id?: Id; team_id?: Id; role?: string }; answer: GrantRow[] };
  /** 403 more_than_you_may {verb}. */
  "POST /grants": { body: NewGrant; answer: { id: Id } };
  /** 409 last_administrator. */
  "DELETE /grants/{id}": { answer: null };
  "GET /places": { answer: GrantPlace[] };
}
