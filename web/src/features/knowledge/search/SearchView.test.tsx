import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, refuse } from "@/testing/fakeTurn";
import { collection, pageOf, show } from "../testing";
import { SearchView } from "./SearchView";

const found = () => Promise.resolve(Response.json({ passages: [], query: "q", stages: [], corrections: {}, further: [], sufficient: null }));
const serve = (...replies: Parameters<typeof fakeServer>[0][string]) =>
  fakeServer({ "GET /collections": [() => Promise.resolve(pageOf(collection))], "POST /knowledge/search": replies.length > 0 ? replies : [found] });
const sent = (server: ReturnType<typeof fakeServer>) => server.to("POST /knowledge/search").map(({ init }) => JSON.parse(String(init.body)) as unknown);

afterEach(() => vi.unstubAllGlobals());

test("what is wrong is told at its field, which gets the focus, and nothing is sent", async () => {
  const server = serve();
  show(<SearchView />);
  await userEvent.type(screen.getByLabelText("Search for"), "q");
  await userEvent.click(screen.getByText("More options"));
  await userEvent.type(screen.getByLabelText("Variety"), "2{Enter}");
  const field = screen.getByLabelText("Variety");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await vi.waitFor(() => expect(document.activeElement).toBe(field));
  expect(screen.getByRole("alert").textContent).toBe("A number from 0 to 1.");
  expect(sent(server)).toEqual([]);
});

test("filters go along, and the fields in a part that is shut are counted", async () => {
  const server = serve();
  show(<SearchView />);
  await userEvent.click(screen.getByText("Filters"));
  await userEvent.type(screen.getByLabelText("Tags"), "night, harbour");
  await userEvent.click(screen.getByLabelText("PDF"));
  expect(screen.getByText("Filters").closest("summary")?.textContent).toBe("Filters2");
  await userEvent.type(screen.getByLabelText("Search for"), "q{Enter}");
  await screen.findByText("Nothing was found.");
  expect(sent(server)).toEqual([{ query: "q", top: 10, filter: { tags: ["night", "harbour"], media_types: ["application/pdf"] } }]);
});

test("what only the server finds wrong is told as well", async () => {
  serve(refuse(400, "VALIDATION_ERROR", "The request is not valid.", { errors: { half_life_days: ["Too long ago."], filter: ["Its lists are too long."] } }));
  show(<SearchView />);
  await userEvent.type(screen.getByLabelText("Search for"), "q{Enter}");
  expect(await screen.findByText("Too long ago.")).toBeTruthy();
  expect(screen.getByText("Its lists are too long.")).toBeTruthy();
  expect(screen.getByLabelText("Half-life in days").closest("details")?.open).toBe(true);
});
