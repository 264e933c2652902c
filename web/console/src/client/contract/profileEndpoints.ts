import type { ChannelProfile, ProfileComplaint, ProfileLine, ProfileView } from "./profile";

export interface ProfileEndpoints {
  "GET /channels/profiles": { answer: ProfileLine[] };
  "GET /channels/accounts/{id}/profile": { answer: ProfileView };
  /** The next version; a worker brings it to the provider. */
  "PUT /channels/accounts/{id}/profile": { body: { profile: ChannelProfile; version: number }; answer: ProfileView };
  "POST /channels/accounts/{id}/profile/check": { body: { profile: ChannelProfile }; answer: { good: boolean; complaints: ProfileComplaint[] } };
  /** The worker compares now, or brings again what did not get there. */
  "POST /channels/accounts/{id}/profile/look": { body: Record<string, never>; answer: ProfileView };
}
