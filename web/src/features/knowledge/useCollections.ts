import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchCollections, keys } from "./api";

/** As many as a list of boxes to tick can hold. */
const LISTED = 100;

/** The collections that the reader may read, for lists to choose from. */
export function useReadable(enabled = true) {
  return useQuery({ queryKey: [...keys.collections, "readable"], queryFn: ({ signal }) => fetchCollections(0, LISTED, signal), enabled });
}

export function useCollectionPage(offset: number, limit: number) {
  return useQuery({ queryKey: [...keys.collections, "page", offset, limit], queryFn: ({ signal }) => fetchCollections(offset, limit, signal), placeholderData: keepPreviousData });
}
