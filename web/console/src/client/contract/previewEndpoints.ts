import type { Id } from "./basics";

/** A card as people will see it. */
export interface ShownCard {
  title: string;
  subtitle: string;
  picture: string;
  buttons: string[];
}
/** One message as people will see it; `link_preview` is null where the channel decides. */
export interface ShownPiece {
  text: string;
  buttons: string[];
  link_preview: boolean | null;
  cards: ShownCard[];
  picture: string;
}

/** The pieces in which an answer arrives; `length` and `limit` as the channel counts. */
export interface Preview {
  pieces: ShownPiece[];
  length: number;
  limit: number;
}

export interface PreviewEndpoints {
  /** Rendered as it would be sent, and not sent. */
  "POST /conversations/{id}/preview": { body: { case_id: Id; text: string; reply_to: Id | null }; answer: Preview };
}
