import type { ComponentType, LazyExoticComponent } from "react";

/** One page of administration or of one's own account. `item` is what follows the section in the address. */
export interface SettingSection {
  /** Stands in the address: lower case, no spaces. */
  id: string;
  words: () => string;
  /** What else somebody may call it in the palette. */
  also?: () => string;
  /** The verb that opens it, as the matrix of roles names it; absent for what everybody has. */
  verb?: string;
  page: LazyExoticComponent<ComponentType<SectionPage>>;
  /** What stands beside its name in the list: how much waits there. */
  mark?: LazyExoticComponent<ComponentType>;
}

export interface SectionPage {
  item: string | null;
}

/** Sections under one heading. */
export interface SettingGroup {
  id: string;
  words: () => string;
  sections: SettingSection[];
}

/** The groups with the sections that these verbs open; a group without any is gone. */
export function openTo(groups: readonly SettingGroup[], verbs: readonly string[]): SettingGroup[] {
  return groups
    .map((group) => ({ ...group, sections: group.sections.filter((one) => one.verb === undefined || verbs.includes(one.verb)) }))
    .filter((group) => group.sections.length > 0);
}
