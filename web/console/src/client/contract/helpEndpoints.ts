import type { Help, NewHelp } from "./help";

export interface HelpEndpoints {
  /** What is asked of me, what I help with, and what I asked, as long as it has not ended, oldest first. */
  "GET /help": { answer: Help[] };
  /** Newest first. */
  "GET /cases/{id}/help": { answer: Help[] };
  "POST /cases/{id}/help": { body: NewHelp; answer: Help };
  "POST /help/{id}/accept": { answer: Help };
  "POST /help/{id}/decline": { body: { answer: string }; answer: Help };
  "POST /help/{id}/give-back": { body: { answer: string }; answer: Help };
  "POST /help/{id}/withdraw": { answer: Help };
}
