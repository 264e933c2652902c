import { useQueryClient } from "@tanstack/react-query";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import { put, renew } from "~/client/change";
import { useTopic } from "~/client/useTopic";
import { partOf, wallQuery } from "./wallQueries";

/** Keep the board of a part as it is on the server. */
export function useWallLive(part: FloorQuery) {
  const cache = useQueryClient();
  const { queryKey } = wallQuery(part);
  useTopic(`wall:${partOf(part)}`, {
    changed: (resources) => {
      for (const one of resources) if (one.type === "wall") put(cache, queryKey, one.wall);
    },
    missed: () => renew(cache, queryKey),
  });
}
