/** Saved views: mine, and those of my teams. */

import type { Id } from "./basics";
import type { CaseFilter, CaseSort, View } from "./lists";

export interface ViewsEndpoints {
  /** The id is minted by the browser; without a team the view is mine. 403 for a team without `views.share`. */
  "POST /views": {
    body: { id: Id; name: string; team_id: Id | null; base: string; filter: CaseFilter; sort: CaseSort };
    answer: View;
  };
  "PATCH /views/{id}": { body: { name?: string; base?: string; filter?: CaseFilter; sort?: CaseSort }; answer: View };
  "DELETE /views/{id}": { answer: null };
  "POST /views/{id}/restore": { body: Record<string, never>; answer: View };
  /** Views of one person or team, in the order in which they are to stand. */
  "PUT /views/order": { body: { ids: Id[] }; answer: null };
}
