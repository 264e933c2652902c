import type { Id } from "./basics";
import type { Panel, PanelAnswer, Tell } from "./panels";

export interface PanelsEndpoints {
  "GET /contacts/{id}/panels": { query: { case_id?: Id }; answer: PanelAnswer[] };
  /** Null when the panel went to rest meanwhile. */
  "POST /contacts/{id}/panels/{panel_id}/ask": { body: { case_id?: Id }; answer: PanelAnswer | null };
  "GET /panels": { answer: Panel[] };
  /** The secret is told once. 422 panel_refused {reason}; 409 too_many_panels {most}. */
  "POST /panels": { body: { name: string; url: string; tells: Tell[]; brand_id?: Id | null }; answer: { panel: Panel; secret: string } };
  "PATCH /panels/{id}": { body: { name?: string; url?: string; tells?: Tell[]; paused?: boolean }; answer: Panel };
  "DELETE /panels/{id}": { answer: null };
  "POST /panels/{id}/secret": { body: Record<string, never>; answer: { secret: string } };
}
