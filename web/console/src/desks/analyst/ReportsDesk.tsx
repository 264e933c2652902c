import { t } from "@lingui/core/macro";
import { useParams } from "@tanstack/react-router";
import { SettingsDesk } from "~/desks/settings/SettingsDesk";
import { REPORT_GROUPS } from "./sections";

/** What happened: numbers that open the cases they count. */
export function ReportsDesk() {
  const { section = null, item = null } = useParams({ strict: false });
  return <SettingsDesk title={t`Informes`} area="reports" groups={REPORT_GROUPS} section={section} item={item} />;
}
