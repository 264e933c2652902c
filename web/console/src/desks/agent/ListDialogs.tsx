import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDoing } from "~/kit/deed";
import { FilterDialog } from "~/rooms/cases/FilterDialog";
import { type Field, searched, toggled } from "~/rooms/cases/filters";
import { type Listing, teamsQuery } from "~/rooms/cases/queries";
import { SaveViewDialog } from "~/rooms/console/SaveViewDialog";
import { type Kept, ViewDeeds } from "~/rooms/console/viewDeeds";
import type { View } from "~/client/contract/lists";
import type { DeskSearch } from "./AgentDesk";
import { useFilterOptions } from "./useFilterOptions";
import { useMe } from "./useMe";

export type ListAsked = { kind: "filter"; field: Field | null } | { kind: "save" } | { kind: "rename" };

/** What is asked about the list itself: what narrows it, and how it is called. */
export function ListDialogs({ asked, listing, saved, kept, onSearch, onOpen, onClose }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const { options } = useFilterOptions(true);
  const shares = me.verbs.includes("views.share");
  const teams = useQuery({ ...teamsQuery, enabled: shares });
  const deeds = new ViewDeeds(cache);
  switch (asked.kind) {
    case "filter":
      return (
        <FilterDialog
          field={asked.field}
          filter={listing.filter}
          options={options}
          onToggle={(field, value) => onSearch({ [field]: searched(saved?.filter ?? null, field, toggled(listing.filter, field, value)) })}
          onClose={onClose}
        />
      );
    case "save":
      return (
        <SaveViewDialog
          title={t`Guardar como vista`}
          name={listing.q}
          teams={shares ? (teams.data ?? []) : []}
          onClose={onClose}
          onSave={(name, teamId) => {
            onClose();
            if (kept) void perform(deeds.save(name, teamId, kept, onOpen));
          }}
        />
      );
    case "rename":
      return saved ? (
        <SaveViewDialog
          title={t`Renombrar la vista`}
          name={saved.name ?? ""}
          teams={[]}
          onClose={onClose}
          onSave={(name) => {
            onClose();
            void perform(deeds.rename(saved, name));
          }}
        />
      ) : null;
    default:
      return asked satisfies never;
  }
}

interface Props {
  asked: ListAsked;
  listing: Listing;
  saved: View | null;
  kept: Kept | null;
  onSearch: (part: Partial<DeskSearch>) => void;
  onOpen: (view: string) => void;
  onClose: () => void;
}
