import { t } from "@lingui/core/macro";
import { useParams } from "@tanstack/react-router";
import { SettingsDesk } from "~/desks/settings/SettingsDesk";
import { ACCOUNT_GROUPS } from "./sections";

/** What a person settles for themselves. */
export function AccountDesk() {
  const { section = null, item = null } = useParams({ strict: false });
  return <SettingsDesk title={t`Mi cuenta`} area="me" groups={ACCOUNT_GROUPS} section={section} item={item} />;
}
