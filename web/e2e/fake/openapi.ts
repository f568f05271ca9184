/** A little document, enough to see the reference page work. */
export const openApi = {
  openapi: "3.1.0",
  info: { title: "Parley", version: "0.1.0", description: "The HTTP API of a self-hosted assistant." },
  paths: {
    "/api/v1/models": {
      get: { tags: ["Models"], summary: "Lists providers and their models", responses: { "200": { description: "The catalogue" } } },
    },
    "/api/v1/chat": {
      post: {
        tags: ["Chat"],
        summary: "Answers in one piece",
        requestBody: {
          content: { "application/json": { schema: { type: "object", required: ["message"], properties: { message: { type: "string", maxLength: 100_000 } } } } },
        },
        responses: { "200": { description: "The answer" }, "400": { description: "The request is not valid" } },
      },
    },
  },
};
