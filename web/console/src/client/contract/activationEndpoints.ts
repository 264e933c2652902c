import type { Id } from "./basics";
import type { AdminAccount } from "./connecting";

export interface ActivationEndpoints {
  /** 409 no_activation_asked, second_person_wanted. */
  "POST /channels/accounts/{id}/activation": { body: { approved: boolean; reason: string }; answer: AdminAccount };
  /** Once more, after a no. 409 no_activation_asked. */
  "POST /channels/accounts/{id}/activation/ask": { body: Record<string, never>; answer: AdminAccount };
  /** Who may answer for an account. */
  "GET /channels/accounts/{id}/people": { answer: { id: Id; name: string }[] };
}
