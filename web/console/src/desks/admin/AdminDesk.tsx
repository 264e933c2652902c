import { t } from "@lingui/core/macro";
import { useParams } from "@tanstack/react-router";
import { SettingsDesk } from "~/desks/settings/SettingsDesk";
import { ADMIN_GROUPS } from "./sections";

/** Where the firm is set up: its people, its words, its promises, its doors. */
export function AdminDesk() {
  const { section = null, item = null } = useParams({ strict: false });
  return <SettingsDesk title={t`Administración`} area="admin" groups={ADMIN_GROUPS} section={section} item={item} />;
}
