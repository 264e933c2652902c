import type { Id } from "./basics";
import type { Said } from "./connecting";

/** How one channel stands with a brand in a country; `said`: here, by a wider word, or by nobody (the manuals' usual). */
export interface ChannelStanding {
  channel: string;
  name: Said;
  accounts: number;
  tier: 1 | 2 | 3;
  live: boolean;
  care: "brand" | "self" | "both";
  offered: boolean;
  said: "here" | "wider" | "usual";
}

export interface ChannelMatrix {
  channels: ChannelStanding[];
  /** In which there are brands or accounts. */
  countries: string[];
  /** Channels in tier 1, and how many are fine. */
  main: number;
  most_main: number;
  /** Channels that people of a country use, without an account of ours there. */
  missing: { country: string; channel: string; name: Said | null }[];
}

export interface StandingEndpoints {
  "GET /channels/standings": { query: { brand_id?: Id; country?: string }; answer: ChannelMatrix };
  /** Without a tier the wider word holds again. */
  "PUT /channels/standings": {
    body: { channel: string; brand_id: Id | null; country: string; tier?: number; live?: boolean; care?: string; offered?: boolean };
    answer: ChannelMatrix;
  };
}
