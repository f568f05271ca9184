const fence = "```";

/** One answer that shows every element of the page's typography. */
export const sampler = `## Reading a stream without losing a token

A dropped connection is *normal*. The client keeps the **last event id** it saw and asks for what follows:

1. Open the stream and read \`id\`, \`event\` and \`data\`.
2. On a break, wait a little longer each time.
3. Resume with \`Last-Event-ID\`.

${fence}python
def follow(stream, last=0):
    """Yield every event exactly once."""
    for event in stream:
        if event.id <= last:   # seen before
            continue
        last = event.id
        yield event
${fence}

- Nothing is shown twice
- Nothing is missing
  - also when the *server* restarted

> A stream that ends without a closing event did not end well.

| Cause | Seen as | What to do |
|---|---|---|
| Proxy timeout | end of body | resume |
| Sleep | silence for 45 s | resume |
| Unknown turn | 404 | load the messages |

More in [the standard](https://html.spec.whatwg.org/multipage/server-sent-events.html), which says ~~nothing~~ little about retries. ![A foreign picture](https://example.com/pixel.png)
`;
