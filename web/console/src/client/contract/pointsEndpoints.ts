/** What gives points, by name. `slack_half` is in seconds, `age` points a minute. */
export type RoutingPoint = "priority" | "slack" | "slack_half" | "late" | "age" | "tier" | "value" | "mood" | "sticky" | "level" | "scarce" | "load";

export interface RoutingPolicy {
  version: number;
  terms: Record<RoutingPoint, number> & { values: Record<string, number> };
  usual: Record<RoutingPoint, number> & { values: Record<string, number> };
  /** After so much more waiting a case goes before any other. */
  bound_minutes: number;
}

export interface PointsEndpoints {
  "GET /routing/policy": { answer: RoutingPolicy };
  /** 422 senseless_policy {field, least, most}. */
  "PUT /routing/policy": { body: { terms: Partial<RoutingPolicy["terms"]> }; answer: RoutingPolicy };
}
