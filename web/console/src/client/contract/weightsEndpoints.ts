/** What one conversation of a channel takes of a person: `units` of a capacity, a usual case takes 10. */
export interface Weight {
  channel: string;
  units: number;
  live: boolean;
  /** It takes all of a person, and is live work. */
  exclusive: boolean;
}

export interface WeightsEndpoints {
  /** `usual` is what the channel is by itself. */
  "GET /routing/channel-weights": { answer: (Weight & { usual: Weight })[] };
  /** What is not named stays. 422 senseless_weight {field, channel}. */
  "PUT /routing/channel-weights": { body: { weights: Weight[] }; answer: (Weight & { usual: Weight })[] };
}
