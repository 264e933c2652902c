import type { Instant } from "./basics";
import type { Consent, ContactPanel } from "./contacts";

export interface ConsentEndpoints {
  /** A yes or no that was heard elsewhere; purpose null is all that we begin. 422 invalid {field: words, said_at}. */
  "POST /contacts/{id}/consents": {
    body: { purpose: string | null; given: boolean; how: Exclude<Consent["how"], "">; words: string; said_at?: Instant };
    answer: ContactPanel;
  };
}
