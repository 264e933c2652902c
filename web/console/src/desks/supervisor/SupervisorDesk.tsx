import { t } from "@lingui/core/macro";
import { useParams } from "@tanstack/react-router";
import { SettingsDesk } from "~/desks/settings/SettingsDesk";
import { FLOOR_GROUPS } from "./sections";

/** What waits, who works, what is about to break, and the deeds that help. */
export function SupervisorDesk() {
  const { section = null, item = null } = useParams({ strict: false });
  return <SettingsDesk title={t`Supervisión`} area="floor" groups={FLOOR_GROUPS} section={section} item={item} />;
}
