import type { Id } from "./basics";
import type { AdminAccount } from "./connecting";

export interface ActivationEndpoints {
  /** 409 no_activation_asked, second_person_wanted. */
  "POST /channels/accounts/{id}/activation": { body: { approved: boolean; reason: string }; answer: AdminAccount };
  /** Once more, after a no. 409 no_activation_asked. */
  "POST /channels/accounts/{id}/activation/ask": { body: Record<string, never>; answer: AdminAccount };
  /** Without an account of care, what comes waits in its own queue again. 422 invalid {field: care_account_id, words}. */
  "PUT /channels/accounts/{id}/care": { body: { care_account_id: Id | null; what: "all" | "words"; words: string[] }; answer: AdminAccount };
  /** Who may answer for an account. */
  "GET /channels/accounts/{id}/people": { answer: { id: Id; name: string }[] };
}
