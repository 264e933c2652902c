/** The whole configuration as YAML. */

export interface Configuration {
  yaml: string;
  state: string;
}

export interface ConfigurationChange {
  part: string;
  key: string;
  kind: "add" | "change" | "remove";
  fields: string[];
}

export interface ConfigurationPlan {
  state: string;
  changes: ConfigurationChange[];
  /** Entries that the file does not name, and that stay. */
  left: number;
  text: string;
}
