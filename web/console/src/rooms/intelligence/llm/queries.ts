import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const llmQuery = queryOptions({
  queryKey: ["llm"],
  queryFn: ({ signal }) => call("GET /llm", { signal }),
});
