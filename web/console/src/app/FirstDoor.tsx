import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { call } from "~/client/http";
import { Loading } from "~/kit/Loading";

const FirstRunPage = lazy(() => import("~/desks/beginning/FirstRunPage").then((file) => ({ default: file.FirstRunPage })));

/** Before the door: an empty house asks who will administer it. When it cannot tell, it shows the door. */
export function FirstDoor({ onFounded, children }: { onFounded: () => void; children: (inside: ReactNode) => ReactNode }) {
  const first = useQuery({ queryKey: ["first-run"], queryFn: ({ signal }) => call("GET /first-run", { signal }), retry: false, staleTime: 0 });
  if (first.isPending) return <Loading />;
  return children(
    first.data?.needed ? (
      <Suspense fallback={<Loading rows={4} />}>
        <FirstRunPage onDone={onFounded} />
      </Suspense>
    ) : null,
  );
}
