import type { Id } from "./basics";
import type { CaseDetail } from "./cases";
import type { AgentCapacity, CaseOffer, QueueRow, QueueTerms, Skill, SkillTerms } from "./routing";

type Nothing = Record<string, never>;

/**
 * 409 offer_gone; not_at_work; nothing_waits, no_queue_to_take, no_room_to_take, not_able_to_take, kept_for_another;
 * overflow_in_circles; skill_taken. 422 senseless_queue, senseless_capacity, senseless_skill.
 */
export interface RoutingEndpoints {
  "POST /cases/next": { body: Nothing; answer: CaseDetail };
  "GET /me/offers": { answer: CaseOffer[] };
  "POST /me/offers/{id}/accept": { body: Nothing; answer: CaseDetail };
  "POST /me/offers/{id}/decline": { body: Nothing; answer: null };
  "GET /routing/queues": { answer: QueueRow[] };
  "POST /routing/queues": { body: QueueTerms; answer: QueueRow };
  "PUT /routing/queues/{id}": { body: QueueTerms; answer: QueueRow };
  "POST /routing/queues/{id}/retire": { body: Nothing; answer: null };
  "GET /routing/agents": { answer: AgentCapacity[] };
  "PUT /routing/agents/{id}/capacity": { body: { live: number; deferred: number; limits?: Record<string, number> }; answer: AgentCapacity };
  "PUT /routing/agents/{id}/skills": { body: { levels: Record<Id, number> }; answer: AgentCapacity };
  "GET /skills": { answer: Skill[] };
  "POST /skills": { body: SkillTerms; answer: Skill };
  "PUT /skills/{id}": { body: SkillTerms; answer: Skill };
  "POST /skills/{id}/retire": { body: Nothing; answer: null };
}
