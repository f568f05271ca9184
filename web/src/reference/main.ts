import "./reference.css";
import "swagger-ui-dist/swagger-ui.css";
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

// The style sheet has a dark mode of its own, switched by a class on the root.
document.documentElement.classList.toggle("dark-mode", document.documentElement.dataset["theme"] === "dark");

SwaggerUI({
  url: "/openapi/v1.json",
  dom_id: "#reference",
  deepLinking: true,
  // Nothing leaves this server: no remote validation badge, and trying out calls it alone.
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
