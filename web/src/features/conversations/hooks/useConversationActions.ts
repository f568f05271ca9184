import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeConversation, type ConversationChange, deleteConversation } from "../api";
import { conversationKeys, patchConversation, refreshConversation } from "../cache";

/** Rename, pin and delete. Each shows at once and is taken back when the server refuses. */
export function useConversationActions(id: string, onDeleted: (id: string) => void) {
  const client = useQueryClient();
  const begin = async (change: ConversationChange | null) => {
    await client.cancelQueries({ queryKey: conversationKeys.lists });
    return patchConversation(client, id, change);
  };

  const change = useMutation({
    mutationFn: (wanted: ConversationChange) => changeConversation(id, wanted),
    onMutate: begin,
    onError: (_, __, undo) => undo?.(),
    onSettled: () => refreshConversation(client, id),
  });

  const remove = useMutation({
    mutationFn: () => deleteConversation(id),
    onMutate: () => begin(null),
    onError: (_, __, undo) => undo?.(),
    onSuccess: () => {
      client.removeQueries({ queryKey: conversationKeys.one(id) });
      onDeleted(id);
    },
    onSettled: () => client.invalidateQueries({ queryKey: conversationKeys.lists }),
  });

  return { change, remove };
}
