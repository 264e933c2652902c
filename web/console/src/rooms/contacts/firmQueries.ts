import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "~/client/http";

export const consentTextsQuery = queryOptions({
  queryKey: ["consent-texts"],
  queryFn: ({ signal }) => call("GET /consent-texts", { signal }),
});

export const textVersionsQuery = (controllerId: string, purpose: string, locale: string) =>
  queryOptions({
    queryKey: ["consent-texts", controllerId, purpose, locale],
    queryFn: ({ signal }) =>
      call("GET /consent-texts/versions", { query: { controller_id: controllerId, purpose, locale }, signal }),
  });

export const readabilityQuery = (body: string, locale: string) =>
  queryOptions({
    queryKey: ["readability", locale, body],
    queryFn: ({ signal }) => call("POST /consent-texts/readability", { body: { locale, body }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });

export const attributesQuery = queryOptions({
  queryKey: ["contact-attributes"],
  queryFn: ({ signal }) => call("GET /contact-attributes", { query: { retired: true }, signal }),
});
