import { useQuery } from "@tanstack/react-query";
import { meQuery } from "~/rooms/access/queries";
import { queuesQuery, teamsQuery } from "~/rooms/cases/queries";
import { WallFilters } from "~/rooms/console/WallFilters";
import { usePart } from "./usePart";

/** The filters of the floor, over what this person reaches. */
export function PartFilters() {
  const [part, setPart] = usePart();
  const { data: me } = useQuery(meQuery);
  const queues = useQuery(queuesQuery);
  const teams = useQuery(teamsQuery);
  return <WallFilters part={part} brands={me?.brands ?? []} queues={queues.data ?? []} teams={teams.data ?? []} onChange={setPart} />;
}
