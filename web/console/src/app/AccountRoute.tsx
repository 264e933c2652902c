import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Loading } from "~/kit/Loading";

const AccountDesk = lazy(() => import("~/desks/account/AccountDesk").then((file) => ({ default: file.AccountDesk })));

/** The address, read for the pages of one's own. */
export function AccountRoute() {
  const { section = "profile" } = useParams({ strict: false }) as { section?: string };
  return (
    <Suspense fallback={<Loading rows={5} />}>
      <AccountDesk section={section} />
    </Suspense>
  );
}
