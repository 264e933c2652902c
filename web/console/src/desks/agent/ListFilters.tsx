import { isNarrowed } from "~/rooms/cases/filters";
import { FilterBar } from "~/rooms/cases/FilterBar";
import { type Field, searched } from "~/rooms/cases/filters";
import type { Listing } from "~/rooms/cases/queries";
import type { View } from "~/client/contract/lists";
import type { Ready } from "~/kit/command";
import { Button } from "~/kit/Button";
import type { DeskSearch } from "./AgentDesk";
import { useFilterOptions } from "./useFilterOptions";

/** The chips above the list, with what can be done to the view. */
export function ListFilters({ listing, saved, commands, onField, onSearch }: Props) {
  const { words } = useFilterOptions(isNarrowed(listing.filter));
  const save = commands.find((one) => one.id === "view.update") ?? (saved ? undefined : commands.find((one) => one.id === "view.save"));
  return (
    <FilterBar
      filter={listing.filter}
      valueWords={words}
      onField={onField}
      onOff={(field) => onSearch({ [field]: searched(saved?.filter ?? null, field, []) })}
    >
      <span className="space" />
      {save ? (
        <Button look="bare" onClick={save.run}>
          {save.words}
        </Button>
      ) : null}
    </FilterBar>
  );
}

interface Props {
  listing: Listing;
  saved: View | null;
  commands: Ready[];
  onField: (field: Field | null) => void;
  onSearch: (part: Partial<DeskSearch>) => void;
}
