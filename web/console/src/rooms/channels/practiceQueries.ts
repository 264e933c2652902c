import { queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const practicesQuery = queryOptions({ queryKey: ["channels", "practices"], queryFn: ({ signal }) => call("GET /channels/practices", { signal }), staleTime: 0 });
