/** What a case of the usual weight takes of a capacity. */
export const UNITS = 10;
