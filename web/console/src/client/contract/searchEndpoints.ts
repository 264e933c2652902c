import type { SearchPage } from "./search";

export interface SearchEndpoints {
  /** Words, "phrases", -exclusions, and filters by words in three languages. Nothing that is typed is an error. */
  "GET /search": { query: { q: string; cursor?: string; limit?: number }; answer: SearchPage };
}
